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
    if let exact = try valueAtRoot(of: function, argument) { return exact }
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

  /// arccos(±√2/2), arccos(±√3/2) and what follows from them for arcsin and the arc-cosine kernels.
  private func valueAtRoot(
    of function: Function, _ argument: Expression
  ) throws(ExpressionError) -> Expression? {
    guard case .product(let coefficient, let factors) = node(argument), factors.count == 1,
      factors[0].exponent == Rational(1, over: 2), coefficient.magnitude == Rational(1, over: 2),
      let radicand = rationalValue(factors[0].base), radicand == 2 || radicand == 3
    else { return nil }
    let acute: Rational = radicand == 2 ? Rational(1, over: 4) : Rational(1, over: 6)
    let multiple = coefficient.signum > 0 ? acute : 1 - acute
    switch function {
    case .arccos: return scaled(pi, by: multiple)
    case .arcsin: return scaled(pi, by: Rational(1, over: 2) - multiple)
    case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs, .kappa: return nil
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
