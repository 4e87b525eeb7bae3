/// A real ball times a power of two whose exponent is an integer of any size.
///
/// A `RealBall` ends at MPFR's largest number, about 2^(2³⁰); values of deep networks lie far beyond, such as
/// e^(10³²) for three layers of exp. A `ScaledBall` encloses m·2ᴱ for every m in a ball and an `Integer` E.
/// Its operations keep the inclusion principle of balls: the result holds the value at all points of the
/// operands. They are those of the mantissas, and E follows exactly, so relative errors are those of balls.
///
/// The larger of midpoint and radius of a mantissa lies near 1, unless both are zero.
public struct ScaledBall: Sendable, Equatable {
  /// The enclosure of the mantissa.
  public let mantissa: RealBall
  /// The power of two that scales it.
  public let exponent: Integer

  /// Encloses `value`·2^`exponent`.
  public init(_ value: RealBall, timesPowerOfTwo exponent: Integer = .zero) {
    guard value.isFinite, !value.isZero else {
      mantissa = value
      self.exponent = .zero
      return
    }
    let reach = value.radius.isZero ? nil : value.radius.ceilingExponent
    let size = value.midpoint.isZero ? nil : value.midpoint.exponent
    let shift = max(reach ?? size ?? 0, size ?? reach ?? 0)
    mantissa = value.scaled(byPowerOfTwo: -shift)
    self.exponent = exponent + Integer(shift)
  }

  /// The exact number 0.
  public static let zero = ScaledBall(RealBall.zero)
  /// The exact number 1.
  public static let one = ScaledBall(RealBall.one)
  /// The whole line: nothing is known.
  public static let everything = ScaledBall(RealBall.everything)

  /// Whether something is known about the number.
  public var isFinite: Bool { mantissa.isFinite }
  /// Whether the ball is exactly the number 0.
  public var isZero: Bool { mantissa.isZero }
  /// Whether every point is positive.
  public var isCertainlyPositive: Bool { mantissa.isCertainlyPositive }
  /// Whether no point is negative.
  public var isCertainlyNonnegative: Bool { mantissa.isCertainlyNonnegative }
  /// Whether 0 is a point of the ball.
  public var containsZero: Bool { mantissa.containsZero }

  /// Exponents of at most this size are left to balls.
  static let ordinaryExponent = 1 << 28

  /// Whether the number can be written as a `RealBall` of the same relative error.
  public var isOrdinary: Bool {
    exponent.word.map { (-Self.ordinaryExponent...Self.ordinaryExponent).contains($0) } ?? false
  }

  /// The ball without scale: the whole line for numbers beyond 2^(2²⁸), an interval around 0 for numbers far
  /// below 2^(-2²⁸).
  public var ball: RealBall {
    if mantissa.isZero || !isFinite { return mantissa }
    if isOrdinary, let shift = exponent.word { return mantissa.scaled(byPowerOfTwo: shift) }
    return exponent.signum > 0
      ? .everything
      : RealBall(
        midpoint: .zero, radius: mantissa.magnitude.scaled(byPowerOfTwo: -Self.ordinaryExponent))
  }

  /// Whether the balls have a point in common; `true` also where rounding leaves it open.
  public func overlaps(_ other: ScaledBall, precision: Int) -> Bool {
    subtracting(other, precision: precision).containsZero
  }
}
