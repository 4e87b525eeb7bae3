public import Arithmetic

/// Facts about spherical harmonics on the unit sphere of d-dimensional space.
///
/// Reference: C. Müller, Spherical Harmonics, Springer 1966.
public enum SphericalHarmonics {
  /// The number of linearly independent harmonics of degree k.
  ///
  ///     N(d, k) = C(k + d − 1, d − 1) − C(k + d − 3, d − 1)
  ///
  /// Homogeneous polynomials of degree k, less those of degree k − 2 times |x|².
  ///
  /// - Precondition: d ≥ 2 and k ≥ 0.
  public static func multiplicity(dimension d: Int, degree k: Int) -> Integer {
    precondition(d >= 2 && k >= 0, "harmonics need dimension at least 2 and degree at least 0")
    let all = Integer.binomial(k + d - 1, d - 1)
    return k < 2 ? all : all - Integer.binomial(k + d - 3, d - 1)
  }

  /// The eigenvalue of degree k of the monomial tⁿ.
  ///
  ///     μ_k(tⁿ) = n!·Γ(d/2) / (2ⁿ·((n − k)/2)!·Γ((n + k + d)/2)) for k ≤ n of the same parity, else 0
  ///
  /// - Precondition: d ≥ 2, n ≥ 0 and k ≥ 0.
  public static func monomialEigenvalue(
    dimension d: Int, exponent n: Int, degree k: Int
  ) -> Rational {
    precondition(d >= 2 && n >= 0 && k >= 0, "harmonics need dimension at least 2")
    return ElementaryEigenvalues(dimension: d).monomial(exponent: n, degree: k)
  }

  /// The factor that makes sin^(d−2)θ a probability density on [0, π].
  ///
  ///     w_d = Γ(d/2) / (√π·Γ((d − 1)/2))
  ///
  /// - Precondition: d ≥ 2.
  public static func weight(dimension d: Int, precision: Int) -> RealBall {
    precondition(d >= 2, "a sphere needs at least two coordinates")
    let working = precision + 8
    // √π = Γ(1/2), so all three factors come from one function.
    let denominator = RealBall.gamma(Rational(1, over: 2), precision: working)
      .multiplied(
        by: .gamma(Rational(d - 1, over: 2), precision: working), precision: working)
    return RealBall.gamma(Rational(d, over: 2), precision: working)
      .divided(by: denominator, precision: precision)
  }
}
