public import Arithmetic

/// Eigenvalues of a kernel on a sphere.
public struct SpectrumReport: Sendable {
  /// One eigenvalue.
  public struct Eigenvalue: Sendable, Encodable {
    /// The frequency.
    public let k: Int
    /// The dimension of the space of spherical harmonics of this degree.
    public let multiplicity: Multiplicity
    /// The midpoint.
    public let mid: String
    /// The radius.
    public let rad: String
    /// The eigenvalue in exact form, where one is known and short.
    public let exact: String?

    /// Creates a row.
    public init(k: Int, multiplicity: Integer, ball: DecimalBall, exact: String? = nil) {
      self.k = k
      self.multiplicity = Multiplicity(multiplicity)
      mid = ball.mid
      rad = ball.rad
      self.exact = exact
    }

    /// The number, and the exact form when it says more.
    fileprivate var text: String {
      let ball = DecimalBall(mid: mid, rad: rad).text
      guard let exact, exact != ball else { return ball }
      return "\(ball) = \(exact)"
    }
  }

  /// The trace identity Σ multiplicity·eigenvalue = K(1).
  public struct Trace: Sendable, Encodable {
    /// The sum over the frequencies printed.
    public let sum: DecimalBall
    /// K(1).
    public let value: DecimalBall
    /// What all higher frequencies contribute, where the identity is proved and the sum starts at 0.
    public let tail: DecimalBall?
    /// A bound for that contribution which does not come from the sum, rounded up.
    public let tailBound: String?
    /// Whether the sum says anything: multiplicities may be larger than eigenvalues are small.
    private let isSumKnown: Bool

    /// Creates a trace.
    public init(
      sum: DecimalBall, value: DecimalBall, tail: DecimalBall? = nil, tailBound: String? = nil,
      isSumKnown: Bool = true
    ) {
      self.sum = sum
      self.value = value
      self.tail = tail
      self.tailBound = tailBound
      self.isSumKnown = isSumKnown
    }

    private enum CodingKeys: String, CodingKey {
      case sum, value, tail
      case tailBound = "tail_bound"
    }

    fileprivate var text: String {
      var lines = [
        "sum of multiplicity*eigenvalue so far: "
          + (isSumKnown ? sum.text : "not known, the eigenvalues are enclosed too widely for it")
      ]
      if let tail {
        lines.append("all higher frequencies together: \(tail.text)")
      }
      if let tailBound {
        let what =
          tail == nil ? "all higher frequencies together: " : "  by the Taylor coefficients: "
        lines.append(what + "at most \(tailBound)")
      }
      let identity = tail == nil && tailBound == nil ? "K(1) = " : "over all frequencies: K(1) = "
      return (lines + [identity + value.text]).joined(separator: "\n")
    }
  }

  /// The kernel as the user wrote it.
  public let kernel: String
  /// The d of the sphere in d-dimensional space.
  public let dimension: Int
  /// The eigenvalues.
  public let eigenvalues: [Eigenvalue]
  /// The trace identity.
  public let trace: Trace

  /// Creates a report.
  public init(kernel: String, dimension: Int, eigenvalues: [Eigenvalue], trace: Trace) {
    self.kernel = kernel
    self.dimension = dimension
    self.eigenvalues = eigenvalues
    self.trace = trace
  }

  /// One line a frequency, and the trace below.
  public var text: String {
    let width = String(eigenvalues.last?.k ?? 0).count
    let wide = eigenvalues.map(\.multiplicity.text.count).max() ?? 1
    let lines = eigenvalues.map { row in
      let k = String(repeating: " ", count: width - String(row.k).count) + String(row.k)
      let text = row.multiplicity.text
      let count = String(repeating: " ", count: wide - text.count) + text
      return "\(k)  \(count)  \(row.text)"
    }
    return (lines + ["", trace.text]).joined(separator: "\n")
  }

  /// The eigenvalues as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, dimension: dimension, eigenvalues: eigenvalues, trace: trace))
  }

  private struct Document: Encodable {
    let kernel: String
    let dimension: Int
    let eigenvalues: [Eigenvalue]
    let trace: Trace
  }
}
