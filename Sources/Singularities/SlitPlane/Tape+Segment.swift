public import Arithmetic
public import Expressions

extension Tape {
  private static let segmentDepth = 16

  /// Whether the expression and all its parts are analytic on rectangles that cover the segment from 0 to a point, or
  /// to each point of a rectangle.
  ///
  /// Then the formula with principal branches gives the continuation along the segment, and not another branch: on the
  /// connected union of the rectangles it is one analytic function, which has the values of the formula at t = 0.
  func isAnalytic(onSegmentTo point: ComplexBall, precision: Int) -> Bool {
    var pieces: [(from: Rational, to: Rational, depth: Int)] = [(0, 1, 0)]
    while let (from, to, depth) = pieces.popLast() {
      let piece = point.multiplied(by: from, precision: precision)
        .union(point.multiplied(by: to, precision: precision), precision: precision)
      if analyticValues(on: piece, of: .cosine, precision: precision) != nil { continue }
      guard depth < Self.segmentDepth else { return false }
      let middle = (from + to) / 2
      pieces += [(from, middle, depth + 1), (middle, to, depth + 1)]
    }
    return true
  }

  /// An enclosure of the value at a point of the analytic continuation along the segment from t = 0; `nil` when parts
  /// are not shown to be analytic on the segment.
  ///
  /// - Complexity: some ten evaluations, more next to singularities, at most 2¹⁷.
  public func continuation(to point: ComplexBall, precision: Int) -> ComplexBall? {
    guard let value = analyticValues(on: point, of: .cosine, precision: precision)?.first,
      isAnalytic(onSegmentTo: point, precision: precision)
    else { return nil }
    return value
  }
}
