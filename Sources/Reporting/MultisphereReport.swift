public import Arithmetic

/// Eigenvalues of a kernel of several pixels on a product of spheres.
public struct MultisphereReport: Sendable {
  /// One eigenvalue.
  public struct Eigenvalue: Sendable, Encodable {
    /// The frequencies, one a pixel.
    public let k: [Int]
    /// The dimension of the space of its eigenfunctions.
    public let multiplicity: Multiplicity
    /// The midpoint.
    public let mid: String
    /// The radius.
    public let rad: String

    /// Creates a row.
    public init(k: [Int], multiplicity: Integer, ball: DecimalBall) {
      self.k = k
      self.multiplicity = Multiplicity(multiplicity)
      mid = ball.mid
      rad = ball.rad
    }
  }

  private struct Document: Encodable {
    let kernel: String
    let dimension: Int
    let cosines: [String]
    let eigenvalues: [Eigenvalue]
    let trace: Trace
  }

  private struct Trace: Encodable {
    let sum: DecimalBall
    let value: DecimalBall
  }

  private let document: Document

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - kernel: The kernel as the user wrote it.
  ///   - dimension: The d of the spheres, the number of channels.
  ///   - cosines: The names of the cosines between pixels, in the order of the frequencies.
  ///   - eigenvalues: The eigenvalues.
  ///   - traceSum: The sum of multiplicity times eigenvalue.
  ///   - traceValue: The kernel where all cosines are 1.
  public init(
    kernel: String, dimension: Int, cosines: [String], eigenvalues: [Eigenvalue],
    traceSum: DecimalBall, traceValue: DecimalBall
  ) {
    document = Document(
      kernel: kernel, dimension: dimension, cosines: cosines, eigenvalues: eigenvalues,
      trace: Trace(sum: traceSum, value: traceValue))
  }

  /// One line a list of frequencies, and the trace below.
  public var text: String {
    let names = document.eigenvalues.map { row in
      "(" + row.k.map(String.init).joined(separator: ", ") + ")"
    }
    let width = names.map(\.count).max() ?? 1
    let wide = document.eigenvalues.map(\.multiplicity.text.count).max() ?? 1
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: width - text.count) + text
    }
    let lines = zip(names, document.eigenvalues).map { name, row in
      let ball = DecimalBall(mid: row.mid, rad: row.rad)
      return "\(padded(name, width))  \(padded(row.multiplicity.text, wide))  \(ball.text)"
    }
    let head = "frequencies of " + document.cosines.joined(separator: ", ")
    let trace =
      "sum of multiplicity*eigenvalue so far: \(document.trace.sum.text)\n"
      + "K(1, …, 1) = \(document.trace.value.text)"
    return ([head] + lines + ["", trace]).joined(separator: "\n")
  }

  /// The eigenvalues as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String { try JSONOutput.text(document) }
}
