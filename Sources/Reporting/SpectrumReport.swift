public import Arithmetic

/// Eigenvalues of a kernel on a sphere.
public struct SpectrumReport: Sendable {
  /// One eigenvalue.
  public struct Eigenvalue: Sendable, Encodable {
    /// The frequency.
    public let k: Int
    /// The dimension of the space of spherical harmonics of this degree.
    public let multiplicity: String
    /// The midpoint.
    public let mid: String
    /// The radius.
    public let rad: String

    /// Creates a row.
    public init(k: Int, multiplicity: Integer, ball: DecimalBall) {
      self.k = k
      self.multiplicity = multiplicity.description
      mid = ball.mid
      rad = ball.rad
    }
  }

  /// The kernel as the user wrote it.
  public let kernel: String
  /// The d of the sphere in d-dimensional space.
  public let dimension: Int
  /// The eigenvalues.
  public let eigenvalues: [Eigenvalue]
  /// The sum of multiplicity times eigenvalue over the frequencies printed.
  public let traceSum: DecimalBall
  /// K(1), which the sum over all frequencies gives.
  public let traceValue: DecimalBall

  /// Creates a report.
  public init(
    kernel: String, dimension: Int, eigenvalues: [Eigenvalue], traceSum: DecimalBall,
    traceValue: DecimalBall
  ) {
    self.kernel = kernel
    self.dimension = dimension
    self.eigenvalues = eigenvalues
    self.traceSum = traceSum
    self.traceValue = traceValue
  }

  /// One line a frequency, and the trace below.
  public var text: String {
    let width = String(eigenvalues.last?.k ?? 0).count
    let wide = eigenvalues.map(\.multiplicity.count).max() ?? 1
    let lines = eigenvalues.map { row in
      let k = String(repeating: " ", count: width - String(row.k).count) + String(row.k)
      let count = String(repeating: " ", count: wide - row.multiplicity.count) + row.multiplicity
      return "\(k)  \(count)  \(DecimalBall(mid: row.mid, rad: row.rad).text)"
    }
    let trace =
      "sum of multiplicity*eigenvalue so far: \(traceSum.text); over all k: K(1) = \(traceValue.text)"
    return (lines + ["", trace]).joined(separator: "\n")
  }

  /// The eigenvalues as one JSON object; multiplicities are decimal strings, since they outgrow machine
  /// words.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, dimension: dimension, eigenvalues: eigenvalues,
        trace: Trace(sum: traceSum, value: traceValue)))
  }

  private struct Document: Encodable {
    let kernel: String
    let dimension: Int
    let eigenvalues: [Eigenvalue]
    let trace: Trace
  }

  private struct Trace: Encodable {
    let sum: DecimalBall
    let value: DecimalBall
  }
}
