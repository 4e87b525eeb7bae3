extension ScaledBall {
  /// The negative, exactly.
  public func negated() -> ScaledBall {
    ScaledBall(mantissa.negated(), timesPowerOfTwo: exponent)
  }

  /// The absolute value.
  public func absolute(precision: Int) -> ScaledBall {
    ScaledBall(mantissa.absolute(precision: precision), timesPowerOfTwo: exponent)
  }

  /// The sum.
  ///
  /// The smaller mantissa is moved down to the larger exponent. A gap too wide for a ball's exponents makes
  /// it a part of the radius.
  public func adding(_ other: ScaledBall, precision: Int) -> ScaledBall {
    if isZero { return other }
    if other.isZero { return self }
    if !isFinite || !other.isFinite { return .everything }
    let (large, small) = exponent >= other.exponent ? (self, other) : (other, self)
    let gap = large.exponent - small.exponent
    guard let shift = gap.word, shift <= Self.ordinaryExponent else {
      let rest = small.mantissa.magnitude.scaled(byPowerOfTwo: -Self.ordinaryExponent)
      return ScaledBall(large.mantissa.widened(by: rest), timesPowerOfTwo: large.exponent)
    }
    let moved = small.mantissa.scaled(byPowerOfTwo: -shift)
    return ScaledBall(
      large.mantissa.adding(moved, precision: precision), timesPowerOfTwo: large.exponent)
  }

  /// The difference.
  public func subtracting(_ other: ScaledBall, precision: Int) -> ScaledBall {
    adding(other.negated(), precision: precision)
  }

  /// The product.
  public func multiplied(by other: ScaledBall, precision: Int) -> ScaledBall {
    if isZero || other.isZero { return .zero }
    return ScaledBall(
      mantissa.multiplied(by: other.mantissa, precision: precision),
      timesPowerOfTwo: exponent + other.exponent)
  }

  /// The largest numerator and denominator of an exponent that is applied to mantissas.
  private static let powerLimit = 1 << 24

  /// A ball raised to a rational power p/q, on the numbers ≥ 0 in the ball for q > 1.
  ///
  /// With E = kq + r and 0 ≤ r < q, (m·2ᴱ)^(p/q) = (m·2ʳ)^(p/q)·2^(kp). A power with a numerator or
  /// denominator above 2²⁴ is left to balls.
  ///
  /// - Throws: `DomainError` as for `RealBall.power(_:_:precision:)`.
  public static func power(
    _ x: ScaledBall, _ exponent: Rational, precision: Int
  ) throws(DomainError) -> ScaledBall {
    guard let p = exponent.numerator.word, let q = exponent.denominator.word,
      (-powerLimit...powerLimit).contains(p), q <= powerLimit
    else { return ScaledBall(try RealBall.power(x.ball, exponent, precision: precision)) }
    let (whole, rest) = x.exponent.quotientAndRemainder(dividingBy: Integer(q))
    let base = x.mantissa.scaled(byPowerOfTwo: rest.word ?? 0)
    return ScaledBall(
      try RealBall.power(base, exponent, precision: precision),
      timesPowerOfTwo: whole * Integer(p))
  }
}
