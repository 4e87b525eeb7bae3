internal import CMultiprecision

/// A set of real numbers [midpoint - radius, midpoint + radius] that is known to hold a number.
///
/// The contract of every operation is the inclusion principle: for all x in X and y in Y, the result
/// of X∘Y holds x∘y. Only departures from it are documented. Precision is the number of bits to
/// which midpoints are rounded; it is always an explicit argument, and the error of rounding is added
/// to the radius. A ball of infinite radius is the whole line.
///
/// A ball is not a number: there is no order, `==` compares midpoint and radius, and questions about
/// values (`isCertainlyPositive`, `overlaps`, `contains`) are answered for all points or not at all.
public struct RealBall: Sendable, Equatable {
  /// The midpoint; finite.
  public let midpoint: Dyadic
  /// An upper bound for the distance of the number from the midpoint.
  public let radius: Magnitude

  /// Creates a ball.
  public init(midpoint: Dyadic, radius: Magnitude) {
    if midpoint.isInfinite {
      self.midpoint = .zero
      self.radius = .infinity
    } else {
      self.midpoint = midpoint
      self.radius = radius
    }
  }

  init(_ rounded: RoundedDyadic, adding error: Magnitude = .zero) {
    self.init(midpoint: rounded.value, radius: error + rounded.nearestError)
  }

  /// The exact number 0.
  public static let zero = RealBall(0)
  /// The exact number 1.
  public static let one = RealBall(1)
  /// The whole line: nothing is known.
  public static let everything = RealBall(midpoint: .zero, radius: .infinity)

  /// Creates an exact machine word.
  public init(_ value: Int) { self.init(midpoint: Dyadic(value), radius: .zero) }

  /// Creates an exact dyadic number.
  public init(_ value: Dyadic) { self.init(midpoint: value, radius: .zero) }

  /// Encloses a rational number.
  public init(_ value: Rational, precision: Int) {
    self.init(Dyadic.rounded(value, precision: precision, rounding: .nearest))
  }

  /// The smallest ball, up to rounding, that holds all numbers from `lower` to `upper`.
  ///
  /// - Precondition: `lower` ≤ `upper`.
  public init(from lower: Dyadic, to upper: Dyadic, precision: Int) {
    precondition(lower <= upper, "the ends of an interval are out of order")
    if lower.isInfinite || upper.isInfinite {
      self = .everything
      return
    }
    let middle = lower.adding(upper, precision: precision + 2, rounding: .nearest)
      .scaled(byPowerOfTwo: -1)
    let right = upper.subtracting(middle, precision: 32, rounding: .up).magnitude
    let left = middle.subtracting(lower, precision: 32, rounding: .up).magnitude
    self.init(midpoint: middle, radius: max(left, right))
  }

  /// Encloses the interval between two rational numbers.
  ///
  /// - Precondition: `lower` ≤ `upper`.
  public init(from lower: Rational, to upper: Rational, precision: Int) {
    self.init(
      from: Dyadic(lower, precision: precision, rounding: .down),
      to: Dyadic(upper, precision: precision, rounding: .up), precision: precision)
  }
}

extension RealBall {
  /// Whether the ball is a single number.
  public var isExact: Bool { radius.isZero }
  /// Whether something is known about the number.
  public var isFinite: Bool { !radius.isInfinite }
  /// Whether the ball is exactly the number 0.
  public var isZero: Bool { isExact && midpoint.isZero }

  /// A number that no point of the ball exceeds, to `precision` bits.
  public func upperBound(precision: Int) -> Dyadic {
    bound(mpfr_add, precision: precision, rounding: .up)
  }

  /// A number that no point of the ball falls below, to `precision` bits.
  public func lowerBound(precision: Int) -> Dyadic {
    bound(mpfr_sub, precision: precision, rounding: .down)
  }

