internal import Arithmetic

extension FixedSeries {
  /// The series y with y(t²) = x(t), for an even series x: half the length.
  ///
  /// Index i of y is index 2i of x, so block j ≥ 1 of y is the even part of block j + 1 of x.
  var decimated: FixedSeries {
    precondition(parity == .even, "only an even series is a series in t²")
    let newOrder = (order + 1) / 2
    let blocks = BlockProfile.blockCount(order: newOrder)
    let bounds = (0..<blocks).map { $0 == 0 ? errors[0] : errors[$0 + 1] }
    return FixedSeries(
      SeriesContext(order: newOrder, fractionBits: fractionBits),
      rows: rows.rows(0..<rows.count, stride: 2), valuation: (support.lowerBound + 1) / 2,
      errors: BlockProfile(bounds))
  }

  /// The series y(t²) in a ring of order `newOrder`, the inverse of `decimated`.
  func dilated(toOrder newOrder: Int) -> FixedSeries {
    let blocks = BlockProfile.blockCount(order: newOrder)
    let bounds: [Magnitude] = (0..<blocks).map { j in
      switch j {
      case 0: errors[0]
      case 1: .zero
      default: errors[j - 1]
      }
    }
    return FixedSeries(
      SeriesContext(order: newOrder, fractionBits: fractionBits),
      rows: rows.spread(from: 0, step: 2), valuation: 2 * support.lowerBound,
      pattern: ParityPattern(parity: .even),
      errors: BlockProfile(bounds))
  }
}
