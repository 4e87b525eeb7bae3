internal import Arithmetic
internal import Expressions

/// The zero of a function of t that decreases on an interval of the positive axis.
struct MonotoneRoot {
  private let value: Tape
  /// The function and its derivative.
  private let both: Tape
  private let precision: Int

  /// Prepares a function; `nil` when it has no derivative.
  init?(_ function: Expression, precision: Int, in store: ExpressionStore) {
    guard let slope = try? store.derivative(of: function, with: .cosine) else { return nil }
    value = Tape(function, in: store)
    both = Tape([function, store.simplified(slope)], in: store)
    self.precision = precision
  }

  /// The function at a point; `nil` where it is not shown to be defined.
  func value(at point: RealBall) -> RealBall? {
    guard
      let (values, isDefined) = try? value.evaluate(over: [.cosine: point], precision: precision),
      isDefined, values[0].isFinite
    else { return nil }
    return values[0]
  }

  /// The derivative on an interval.
  func slope(on interval: RealBall) -> RealBall? {
    guard
      let (values, isDefined) = try? both.evaluate(over: [.cosine: interval], precision: precision),
      isDefined, values[1].isFinite
    else { return nil }
    return values[1]
  }

  /// More steps are not taken.
  private static let stepLimit = 400

  /// An enclosure of the zero, by interval Newton steps (Moore 1966) and bisection where these do not help.
  ///
  /// - Precondition: The function decreases between the ends, and is positive at the first and negative at the second.
  func zero(between lower: Dyadic, and upper: Dyadic) -> RealBall {
    var interval = RealBall(from: lower, to: upper, precision: precision)
    for _ in 0..<Self.stepLimit {
      let middle = RealBall(interval.midpoint)
      guard let height = value(at: middle) else { return interval }
      if let slope = slope(on: interval), slope.isCertainlyNegative {
        let image = middle.subtracting(
          height.divided(by: slope, precision: precision), precision: precision)
        if let next = image.intersection(interval, precision: precision),
          next.radius < interval.radius.scaled(byPowerOfTwo: -1)
        {
          interval = next
          continue
        }
      }
      if height.isCertainlyPositive {
        interval = RealBall(
          from: interval.midpoint, to: interval.upperBound(precision: precision),
          precision: precision)
      } else if height.isCertainlyNegative {
        interval = RealBall(
          from: interval.lowerBound(precision: precision), to: interval.midpoint,
          precision: precision)
      } else {
        return interval
      }
    }
    return interval
  }
}
