internal import Arithmetic

/// Owen's function T(h, a) = 1/(2π)·∫₀ᵃ e^(-h²(1+x²)/2)/(1+x²) dx.
///
/// Owen (1956), eq. (1.2).
enum OwenFunction {
  /// T(h, a) for |a| ≤ 1 or little more, up to about 2^(-precision).
  ///
  /// |∂T/∂a| ≤ 1/(2π) and |∂T/∂h| = φ(h)·|Φ(ah) - 1/2| ≤ 1/5, so a quarter of the radii carries the
  /// midpoints to their balls. The integrand is analytic off ±i, with |e^(-h²(1+z²)/2)| ≤ 1 and
  /// |1 + z²| ≥ 1 - |y| for |y| < 1. The ellipse around [0, a] with parameter R has |y| ≤ (R - 1/R)·a/4, so
  /// for R = 3 and a ≤ 1.1 it has |y| ≤ 3/4 and the bound 4.
  ///
  /// - Complexity: O(precision) evaluations of the integrand.
  static func value(_ h: RealBall, _ a: RealBall, precision: Int) -> RealBall {
    guard h.isFinite, a.isFinite,
      a.midpoint.absoluteValue.double(rounding: .up) <= 1.1
    else { return .everything }
    let drift = (h.radius + a.radius).scaled(byPowerOfTwo: -2)
    if a.midpoint.isZero { return RealBall.zero.widened(by: drift) }
    let working = precision + 16
    let count = max(2, (working + 8) * 10 / 31)
    guard let rule = try? GaussLegendreRule.cached(count: count, precision: working) else {
      return .everything
    }
    let half = RealBall(a.midpoint).scaled(byPowerOfTwo: -1)
    let exponent = RealBall(h.midpoint).squared(precision: working)
      .scaled(byPowerOfTwo: -1).negated()
    var sum = RealBall.zero
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let x = half.adding(half.multiplied(by: node, precision: working), precision: working)
      let size = RealBall.one.adding(x.squared(precision: working), precision: working)
      let bell = RealBall.exp(
        exponent.multiplied(by: size, precision: working), precision: working)
      sum = sum.adding(
        bell.divided(by: size, precision: working).multiplied(by: weight, precision: working),
        precision: working)
    }
    let error = GaussLegendreRule.error(count: count, ellipse: 3, size: Magnitude(4))
    let integral = sum.widened(by: error).multiplied(by: half, precision: working)
    let turn = RealBall.pi(precision: working).scaled(byPowerOfTwo: 1)
    return integral.divided(by: turn, precision: working).widened(by: drift)
  }

  /// T(h, y/(hs)) for s > 0, also for h = 0, where it is 1/4 with the sign of y.
  ///
  /// Where the second argument a exceeds 1 by T(h, a) = (Φ(h) + Φ(ah))/2 - Φ(h)Φ(ah) - T(ah, 1/a) for
  /// h, a ≥ 0 (Owen 1956, eq. (2.3)) with ah = y/s; T is even in h and odd in a.
  static func value(
    _ h: Dyadic, over y: RealBall, _ s: RealBall, precision: Int
  ) -> RealBall {
    let working = precision + 8
    let below = RealBall(h).multiplied(by: s, precision: working)
    if y.midpoint.absoluteValue <= below.midpoint.absoluteValue {
      return value(
        RealBall(h), y.divided(by: below, precision: working), precision: precision)
    }
    let isNegative = (h.signum < 0) != (y.midpoint.signum < 0)
    let size = RealBall(h.absoluteValue)
    let upright = RealBall(midpoint: y.midpoint.absoluteValue, radius: y.radius)
    let product = upright.divided(by: s, precision: working)
    let near = RealBall.normalDistribution(size, precision: working)
    let far = RealBall.normalDistribution(product, precision: working)
    let mean = near.adding(far, precision: working).scaled(byPowerOfTwo: -1)
    let ratio = size.multiplied(by: s, precision: working)
      .divided(by: upright, precision: working)
    let positive = mean.subtracting(
      near.multiplied(by: far, precision: working), precision: working
    ).subtracting(value(product, ratio, precision: precision), precision: working)
    return isNegative ? positive.negated() : positive
  }
}
