internal import CMultiprecision

extension ScaledBall {
  /// The exponential of larger numbers than 2^`argumentBits` is not computed: its power of two alone would have
  /// that many bits.
  public static let argumentBits = 1 << 12

  /// The exponential.
  ///
  /// eˣ = 2ⁿ·e^(x - n·log 2) with n = ⌊x/log 2⌋, and log 2 to as many bits more as n has. Of a number above
  /// 2⁴⁰⁹⁶ nothing is said; that of one below -2ᵏ lies in [0, 2^(-2ᵏ)].
  public static func exp(_ x: ScaledBall, precision: Int) -> ScaledBall {
    if !x.isFinite { return .everything }
    if x.isZero { return .one }
    let top = x.exponent + Integer(x.mantissa.magnitude.ceilingExponent)
    if top > Integer(argumentBits) { return x.vanishingExponential() ?? .everything }
    let argument = x.ball
    if argument.radius <= .powerOfTwo(-1) { return scaledExponential(argument, precision) }
    // From 0 to the value at the right end.
    let end = argument.upperBound(precision: precision + argumentBits)
    let value = scaledExponential(RealBall(end), precision)
    let upper = value.mantissa.upperBound(precision: precision)
    return ScaledBall(
      RealBall(from: .zero, to: upper, precision: precision), timesPowerOfTwo: value.exponent)
  }

  private static func scaledExponential(_ x: RealBall, _ precision: Int) -> ScaledBall {
    let bits = x.midpoint.isZero ? 0 : max(x.midpoint.exponent, 0)
    let working = precision + bits + 32
    let logarithm = RealBall.logarithmOfTwo(precision: working)
    let count = RealBall(x.midpoint).divided(by: logarithm, precision: working).midpoint.floor
    let whole = RealBall(Dyadic(count, timesPowerOfTwo: 0))
      .multiplied(by: logarithm, precision: working)
    let rest = x.subtracting(whole, precision: working)
    return ScaledBall(RealBall.exp(rest, precision: precision), timesPowerOfTwo: count)
  }

  /// An enclosure of eˣ for x ≤ -2ᵏ, where k is large.
  private func vanishingExponential() -> ScaledBall? {
    let low = mantissa.lowerMagnitude
    guard mantissa.isCertainlyNegative, !low.isZero else { return nil }
    let size = exponent + Integer(low.ceilingExponent - 1)
    let bits = min(size.word ?? Self.argumentBits, Self.argumentBits)
    guard size.signum > 0, bits > 0 else { return nil }
    let half = RealBall(midpoint: Dyadic(1, timesPowerOfTwo: -1), radius: .powerOfTwo(-1))
    return ScaledBall(half, timesPowerOfTwo: -Integer.one.shifted(leftBy: bits))
  }

  /// The natural logarithm, log m + E·log 2; the whole line when the ball holds 0.
  ///
  /// - Throws: `DomainError` when no point is positive.
  public static func log(_ x: ScaledBall, precision: Int) throws(DomainError) -> ScaledBall {
    if x.isOrdinary || !x.isCertainlyPositive {
      // Of a ball that is not positive only the sign matters.
      let argument = x.isOrdinary ? x.ball : x.mantissa
      return ScaledBall(try RealBall.log(argument, precision: precision))
    }
    let scale = RealBall(Dyadic(x.exponent, timesPowerOfTwo: 0))
      .multiplied(by: RealBall.logarithmOfTwo(precision: precision), precision: precision)
    let own = try RealBall.log(x.mantissa, precision: precision)
    return ScaledBall(own.adding(scale, precision: precision))
  }
}

extension RealBall {
  /// An enclosure of log 2.
  static func logarithmOfTwo(precision: Int) -> RealBall {
    RealBall(Dyadic.computed(precision: precision) { mpfr_const_log2($0, MPFR_RNDN) })
  }
}

extension Dyadic {
  /// The largest integer that is not larger.
  ///
  /// - Precondition: the number is finite; its exponent should be moderate, because the integer is written
  ///   out.
  var floor: Integer {
    let (mantissa, exponent) = integerParts
    return mantissa.shifted(leftBy: exponent)
  }
}