  private func bound(_ operation: Dyadic.Binary, precision: Int, rounding: Rounding) -> Dyadic {
    midpoint.withMPFR { middle in
      radius.withMPFR { radius in
        Dyadic.computed(precision: precision) { operation($0, middle, radius, rounding.mpfr) }
      }
    }.value
  }

  /// An upper bound for the absolute value of every point.
  public var magnitude: Magnitude { midpoint.magnitude + radius }

  /// A lower bound for the absolute value of every point.
  public var lowerMagnitude: Magnitude {
    if containsZero { return .zero }
    let nearest =
      midpoint.signum > 0
      ? lowerBound(precision: 64) : upperBound(precision: 64)
    return nearest.signum == midpoint.signum ? nearest.lowerMagnitude : .zero
  }

  /// Whether every point is positive.
  public var isCertainlyPositive: Bool { midpoint.compare(with: radius) > 0 }
  /// Whether every point is negative.
  public var isCertainlyNegative: Bool { midpoint.compare(withNegative: radius) < 0 }
  /// Whether no point is negative.
  public var isCertainlyNonnegative: Bool { midpoint.compare(with: radius) >= 0 }
  /// Whether no point is positive.
  public var isCertainlyNonpositive: Bool { midpoint.compare(withNegative: radius) <= 0 }
  /// Whether 0 is a point of the ball.
  public var containsZero: Bool { !isCertainlyPositive && !isCertainlyNegative }

  /// Whether every point is smaller than every point of the other ball.
  public func isCertainlyLess(than other: RealBall) -> Bool {
    if !isFinite || !other.isFinite { return false }
    return Dyadic.signOfSum([midpoint, Dyadic(radius), -other.midpoint, Dyadic(other.radius)]) < 0
  }

  /// Whether no point is larger than any point of the other ball.
  public func isCertainlyAtMost(_ other: RealBall) -> Bool {
    if !isFinite || !other.isFinite { return false }
    return Dyadic.signOfSum([midpoint, Dyadic(radius), -other.midpoint, Dyadic(other.radius)]) <= 0
  }

  /// Whether the balls have a point in common.
  public func overlaps(_ other: RealBall) -> Bool {
    !isCertainlyLess(than: other) && !other.isCertainlyLess(than: self)
  }

  /// Whether a dyadic number is a point of the ball.
  public func contains(_ value: Dyadic) -> Bool {
    if !isFinite { return true }
    if value.isInfinite { return false }
    // The radius has 32 bits, so |m - x| ≤ r exactly when the left side rounded up to 64 bits is.
    let below = value < midpoint
    let distance = (below ? midpoint : value)
      .subtracting(below ? value : midpoint, precision: 64, rounding: .up)
    return distance <= Dyadic(radius)
  }

  /// Whether a rational number is a point of the ball.
  ///
  /// For p/q the question |m - p/q| ≤ r is |mq - p| ≤ rq, whose terms are dyadic.
  public func contains(_ value: Rational) -> Bool {
    if !isFinite { return true }
    let q = Dyadic(value.denominator, timesPowerOfTwo: 0)
    let p = Dyadic(value.numerator, timesPowerOfTwo: 0)
    let scaled = midpoint.multiplied(
      by: q, precision: midpoint.precision + q.precision, rounding: .nearest)
    let reach = Dyadic(radius).multiplied(by: q, precision: 64 + q.precision, rounding: .nearest)
    return Dyadic.signOfSum([scaled, -p, -reach]) <= 0
      && Dyadic.signOfSum([-scaled, p, -reach]) <= 0
  }

  /// Whether every point of the other ball is a point of this one.
  public func contains(_ other: RealBall) -> Bool {
    if !isFinite { return true }
    if !other.isFinite { return false }
    let slack = [Dyadic(other.radius), -Dyadic(radius)]
    return Dyadic.signOfSum([midpoint, -other.midpoint] + slack) <= 0
      && Dyadic.signOfSum([other.midpoint, -midpoint] + slack) <= 0
  }
}
