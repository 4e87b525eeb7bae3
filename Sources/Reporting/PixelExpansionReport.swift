public import Arithmetic

/// Taylor coefficients of a kernel of images, in several cosines.
public struct PixelExpansionReport: Sendable {
  /// One coefficient.
  public struct Coefficient: Sendable, Encodable {
    /// The exponents of the variables.
    public let n: [Int]
    /// The midpoint.
    public let mid: String
    /// The radius.
    public let rad: String

    /// Creates a coefficient.
    public init(n: [Int], ball: DecimalBall) {
      self.n = n
      mid = ball.mid
      rad = ball.rad
    }
  }

  /// The kernel as the user wrote it.
  public let kernel: String
  /// The cosines, in the order of the exponents.
  ///
  /// The kernel depends on no others, unless they were taken to be 0.
  public let variables: [String]
  /// The coefficients, the first exponent running fastest.
  public let coefficients: [Coefficient]

  /// Creates a report.
  public init(kernel: String, variables: [String], coefficients: [Coefficient]) {
    self.kernel = kernel
    self.variables = variables
    self.coefficients = coefficients
  }

  /// The variables, then one line a coefficient.
  public var text: String {
    let rows = coefficients.map { row in
      let exponents = row.n.map(String.init).joined(separator: " ")
      return "\(exponents)  \(DecimalBall(mid: row.mid, rad: row.rad).text)"
    }
    return (["exponents of \(variables.joined(separator: ", "))"] + rows).joined(separator: "\n")
  }

  /// The coefficients as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, at: "0", variables: variables, coefficients: coefficients))
  }

  private struct Document: Encodable {
    let kernel: String
    let at: String
    let variables: [String]
    let coefficients: [Coefficient]
  }
}
