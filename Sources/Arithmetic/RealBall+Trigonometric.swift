internal import CMultiprecision

extension RealBall {
  /// The number π.
  public static func pi(precision: Int) -> RealBall {
    RealBall(Dyadic.computed(precision: precision) { mpfr_const_pi($0, MPFR_RNDN) })
  }

  /// The sine.
  public static func sin(_ x: RealBall, precision: Int) -> RealBall {
    wave(x, precision: precision, mpfr_sin, derivative: mpfr_cos)
  }

  /// The cosine.
  public static func cos(_ x: RealBall, precision: Int) -> RealBall {
    wave(x, precision: precision, mpfr_cos, derivative: mpfr_sin)
  }

  /// The image under the sine or cosine f, whose second derivative is at most 1 in size.
  ///
  ///     |f(m + δ) - f(m)| ≤ |f'(m)|·r + r²/2
  ///
  /// A wide result is cut to [-1, 1].
  private static func wave(
    _ x: RealBall, precision: Int, _ function: Operation, derivative: Operation
  ) -> RealBall {
    if !x.isFinite || x.radius >= .powerOfTwo(1) {
      return RealBall(midpoint: .zero, radius: .powerOfTwo(0))
    }
    let value = Dyadic.rounded(function, x.midpoint, precision: precision)
    if x.isExact { return RealBall(value) }
    let slope = Dyadic.rounded(derivative, x.midpoint, precision: 32, rounding: .nearest)
    let first = min(slope.value.magnitude + slope.nearestError, .powerOfTwo(0)) * x.radius
    let spread = first + (x.radius * x.radius).scaled(byPowerOfTwo: -1)
    let result = RealBall(value, adding: spread)
    if spread <= .powerOfTwo(-16) { return result }
    let (lower, upper) = result.ends(from: Dyadic(-1), to: .one, precision: precision + 2)
    return RealBall(from: lower, to: upper, precision: precision)
  }

  /// The arccosine, in [0, π].
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  public static func acos(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if let slope = try arcSlope(x, function: "arccos") {
      return x.mapped(mpfr_acos, slope: slope, precision: precision)
    }
    let (lower, upper) = unitEnds(of: x, precision: precision)
    return image(from: lower, to: upper, decreasing: true, precision: precision, mpfr_acos)
  }

  /// The arcsine, in [-π/2, π/2].
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  public static func asin(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if let slope = try arcSlope(x, function: "arcsin") {
      return x.mapped(mpfr_asin, slope: slope, precision: precision)
    }
    let (lower, upper) = unitEnds(of: x, precision: precision)
    return image(from: lower, to: upper, precision: precision, mpfr_asin)
  }

  /// A bound for 1/√(1 - y²) on the ball, or `nil` when the ball is too near to ±1 for one.
  private static func arcSlope(_ x: RealBall, function: String) throws(DomainError) -> Magnitude? {
    if one.isCertainlyLess(than: x) || x.isCertainlyLess(than: RealBall(-1)) {
      throw DomainError(function: function)
    }
    if x.isExact { return .zero }
    let gap = RealBall.one.subtracting(x.absolute(precision: 64), precision: 64)
    let low = gap.lowerMagnitude
    guard gap.isCertainlyPositive, !low.isZero, x.isNarrow(against: low) else { return nil }
    // 1 - y² = (1 - |y|)(1 + |y|) ≥ 1 - |y|.
    return Magnitude.powerOfTwo(0).divided(byLowerBound: low.squareRootRoundedDown())
  }

  /// The ends of the part of the ball in [-1, 1].
  ///
  /// Near ±1 the arccosine turns an error η into √(2η), so the ends keep twice the precision, and
  /// enough to resolve a small radius.
  private static func unitEnds(of x: RealBall, precision: Int) -> (Dyadic, Dyadic) {
    let resolving = x.isFinite ? min(max(-x.radius.ceilingExponent, 0), 1 << 20) : 0
    return x.ends(
      from: Dyadic(-1), to: .one, precision: max(2 * precision, resolving) + 32)
  }

  /// The arctangent, whose derivative is at most 1/(1 + low²) for a lower bound `low` of |x|.
  public static func atan(_ x: RealBall, precision: Int) -> RealBall {
    guard x.isFinite && x.radius <= .powerOfTwo(-8) else {
      return x.monotoneImage(precision: precision, mpfr_atan)
    }
    let low = Dyadic(x.lowerMagnitude)
    let divisor = low.multiplied(by: low, precision: 32, rounding: .down)
      .adding(.one, precision: 32, rounding: .down)
    let slope = Magnitude.powerOfTwo(0).divided(byLowerBound: divisor.lowerMagnitude)
    return x.mapped(mpfr_atan, slope: slope, precision: precision)
  }

  /// The argument of x + iy, in (-π, π].
  ///
  /// On a rectangle that does not cross the negative axis the argument takes its extremes at
  /// corners: for y > 0 it falls with x, and it rises with y exactly when x > 0. The result is
  /// [-π, π] when the rectangle holds 0 or points on both sides of the negative axis (the axis itself
  /// belongs to the upper side).
  public static func atan2(y: RealBall, x: RealBall, precision: Int) -> RealBall {
    let onePi = pi(precision: precision)
    let allAngles = RealBall(midpoint: .zero, radius: onePi.magnitude)
    guard x.isFinite, y.isFinite else { return allAngles }
    let (x0, x1) = (x.lowerBound(precision: precision + 8), x.upperBound(precision: precision + 8))
    let (y0, y1) = (y.lowerBound(precision: precision + 8), y.upperBound(precision: precision + 8))
    if y1.signum < 0 {
      return atan2(y: y.negated(), x: x, precision: precision).negated()
    }
    if x0.signum <= 0 && (y0.signum < 0 || (y0.isZero && x1.signum >= 0)) { return allAngles }
    // Either x > 0 and any y, or y ≥ 0 and 0 is not a point.
    let least = y0.signum < 0 ? (y0, x0) : (x1.signum > 0 ? y0 : y1, x1)
    let greatest = (x0.signum > 0 ? y1 : y0, x0)
    let low = argument(y: least.0, x: least.1, precision: precision + 2, rounding: .down)
    let high = argument(y: greatest.0, x: greatest.1, precision: precision + 2, rounding: .up)
    return RealBall(from: low, to: high, precision: precision)
  }

  /// MPFR's arctangent of two arguments, with a zero y taken as +0.
  private static func argument(
    y: Dyadic, x: Dyadic, precision: Int, rounding: Rounding
  ) -> Dyadic {
    Dyadic.rounded(
      mpfr_atan2, y.isZero ? .zero : y, x, precision: precision, rounding: rounding
    ).value
  }
}
