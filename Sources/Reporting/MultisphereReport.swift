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
    /// Whether rotations of the frequencies are left out; said only when they are.
    let isPooled: Bool?
    let eigenvalues: [Eigenvalue]
    let trace: Trace?

    private enum CodingKeys: String, CodingKey {
      case kernel, dimension, cosines, eigenvalues, trace
      case isPooled = "up_to_shifts"
    }
  }

  /// The trace identity Σ multiplicity·eigenvalue = K(1, …, 1).
  public struct Trace: Sendable, Encodable {
    /// The sum over the frequencies printed.
    public let sum: DecimalBall
    /// The kernel where all cosines are 1.
    public let value: DecimalBall
    /// What all other frequencies contribute, where the identity is proved.
    public let tail: DecimalBall?

    /// Creates a trace.
    public init(sum: DecimalBall, value: DecimalBall, tail: DecimalBall? = nil) {
      self.sum = sum
      self.value = value
      self.tail = tail
    }

    fileprivate var text: String {
      let rest = tail.map { "all other frequencies together: \($0.text)\n" } ?? ""
      return "sum of multiplicity*eigenvalue so far: \(sum.text)\n\(rest)K(1, …, 1) = \(value.text)"
    }
  }

  private let document: Document

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - kernel: The kernel as the user wrote it.
  ///   - dimension: The d of the spheres, the number of channels.
  ///   - cosines: The names of the cosines between pixels, in the order of the frequencies.
  ///   - isPooled: Whether a list of frequencies stands for all its rotations, as it does after average pooling.
  ///   - eigenvalues: The eigenvalues.
  ///   - trace: The trace identity, where the kernel is a function of the cosines.
  public init(
    kernel: String, dimension: Int, cosines: [String], isPooled: Bool = false,
    eigenvalues: [Eigenvalue], trace: Trace?
  ) {
    document = Document(
      kernel: kernel, dimension: dimension, cosines: cosines, isPooled: isPooled ? true : nil,
      eigenvalues: eigenvalues, trace: trace)
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
    let head =
      "frequencies of " + document.cosines.joined(separator: ", ")
      + (document.isPooled == true ? ", up to cyclic shifts" : "")
    let foot =
      document.trace?.text
      ?? "all eigenvalues other than 0 of these frequencies, on functions that shifts leave as they are"
    return ([head] + lines + ["", foot]).joined(separator: "\n")
  }

  /// The eigenvalues as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String { try JSONOutput.text(document) }
}
