internal import Arithmetic

/// What arcsin(u), arccos(u) and κ₀(u) have in common: u'·(1 - u²)^(-1/2), and how an error of u shows.
///
/// With U the stored numbers of u, r = (1 - U²)^(-1/2) and u = U + δ,
///
///     arcsin(u) - arcsin(U) = ∫₀¹ r_s·δ ds,    r_s = r·(1 - x_s)^(-1/2),  x_s = r²·(2sUδ + s²δ²)
///
/// so the difference is at most |δ|∞·|r_s|₁. For ξ = |r|₁²·(2|U|₁|δ|₁ + |δ|₁²) ≤ 1/2 the coefficients
/// of (1-x)^(-1/2) - 1 sum to (1-ξ)^(-1/2) - 1 ≤ ξ, and every coefficient of r_s differs from that of
/// r by at most ξ·|r|₁.
struct ArcsineComposition {
  /// U', whose transforms are kept.
  let inner: SeriesFactor
  /// U'·r; its last coefficient is not determined.
  let derivative: FixedSeries
  /// Bounds for the coefficients of all r_s.
  let slope: NormProfile

  /// - Precondition: the constant term of u is certainly in (-1, 1).
  init(_ u: FixedSeries) throws(SeriesError) {
    let center = u.center
    let root = try FixedSeries.inverseSquareRoot(u.context.one.subtracting(center.squared()))
    inner = SeriesFactor(center.termwiseDerivative(), isReused: true)
    derivative = try FixedSeries.product(inner, SeriesFactor(root))
    slope = try ArcsineComposition.slope(root.norms, center: center, error: u.errorNorms)
  }

  private static func slope(
    _ norms: NormProfile, center: FixedSeries, error: NormProfile
  ) throws(SeriesError) -> NormProfile {
    let (r, u, delta) = (norms.sum.maximum, center.sizes.sum.maximum, error.sum.maximum)
    let xi = r * r * ((u * delta).scaled(byPowerOfTwo: 1) + delta * delta)
    guard xi <= .powerOfTwo(-1) else {
      throw .insufficientPrecision(
        function: "arcsin",
        missingBits: xi.isInfinite ? center.missingBits : xi.ceilingExponent + 2)
    }
    let excess = xi * r
    return NormProfile(largest: norms.largest + excess, sum: norms.sum + excess)
  }
}

extension FixedSeries {
  /// arcsin u = arcsin u₀ + ∫u'/√(1 - u²); for the error see `ArcsineComposition`.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not in (-1, 1) and u is not
  ///   constant, `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 6 products.
  public static func arcsin(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    if u.support.upperBound <= 1 {
      guard let value = try? RealBall.asin(u[0], precision: u.fractionBits + 32) else {
        throw .domain(function: "arcsin")
      }
      return try u.context.constant(value)
    }
    try u.requireConstantInOpenUnitInterval(function: "arcsin")
    let composition = try ArcsineComposition(u)
    guard let value = try? RealBall.asin(u.center[0], precision: u.fractionBits + 32) else {
      throw .domain(function: "arcsin")
    }
    return try composition.derivative.integrated().adding(u.context.constant(value))
      .widened(by: NormProfile.productBounds(u.errorNorms, composition.slope))
  }

  /// arccos u = π/2 - arcsin u.
  ///
  /// - Throws: as `arcsin(_:)`.
  public static func arccos(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    let quarter = RealBall.pi(precision: u.fractionBits + 32).scaled(byPowerOfTwo: -1)
    return try u.context.constant(quarter).subtracting(arcsin(u))
  }
}
