internal import CMultiprecision

extension RealBall {
  /// The exponential.
  ///
  /// |e^(m+δ) - e^m| ≤ e^m·(e^r - 1) ≤ e^m·(r + r²) for r ≤ 1.
  public static func exp(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    if x.radius <= .powerOfTwo(-8) {
      let value = Dyadic.rounded(mpfr_exp, x.midpoint, precision: precision)
      let size = value.value.magnitude + value.nearestError
      return RealBall(value, adding: x.radius.isZero ? .zero : size * x.relativeExpSpread)
    }
    return image(
      from: x.lowerBound(precision: precision + 64), to: x.upperBound(precision: precision + 64),
      precision: precision, mpfr_exp)
  }

  /// eˣ - 1, without cancellation near 0.
  ///
  /// The spread is that of the exponential.
  public static func expMinusOne(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    if x.radius <= .powerOfTwo(-8) {
      let value = Dyadic.rounded(mpfr_expm1, x.midpoint, precision: precision)
      let size = Dyadic.rounded(mpfr_exp, x.midpoint, precision: 32, rounding: .up).value.magnitude
      return RealBall(value, adding: x.radius.isZero ? .zero : size * x.relativeExpSpread)
    }
    return image(
      from: x.lowerBound(precision: precision + 64), to: x.upperBound(precision: precision + 64),
      precision: precision, mpfr_expm1)
  }

  /// r + r² ≥ e^r - 1, for r ≤ 1.
  private var relativeExpSpread: Magnitude { radius + radius * radius }

  /// The natural logarithm; the whole line when the ball holds 0.
  ///
  /// The derivative is at most 1/low for a lower bound `low` of the ball.
  ///
  /// - Throws: `DomainError` when no point is positive.
  public static func log(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if x.isCertainlyNonpositive { throw DomainError(function: "log") }
    if x.containsZero || !x.isFinite { return .everything }
    let low = x.lowerMagnitude
    if x.isNarrow(against: low) {
      let slope = Magnitude.powerOfTwo(0).divided(byLowerBound: low)
      return x.mapped(mpfr_log, slope: slope, precision: precision)
    }
    let lower = x.lowerBound(precision: precision + 8)
    if lower.signum <= 0 { return .everything }
    return image(
      from: lower, to: x.upperBound(precision: precision + 8), precision: precision, mpfr_log)
  }

  /// log(1 + x), without cancellation near 0; the whole line when the ball holds -1.
  ///
  /// - Throws: `DomainError` when no point exceeds -1.
  public static func log(
    onePlus x: RealBall, precision: Int
  ) throws(DomainError) -> RealBall {
    let minusOne = RealBall(-1)
    if x.isCertainlyAtMost(minusOne) { throw DomainError(function: "log") }
    if !minusOne.isCertainlyLess(than: x) { return .everything }
    // 1 + y ≥ low for all points y; rounding 1 + m to 64 bits is part of the ball.
    let low = x.adding(.one, precision: 64).lowerMagnitude
    if x.isExact || (!low.isZero && x.isNarrow(against: low)) {
      let slope = Magnitude.powerOfTwo(0).divided(byLowerBound: low)
      return x.mapped(mpfr_log1p, slope: slope, precision: precision)
    }
    let (lower, upper) = x.ends(from: Dyadic(-1), to: .infinity, precision: precision + 64)
    return image(from: lower, to: upper, precision: precision, mpfr_log1p)
  }

  /// The hyperbolic sine (e^x - e^-x)/2.
  public static func sinh(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    return x.monotoneImage(precision: precision, mpfr_sinh)
  }

  /// The hyperbolic cosine (e^x + e^-x)/2, which increases with |x|.
  public static func cosh(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    if x.isExact { return x.monotoneImage(precision: precision, mpfr_cosh) }
    let lower = x.lowerBound(precision: precision + 16)
    let upper = x.upperBound(precision: precision + 16)
    let nearest: Dyadic = lower.signum > 0 ? lower : upper.signum < 0 ? -upper : .zero
    return image(from: nearest, to: max(-lower, upper), precision: precision, mpfr_cosh)
  }

  /// The inverse hyperbolic sine log(x + √(x² + 1)).
  public static func asinh(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    return x.monotoneImage(precision: precision, mpfr_asinh)
  }

  /// The inverse hyperbolic cosine log(x + √(x² - 1)) ≥ 0.
  ///
  /// - Throws: `DomainError` when no point is at least 1.
  public static func acosh(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if !x.isFinite { return .everything }
    if x.isCertainlyLess(than: .one) { throw DomainError(function: "arccosh") }
    // Near 1 an error η of the argument becomes √(2η), so the ends keep twice the precision.
    let (lower, upper) = x.ends(from: .one, to: .infinity, precision: 2 * precision + 16)
    return image(from: lower, to: upper, precision: precision, mpfr_acosh)
  }
}
