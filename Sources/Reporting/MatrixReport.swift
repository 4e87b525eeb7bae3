public import Arithmetic

/// The kernel matrix of a data set, every entry with a bound.
public struct MatrixReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The data set as the user named it.
  public let data: String
  /// Enclosures of the entries, row by row.
  public let entries: [[RealBall]]
  private let decimals: [[DecimalBall]]

  /// Creates a report of entries with a number of significant digits.
  public init(kernel: String, data: String, entries: [[RealBall]], digits: Int) {
    self.kernel = kernel
    self.data = data
    self.entries = entries
    decimals = entries.map { $0.map { $0.decimal(upTo: digits) } }
  }

  /// One row a line, every entry with its bound.
  public var text: String {
    decimals.map { $0.map(\.text).joined(separator: ", ") }.joined(separator: "\n")
  }

  /// The midpoints as comma-separated values.
  public var csv: String { Self.csv(decimals) { $0.mid } }

  /// The bounds of the midpoints in ``csv``, as comma-separated values.
  public var boundsCSV: String { Self.csv(decimals) { $0.rad } }

  private static func csv(
    _ rows: [[DecimalBall]], _ text: (DecimalBall) -> String
  ) -> String {
    rows.map { $0.map(text).joined(separator: ",") + "\n" }.joined()
  }

  /// The midpoints as doubles and bounds of their errors, that of rounding to a double included.
  public var doubles: (values: [Double], bounds: [Double]) {
    var values: [Double] = []
    var bounds: [Double] = []
    for entry in entries.joined() {
      let value = entry.midpoint.double(rounding: .nearest)
      values.append(value)
      guard value.isFinite else {
        bounds.append(.infinity)
        continue
      }
      let gap = entry.subtracting(RealBall(Dyadic(value)), precision: 128)
      bounds.append(gap.magnitude.roundedUpDouble)
    }
    return (values, bounds)
  }

  /// The matrix as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, data: data,
        matrix: decimals.map { $0.map { BallRow(mid: $0.mid, rad: $0.rad, exact: nil) } }))
  }

  private struct Document: Encodable {
    let kernel: String
    let data: String
    let matrix: [[BallRow]]
  }
}
