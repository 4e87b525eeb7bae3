internal import CMultiprecision

extension RealBall {
  /// The Gamma function at a positive rational number.
  ///
  /// The argument is rounded to m with |x - m| ≤ r, and log Γ(x) - log Γ(m) = ψ(ξ)·(x - m) with |ψ(ξ)| ≤ 1/ξ + |log ξ| + 1: for
  /// q = r·(that bound) ≤ 1 the relative error is at most e^q - 1 ≤ 2q.
  ///
  /// - Precondition: `x` is positive.
  public static func gamma(_ x: Rational, precision: Int) -> RealBall {
    precondition(x.signum > 0, "the Gamma function is used at positive numbers only")
    // The rounding error grows with the argument, so its exponent is added to the precision.
    let exponent = max(x.numerator.bitWidth - x.denominator.bitWidth, 0)
    let working = precision + 32 + 2 * exponent
    let point = RealBall(x, precision: working)
    let value = Dyadic.rounded(mpfr_gamma, point.midpoint, precision: working)
    if point.isExact { return RealBall(value).rounded(toPrecision: precision) }
    // |log ξ| ≤ (|e| + 1)·log 2 for 2^(e-1) ≤ m < 2^e, with room for the radius.
    let logarithm = Magnitude(abs(point.midpoint.exponent) + 1)
    let digamma =
      Magnitude.powerOfTwo(0).divided(byLowerBound: point.lowerMagnitude) + logarithm
      + Magnitude(1)
    let q = digamma * point.radius
    if q > .powerOfTwo(0) { return .everything }
    let size = value.value.magnitude + value.nearestError
    return RealBall(value, adding: (size * q).scaled(byPowerOfTwo: 1))
      .rounded(toPrecision: precision)
  }
}
