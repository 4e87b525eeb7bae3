internal import Arithmetic

/// A series on its way through several products: its transforms are computed once.
///
/// The stored rows of a series with a parity are every other one 0. A product of two such series is
/// computed on the other half alone, as a product in t².
final class SeriesFactor {
  let series: FixedSeries
  private var full: ConvolutionOperand?
  private var half: ConvolutionOperand?

  private let isReused: Bool

  /// - Parameter isReused: Whether the transforms are kept for further products.
  init(_ series: FixedSeries, isReused: Bool = false) {
    self.series = series
    self.isReused = isReused
  }

  /// The index of the first row of the operand.
  var start: Int {
    let first = series.support.lowerBound
    switch series.parity {
    case .mixed: return first
    case .even: return first + first & 1
    case .odd: return first | 1
    }
  }

  /// The rows from `start` on, every `step`-th one.
  func operand(step: Int) -> ConvolutionOperand {
    if let known = step == 1 ? full : half { return known }
    let rows = series.rows.rows(min(start, series.rows.count)..<series.rows.count, stride: step)
    let bits = series.fractionBits
    let operand = ConvolutionOperand(
      rows, largest: series.sizes.largest.maximum.scaled(byPowerOfTwo: bits),
      sum: (series.sizes.sum.bounds.last ?? .zero).scaled(byPowerOfTwo: bits),
      isReused: isReused)
    if step == 1 { full = operand } else { half = operand }
    return operand
  }
}
