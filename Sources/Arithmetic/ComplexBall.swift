/// A rectangle in the complex plane that is known to hold a number.
///
/// Real and imaginary part are balls of their own, so thin rectangles stay thin. The contract is the
/// inclusion principle, as for `RealBall`. A rectangle is unbounded when one of its parts is.
///
/// Functions with a branch cut enclose the values of the principal branch. They never fail on a
/// rectangle that meets a cut or a branch point, but they are analytic only away from it; whoever
/// needs that asks `avoidsNegativeAxis` or `avoidsOuterAxis` first.
public struct ComplexBall: Sendable, Equatable {
  /// The ball of the real part.
  public let real: RealBall
  /// The ball of the imaginary part.
  public let imaginary: RealBall

  /// Creates the rectangle of all x + iy.
  public init(real: RealBall, imaginary: RealBall) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Creates a real number.
  public init(_ real: RealBall) { self.init(real: real, imaginary: .zero) }

  /// Creates an exact machine word.
  public init(_ value: Int) { self.init(RealBall(value)) }

  /// Encloses a rational number.
  public init(_ value: Rational, precision: Int) {
    self.init(RealBall(value, precision: precision))
  }

  /// The exact number 0.
  public static let zero = ComplexBall(0)
  /// The exact number 1.
  public static let one = ComplexBall(1)
  /// The exact number i.
  public static let i = ComplexBall(real: .zero, imaginary: .one)
  /// The whole plane: nothing is known.
  public static let everything = ComplexBall(real: .everything, imaginary: .everything)
}

extension ComplexBall {
  /// Whether the rectangle is bounded.
  public var isFinite: Bool { real.isFinite && imaginary.isFinite }
  /// Whether the rectangle is a single number.
  public var isExact: Bool { real.isExact && imaginary.isExact }
  /// Whether the rectangle is exactly the number 0.
  public var isZero: Bool { real.isZero && imaginary.isZero }
  /// Whether every point is real.
  public var isReal: Bool { imaginary.isZero }
  /// Whether 0 is a point of the rectangle.
  public var containsZero: Bool { real.containsZero && imaginary.containsZero }

  /// An upper bound for the absolute value of every point.
  public var magnitude: Magnitude {
    let (x, y) = (real.magnitude, imaginary.magnitude)
    if y.isZero { return x }
    if x.isZero { return y }
    return (x * x + y * y).squareRoot()
  }

  /// A lower bound for the absolute value of every point.
  public var lowerMagnitude: Magnitude {
    let (x, y) = (Dyadic(real.lowerMagnitude), Dyadic(imaginary.lowerMagnitude))
    return Dyadic.hypotenuse(x, y, precision: 32, rounding: .down).lowerMagnitude
  }

  /// Whether every point of the other rectangle is a point of this one.
  public func contains(_ other: ComplexBall) -> Bool {
    real.contains(other.real) && imaginary.contains(other.imaginary)
  }

  /// Whether the rectangles have a point in common.
  public func overlaps(_ other: ComplexBall) -> Bool {
    real.overlaps(other.real) && imaginary.overlaps(other.imaginary)
  }

  /// Whether no point lies on (-∞, 0], the cut of the square root and the logarithm, so that both
  /// are analytic on a neighbourhood of the rectangle.
  public var avoidsNegativeAxis: Bool { real.isCertainlyPositive || !imaginary.containsZero }

  /// Whether no point lies on (-∞, -1] or [1, ∞), the cuts of arccosine and arcsine, so that both
  /// are analytic on a neighbourhood of the rectangle.
  public var avoidsOuterAxis: Bool {
    !imaginary.containsZero
      || (real.isCertainlyLess(than: .one) && RealBall(-1).isCertainlyLess(than: real))
  }

  /// The smallest rectangle, up to rounding, that holds both.
  public func union(_ other: ComplexBall, precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.union(other.real, precision: precision),
      imaginary: imaginary.union(other.imaginary, precision: precision))
  }

  /// The rectangle with both midpoints rounded to `precision` bits.
  public func rounded(toPrecision precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.rounded(toPrecision: precision),
      imaginary: imaginary.rounded(toPrecision: precision))
  }
}

extension ComplexBall: CustomStringConvertible {
  /// The rectangle for people, as `x + i·y` with both parts in decimals.
  public var description: String { "(\(real)) + i·(\(imaginary))" }
}
