internal import CMultiprecision

// How an elementary function maps a ball. Each is monotone on its domain, or treated piece by piece.
// A narrow ball is mapped by its midpoint and a bound for the derivative; a wide one, or one that
// touches the end of the domain, by its end points with directed rounding. On a ball that sticks out
// of the domain the result encloses the values on the part inside; `DomainError` means that no part
// is.

extension RealBall {
  typealias Operation = Dyadic.Unary

  /// The image under a function whose derivative on the ball is at most `slope` in size.
  func mapped(_ operation: Operation, slope: Magnitude, precision: Int) -> RealBall {
    RealBall(
      Dyadic.rounded(operation, midpoint, precision: precision),
      adding: radius.isZero ? .zero : radius * slope)
  }

  /// The image of [lower, upper] under a monotone function, by its values at the ends.
  static func image(
    from lower: Dyadic, to upper: Dyadic, decreasing: Bool = false, precision: Int,
    _ operation: Operation
  ) -> RealBall {
    let (first, last) = decreasing ? (upper, lower) : (lower, upper)
    let low = Dyadic.rounded(operation, first, precision: precision + 2, rounding: .down)
    let high = Dyadic.rounded(operation, last, precision: precision + 2, rounding: .up)
    return RealBall(from: low.value, to: high.value, precision: precision)
  }

  /// The image under a function that is monotone on the whole line.
  ///
  /// The ends are rounded outwards to `precision` + 16 bits.
  func monotoneImage(
    decreasing: Bool = false, precision: Int, _ operation: Operation
  ) -> RealBall {
    if isExact { return RealBall(Dyadic.rounded(operation, midpoint, precision: precision)) }
    return RealBall.image(
      from: isFinite ? lowerBound(precision: precision + 16) : -Dyadic.infinity,
      to: isFinite ? upperBound(precision: precision + 16) : .infinity,
      decreasing: decreasing, precision: precision, operation)
  }

  /// Whether the ball is so narrow, measured against `size`, that a derivative bound is sharp.
  func isNarrow(against size: Magnitude) -> Bool {
    radius.isZero || radius.scaled(byPowerOfTwo: 16) <= size
  }

  /// The ends of the part of the ball in [floor, ceiling], rounded outwards to `precision` bits.
  ///
  /// - Precondition: the ball has points in [floor, ceiling].
  func ends(from floor: Dyadic, to ceiling: Dyadic, precision: Int) -> (Dyadic, Dyadic) {
    if !isFinite { return (floor, ceiling) }
    let lower = min(max(lowerBound(precision: precision), floor), ceiling)
    let upper = max(min(upperBound(precision: precision), ceiling), floor)
    return (lower, upper)
  }
}
