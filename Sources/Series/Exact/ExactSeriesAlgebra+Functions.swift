internal import Arithmetic
package import Expressions

extension ExactSeriesAlgebra {
  /// A function of a series, from its value at the constant term and its differential equation.
  package func function(
    _ function: Function, _ u: [Fraction], argument: Int, isInDomain: Bool
  ) throws(NormalFormError) -> [Fraction] {
    let start = try field.value(of: function, at: u[0])
    let inner = try derivative(of: u)
    switch function {
    case .arccos:
      let slope = try multiply(inner, try reciprocalSine(u))
      return try integral(of: try negated(slope), from: start)
    case .arcsin: return try integral(of: try multiply(inner, try reciprocalSine(u)), from: start)
    case .kappa(0):
      let slope = try multiply(inner, try reciprocalSine(u))
      return try integral(of: try divided(slope, by: try pi()), from: start)
    case .kappa(let n):
      // κₙ' = n²/(2n-1)·κₙ₋₁.
      let lower = try self.function(.kappa(n - 1), u, argument: argument, isInDomain: isInDomain)
      let slope = try product(Rational(n * n, over: 2 * n - 1), [inner, lower])
      return try integral(of: slope, from: start)
    case .exp: return try exponential(u, inner, from: start)
    case .log: return try integral(of: try multiply(inner, try power(u, -1)), from: start)
    case .erf:
      let bell = try gaussian(u, -1)
      let scale = try power(try pi(), Rational(-1, over: 2))
      return try integral(of: try product(2, [inner, bell, scale]), from: start)
    case .normalCDF:
      let bell = try gaussian(u, Rational(-1, over: 2))
      let scale = try power(try product(2, [try pi()]), Rational(-1, over: 2))
      return try integral(of: try product(1, [inner, bell, scale]), from: start)
    case .sin, .cos, .abs: throw .undefined
    }
  }

  package func application(
    _ function: MultivariateProgram, _ values: [[Fraction]], arguments: [Int], isInDomain: Bool
  ) throws(NormalFormError) -> [Fraction] {
    throw .undefined
  }

  private func negated(_ series: [Fraction]) throws(NormalFormError) -> [Fraction] {
    series.map(field.negated)
  }

  private func divided(
    _ series: [Fraction], by divisor: [Fraction]
  ) throws(NormalFormError) -> [Fraction] {
    try multiply(series, try power(divisor, -1))
  }

  /// (1-u²)^(-1/2).
  private func reciprocalSine(_ u: [Fraction]) throws(NormalFormError) -> [Fraction] {
    let square = try negated(try multiply(u, u))
    return try power(try sum([rational(1), square]), Rational(-1, over: 2))
  }

  /// exp(c·u²).
  private func gaussian(_ u: [Fraction], _ c: Rational) throws(NormalFormError) -> [Fraction] {
    let exponent = try product(c, [u, u])
    return try function(.exp, exponent, argument: 0, isInDomain: true)
  }

  /// y = e^u from y' = u'y: n·yₙ = Σ_{k=1..n} k·uₖ·yₙ₋ₖ.
  private func exponential(
    _ u: [Fraction], _ inner: [Fraction], from start: Fraction
  ) throws(NormalFormError) -> [Fraction] {
    var result = try integral(of: rational(0), from: start)
    for n in stride(from: 1, to: order, by: 1) {
      var sum = Fraction.zero
      for k in 1...n where !u[k].isZero {
        sum = try field.add(sum, try field.multiply(inner[k - 1], result[n - k]))
      }
      result[n] = try field.multiply(sum, Fraction(Rational(1, over: n)))
    }
    return result
  }
}
