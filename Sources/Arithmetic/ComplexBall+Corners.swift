/// The sides of a bounded rectangle, rounded outwards.
struct Corners {
  let left: Dyadic
  let right: Dyadic
  let bottom: Dyadic
  let top: Dyadic

  /// The sides of a rectangle, or `nil` when it is unbounded.
  init?(_ z: ComplexBall, precision: Int) {
    guard z.isFinite else { return nil }
    left = z.real.lowerBound(precision: precision)
    right = z.real.upperBound(precision: precision)
    bottom = z.imaginary.lowerBound(precision: precision)
    top = z.imaginary.upperBound(precision: precision)
  }

  /// Whether the rectangle is a single number that rounding has not changed.
  var isPoint: Bool { left == right && bottom == top }
  /// The least and the greatest |x| of a point.
  var widths: (Dyadic, Dyadic) { Corners.sizes(left, right) }
  /// The least and the greatest |y| of a point.
  var heights: (Dyadic, Dyadic) { Corners.sizes(bottom, top) }

  private static func sizes(_ low: Dyadic, _ high: Dyadic) -> (Dyadic, Dyadic) {
    let (a, b) = (low.absoluteValue, high.absoluteValue)
    let crosses = low.signum <= 0 && high.signum >= 0
    return (crosses ? .zero : min(a, b), max(a, b))
  }
}
