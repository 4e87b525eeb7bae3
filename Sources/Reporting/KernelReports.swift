public import Arithmetic
public import Expressions

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
  /// What names in exact forms stand for.
  public let definitions: [NamedFormula.Definition]

  /// Creates a report.
  public init(
    kernel: String, coefficients: [Coefficient], definitions: [NamedFormula.Definition] = []
  ) {
    self.kernel = kernel
    self.coefficients = coefficients
    self.definitions = definitions
  }

  /// One line a coefficient, and below them one a definition.
  public var text: String {
    let width = String(coefficients.last?.n ?? 0).count
    let rows = coefficients.map { row in
      let index = String(repeating: " ", count: width - String(row.n).count) + String(row.n)
      guard let mid = row.mid, let rad = row.rad else { return "\(index)  \(row.exact ?? "")" }
      let ball = DecimalBall(mid: mid, rad: rad).text
      return "\(index)  \(row.exact.map { $0 == ball ? ball : "\($0)  = \(ball)" } ?? ball)"
    }
    let named = definitions.map { "  \($0.name) = \($0.formula.text)" }
    return (rows + (named.isEmpty ? [] : ["where"]) + named).joined(separator: "\n")
  }

  /// The coefficients as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, at: "0", coefficients: coefficients,
        definitions: definitions.isEmpty ? nil : definitions.map(DefinitionRow.init)))
  }

  private struct Document: Encodable {
    let kernel: String
    let at: String
    let coefficients: [Coefficient]
    let definitions: [DefinitionRow]?
  }
}

/// A name with the formula it stands for.
struct DefinitionRow: Encodable {
  let name: String
  let formula: String
  let latex: String

  init(_ definition: NamedFormula.Definition) {
    name = definition.name
    formula = definition.formula.text
    latex = definition.formula.latex(.biettiBach)
  }
}
