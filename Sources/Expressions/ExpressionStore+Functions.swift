internal import Arithmetic

extension ExpressionStore {
  /// A function of an expression; values at 0, ±1/2 and ±1 that have a closed form are taken there.
  ///
  /// - Throws: ``ExpressionError/outsideDomain(function:argument:)`` at a number outside the domain.
  public func function(
    _ function: Function, _ argument: Expression
  ) throws(ExpressionError) -> Expression {
    if case .abs = function { return absolute(argument) }
    if let value = rationalValue(argument) {
      try checkDomain(of: function, at: value)
      if let exact = try closedForm(of: function, at: value) { return exact }
    }
    return intern(.function(function, argument))
  }

  private func checkDomain(of function: Function, at value: Rational) throws(ExpressionError) {
    let isOutside = function.needsUnitInterval && value.magnitude > 1
    let isLogarithmOfNone = function == .log && value.signum <= 0
    if isOutside || isLogarithmOfNone {
      throw .outsideDomain(function: function.name, argument: value.description)
    }
  }

  private func closedForm(
    of function: Function, at value: Rational
  ) throws(ExpressionError) -> Expression? {
    switch function {
    case .arccos: return arccosine(of: value)
    case .arcsin:
      guard let angle = arccosine(of: value) else { return nil }
      return difference(scaled(pi, by: Rational(1, over: 2)), angle)
    case .exp: return value.isZero ? rational(1) : nil
    case .log: return value.isOne ? rational(0) : nil
    case .erf, .sin: return value.isZero ? rational(0) : nil
    case .cos: return value.isZero ? rational(1) : nil
    case .normalCDF: return value.isZero ? rational(Rational(1, over: 2)) : nil
    case .abs: return rational(value.magnitude)
    case .kappa(let degree):
      if value.isOne { return rational(1) }
      if value == -1 { return rational(0) }
      guard value.isZero else { return nil }
      return try ArcCosineKernel.valueAtZero(degree: degree, in: self)
    }
  }

  /// Multiples of π/6 at 0, ±1/2, ±1.
  private func arccosine(of value: Rational) -> Expression? {
    guard let twice = (value * 2).word else { return nil }
    let multiples: [Int: Rational] = [
      2: 0, 1: Rational(1, over: 3), 0: Rational(1, over: 2), -1: Rational(2, over: 3), -2: 1,
    ]
    return multiples[twice].map { scaled(pi, by: $0) }
  }
}
