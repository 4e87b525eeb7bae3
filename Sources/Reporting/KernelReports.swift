public import Arithmetic
internal import Expressions

/// One value of a kernel.
public struct ValueReport: Sendable {
  /// The kernel as the user wrote it.
  public let kernel: String
  /// The point as the user wrote it.
  public let point: String
  /// The enclosure.
  public let value: DecimalBall
  /// The value in exact form, when that is short.
  public let exact: String?
  /// Whether the formula has no value at the point, and this is its limit there.
  public let isLimit: Bool

  /// Creates a report.
  public init(
    kernel: String, point: String, value: DecimalBall, exact: String?, isLimit: Bool = false
  ) {
    self.isLimit = isLimit
    self.kernel = kernel
    self.point = point
    self.value = value
    self.exact = exact
  }

  /// The value on one line.
  public var text: String {
    let number = exact.map { $0 == value.mid ? $0 : "\(value.text)  (exactly \($0))" } ?? value.text
    return isLimit ? "\(number)  (the limit for t -> \(point))" : number
  }

  /// The value as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, at: point, limit: isLimit ? true : nil,
        value: BallRow(mid: value.mid, rad: value.rad, exact: exact)))
  }

  private struct Document: Encodable {
    let kernel: String
    let at: String
    let limit: Bool?
    let value: BallRow
  }
}

/// A ball with its exact form, if it has one.
struct BallRow: Encodable {
  let mid: String
  let rad: String
  let exact: String?
}

/// Taylor coefficients of a kernel.
public struct ExpansionReport: Sendable {
  /// One coefficient.
  public struct Coefficient: Sendable, Encodable {
    /// The power of t.
    public let n: Int
    /// The midpoint, when no symbol is free.
    public let mid: String?
    /// The radius, when no symbol is free.
    public let rad: String?
    /// The exact form.
    public let exact: String?

    /// Creates a coefficient.
    public init(n: Int, ball: DecimalBall?, exact: String?) {
      self.n = n
      mid = ball?.mid
      rad = ball?.rad
      self.exact = exact
    }
  }

  /// The kernel as the user wrote it.
  public let kernel: String
  /// The coefficients from that of t⁰ on.
  public let coefficients: [Coefficient]

  /// Creates a report.
  public init(kernel: String, coefficients: [Coefficient]) {
    self.kernel = kernel
    self.coefficients = coefficients
  }

  /// One line a coefficient.
  public var text: String {
    let width = String(coefficients.last?.n ?? 0).count
    return coefficients.map { row in
      let index = String(repeating: " ", count: width - String(row.n).count) + String(row.n)
      guard let mid = row.mid, let rad = row.rad else { return "\(index)  \(row.exact ?? "")" }
      let ball = DecimalBall(mid: mid, rad: rad).text
      return "\(index)  \(row.exact.map { $0 == ball ? ball : "\($0)  = \(ball)" } ?? ball)"
    }.joined(separator: "\n")
  }

  /// The coefficients as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(Document(kernel: kernel, at: "0", coefficients: coefficients))
  }

  private struct Document: Encodable {
    let kernel: String
    let at: String
    let coefficients: [Coefficient]
  }
}
