internal import Arithmetic

extension ArcCosineKernel {
  /// κₙ at a ball, from its arccosine, by the formula.
  ///
  /// √(1-u²) is taken as √((1-u)(1+u)), which keeps relative accuracy near ±1.
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  static func value(
    degree: Int, at u: RealBall, arccosine: RealBall, precision: Int
  ) throws(DomainError) -> RealBall {
    let pi = RealBall.pi(precision: precision)
    let opening = pi.subtracting(arccosine, precision: precision)
    if degree == 0 { return opening.divided(by: pi, precision: precision) }
    let below = RealBall.one.subtracting(u, precision: precision)
    let above = RealBall.one.adding(u, precision: precision)
    let sine = try RealBall.sqrt(
      below.multiplied(by: above, precision: precision), precision: precision)
    let (a, b) = polynomials(degree: degree)
    let sum = horner(a, at: u, precision).multiplied(by: sine, precision: precision)
      .adding(
        horner(b, at: u, precision).multiplied(by: opening, precision: precision),
        precision: precision)
    return sum.divided(by: pi, precision: precision)
  }

  /// κₙ on a wide ball: the kernels increase on [-1, 1] (κₙ' is a positive multiple of κₙ₋₁ ≥ 0, and κ₀
  /// increases), so the values at the ends of the part in [-1, 1] enclose.
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  static func image(degree: Int, of u: RealBall, precision: Int) throws(DomainError) -> RealBall {
    let unit = RealBallAlgebra.unitInterval
    guard let inside = u.intersection(unit, precision: precision) else {
      throw DomainError(function: Function.kappa(degree).name)
    }
    let lower = max(inside.lowerBound(precision: precision), Dyadic(-1))
    let upper = min(inside.upperBound(precision: precision), Dyadic(1))
    let ends = try [lower, upper].map { (end) throws(DomainError) -> RealBall in
      let point = RealBall(end)
      let angle = try RealBall.acos(point, precision: precision)
      return try value(degree: degree, at: point, arccosine: angle, precision: precision)
    }
    return RealBall(
      from: ends[0].lowerBound(precision: precision),
      to: ends[1].upperBound(precision: precision), precision: precision)
  }

  private static func horner(_ polynomial: [Rational], at u: RealBall, _ precision: Int)
    -> RealBall
  {
    polynomial.reversed().reduce(RealBall.zero) { sum, coefficient in
      sum.multiplied(by: u, precision: precision)
        .adding(RealBall(coefficient, precision: precision), precision: precision)
    }
  }
}
