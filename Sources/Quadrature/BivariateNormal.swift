public import Arithmetic

/// The normal law of two standard variables with correlation ρ.
public enum BivariateNormal {
  /// Φ₂(h, k; ρ) = P(U ≤ h, V ≤ k), up to about 2^(-precision) for exact arguments.
  ///
  /// For |ρ| < 1 by Owen's functions (Owen 1956, eq. (2.1)):
  ///
  ///     Φ₂ = (Φ(h) + Φ(k))/2 - T(h, (k-ρh)/(h√(1-ρ²))) - T(k, (h-ρk)/(k√(1-ρ²))) - β,
  ///
  /// β = 1/2 when hk < 0, or hk = 0 and h + k < 0, and 0 otherwise. At ρ = ±1 the law sits on a line. On
  /// narrow balls the midpoints are carried by |∂Φ₂/∂h| ≤ φ(h) < 1/2, the same for k, and
  /// Φ₂ = const + 1/(2π)·∫ e^(…) dω over ω = arcsin ρ with an integrand of at most 1 (Plackett 1954). Wide
  /// ones are mapped by their ends: Φ₂ rises with h, with k and with ρ.
  ///
  /// Correlations outside [-1, 1] are cut off: the result holds for the part inside.
  ///
  /// - Complexity: O(precision) exponentials.
  public static func distribution(
    _ h: RealBall, _ k: RealBall, correlation rho: RealBall, precision: Int
  ) -> RealBall {
    guard h.isFinite, k.isFinite, rho.isFinite,
      let inside = rho.intersection(
        RealBall(midpoint: .zero, radius: .powerOfTwo(0)), precision: precision + 16)
    else { return RealBall(from: Dyadic(0), to: Dyadic(1), precision: precision) }
    let isNarrow = [h, k, inside].allSatisfy { $0.radius <= .powerOfTwo(-12) }
    if isNarrow { return narrow(h, k, inside, precision) }
    func bound(_ isLower: Bool) -> RealBall {
      func end(_ x: RealBall) -> Dyadic {
        isLower
          ? x.lowerBound(precision: precision + 16) : x.upperBound(precision: precision + 16)
      }
      return point(end(h), end(k), clamped(end(inside)), precision)
    }
    let lower = bound(true).lowerBound(precision: precision)
    let upper = bound(false).upperBound(precision: precision)
    return RealBall(from: lower, to: max(lower, upper), precision: precision)
  }

  private static func clamped(_ rho: Dyadic) -> Dyadic { max(min(rho, .one), Dyadic(-1)) }

  private static func narrow(
    _ h: RealBall, _ k: RealBall, _ rho: RealBall, _ precision: Int
  ) -> RealBall {
    let centre = clamped(rho.midpoint)
    var drift = (h.radius + k.radius).scaled(byPowerOfTwo: -1)
    if !rho.isExact {
      guard let angles = try? RealBall.asin(rho, precision: precision + 8),
        let middle = try? RealBall.asin(RealBall(centre), precision: precision + 8)
      else { return RealBall(from: Dyadic(0), to: Dyadic(1), precision: precision) }
      // 1/(2π) < 1/4.
      drift += angles.subtracting(middle, precision: precision + 8).magnitude
        .scaled(byPowerOfTwo: -2)
    }
    return point(h.midpoint, k.midpoint, centre, precision).widened(by: drift)
  }

  /// The value at numbers, |ρ| ≤ 1.
  private static func point(
    _ h: Dyadic, _ k: Dyadic, _ rho: Dyadic, _ precision: Int
  ) -> RealBall {
    let working = precision + 16
    func phi(_ x: Dyadic) -> RealBall {
      RealBall.normalDistribution(RealBall(x), precision: working)
    }
    if rho == .one { return phi(min(h, k)) }
    if rho == Dyadic(-1) {
      return -k < h ? phi(h).subtracting(phi(-k), precision: working) : .zero
    }
    let r = RealBall(rho)
    if h.isZero && k.isZero { return quadrant(r, working) }
    let square = RealBall.one.subtracting(r, precision: working)
      .multiplied(by: RealBall.one.adding(r, precision: working), precision: working)
    guard let s = try? RealBall.sqrt(square, precision: working) else { return .everything }
    // ρh is multiplied out, so that only the difference is rounded.
    func gap(_ a: Dyadic, _ b: Dyadic) -> RealBall {
      RealBall(a).subtracting(
        r.multiplied(by: RealBall(b), precision: rho.precision + b.precision), precision: working)
    }
    let isCut = h.signum * k.signum < 0 || (h.signum * k.signum == 0 && h.signum + k.signum < 0)
    let half = RealBall(Dyadic(1, timesPowerOfTwo: -1))
    return phi(h).adding(phi(k), precision: working).scaled(byPowerOfTwo: -1)
      .subtracting(isCut ? half : .zero, precision: working)
      .subtracting(
        OwenFunction.value(h, over: gap(k, h), s, precision: working), precision: working
      )
      .subtracting(
        OwenFunction.value(k, over: gap(h, k), s, precision: working), precision: working
      )
      .rounded(toPrecision: precision + 8)
  }

  /// Φ₂(0, 0; ρ) = 1/4 + arcsin(ρ)/(2π).
  private static func quadrant(_ rho: RealBall, _ precision: Int) -> RealBall {
    guard let angle = try? RealBall.asin(rho, precision: precision) else { return .everything }
    let turn = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    return angle.divided(by: turn, precision: precision)
      .adding(RealBall(Dyadic(1, timesPowerOfTwo: -2)), precision: precision)
  }
}
