internal import Arithmetic

extension FixedSeries {
  /// erf u = erf u₀ + (2/√π)·∫e^(-u²)·u'.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 17 products.
  public static func erf(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    let precision = u.fractionBits + 32
    let root = try? RealBall.sqrt(.pi(precision: precision), precision: precision)
    let factor = RealBall(2).divided(by: root ?? .everything, precision: precision)
    return try gaussianIntegral(u, exponent: -1, factor: factor) {
      RealBall.erf($0, precision: precision)
    }
  }

  /// The normal distribution function Φ(u) = Φ(u₀) + (2π)^(-1/2)·∫e^(-u²/2)·u'.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 17 products.
  public static func normalDistribution(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    let precision = u.fractionBits + 32
    let twoPi = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    let root = try? RealBall.sqrt(twoPi, precision: precision)
    let factor = RealBall.one.divided(by: root ?? .everything, precision: precision)
    return try gaussianIntegral(u, exponent: Rational(-1, over: 2), factor: factor) { x in
      // Φ(x) = (1 + erf(x/√2))/2
      let half = RealBall(Rational(1, over: 2), precision: precision)
      let scale = (try? RealBall.sqrt(half, precision: precision)) ?? .everything
      let value = RealBall.erf(x.multiplied(by: scale, precision: precision), precision: precision)
      return value.adding(.one, precision: precision).scaled(byPowerOfTwo: -1)
    }
  }

  /// F(u₀) + factor·∫G·u' for G = e^(c·u²), F' = factor·e^(c·x²), -1 ≤ c < 0.
  ///
  /// For u = U + δ the mean value form F(u) - F(U) = factor·∫₀¹ G_s·δ ds with
  /// G_s = G·e^(c·(2sUδ + s²δ²)); for κ = 2|U|₁|δ|₁ + |δ|₁² ≤ 1/2 the coefficients of G_s differ from
  /// those of G by at most (e^κ - 1)·|G|₁ ≤ 2κ·|G|₁.
  private static func gaussianIntegral(
    _ u: FixedSeries, exponent: Rational, factor: RealBall, value: (RealBall) -> RealBall
  ) throws(SeriesError) -> FixedSeries {
    if u.support.upperBound <= 1 { return try u.context.constant(value(u[0])) }
    let center = u.center
    let density = try exp(center.squared().scaled(by: exponent))
    let integral = try center.termwiseDerivative().multiplied(by: density).scaled(by: factor)
      .integrated().adding(u.context.constant(value(center[0])))
    if u.isExact { return integral }
    let norms = density.norms
    let delta = u.errorNorms.sum.maximum
    let kappa = (center.sizes.sum.maximum * delta).scaled(byPowerOfTwo: 1) + delta * delta
    guard kappa <= .powerOfTwo(-1) else {
      throw .insufficientPrecision(
        function: "erf", missingBits: kappa.isInfinite ? u.missingBits : kappa.ceilingExponent + 2)
    }
    let excess = kappa.scaled(byPowerOfTwo: 1) * norms.sum.maximum
    let slope = NormProfile(largest: norms.largest + excess, sum: norms.sum + excess)
    return integral.widened(
      by: NormProfile.productBounds(u.errorNorms, slope) * factor.magnitude)
  }
}
