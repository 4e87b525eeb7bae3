internal import Arithmetic
public import Expressions
public import Singularities

/// The asymptotic laws of a kernel's Taylor coefficients and eigenvalues.
public struct AsymptoticsReport {
  /// What is said of one parity.
  struct Line: Encodable {
    let parity: String
    var exponent: String?
    var logarithm: Int?
    /// The exponent in LaTeX, where it is no number.
    var exponentLaTeX: String?
    var constant: String?
    var latex: String?
    var mid: String?
    var rad: String?
    var rate: String?
    var rateLaTeX: String?
    /// The rate as a ball, where it is known as such.
    var rateMid: String?
    var rateRad: String?
    /// Set to false where the rate is that of the other parity and a bound for this one, or the other way round.
    var attained: Bool?
    /// Set to false where the kernel is not integrable on the sphere, so that it has no eigenvalues.
    var integrable: Bool?
    var zero: Bool?
    var from: Int?
    var terms: [Term]?
    /// The constants of the terms.
    var products: [GammaProduct] = []

    private enum CodingKeys: String, CodingKey {
      case parity, exponent
      case exponentLaTeX = "exponent_latex"
      case rateLaTeX = "rate_latex"
      case rateMid = "rate_mid"
      case rateRad = "rate_rad"
      case logarithm, constant, latex, mid, rad, rate, attained, integrable, zero, from, terms
    }
  }

  /// A term of an expansion in ratios of Gamma functions.
  struct Term: Encodable {
    let exponent: String
    let logarithm: Int?
    let constant: String
    let latex: String
    let mid: String?
    let rad: String?
  }

  let kernel: String
  let dimension: String?
  let taylor: [Line]
  /// Why there are no lines of Taylor coefficients; `nil` when there are.
  let taylorObstacle: String?
  let eigenvalues: [Line]?
  let hypotheses: [String]
  /// What is taken to differ from zero.
  let conditions: [Layout]
  /// Branch points outside the unit circle that were found.
  let branchPoints: [BranchPointLine]
  /// The recurrences of constants that depend on a symbolic depth.
  let constants: [NamedFormula.Definition]
  let store: ExpressionStore

  /// Lays out the laws.
  ///
  /// - Parameters:
  ///   - kernel: The kernel as the user wrote it.
  ///   - asymptotics: What was proved.
  ///   - branchPoints: The branch points beyond the unit circle that were found.
  ///   - dimension: The sphere, when eigenvalues are asked for.
  ///   - digits: The significant digits of enclosures.
  public init(
    kernel: String, _ asymptotics: KernelAsymptotics, branchPoints: [BranchPoint] = [],
    dimension: SphereDimension?, digits: Int, in store: ExpressionStore
  ) {
    self.kernel = kernel
    self.store = store
    self.dimension = dimension.map { $0.text }
    let writer = LawWriter(store: store, digits: digits, names: asymptotics.names)
    self.branchPoints = branchPoints.map { BranchPointLine($0, digits: digits, in: store) }
    constants = asymptotics.constants
    taylorObstacle = asymptotics.taylorObstacle
    taylor = taylorObstacle == nil ? writer.lines(asymptotics.laws, dimension: nil) : []
    eigenvalues = dimension.map { writer.lines(asymptotics.laws, dimension: $0) }
    conditions = Self.openConditions(of: asymptotics, in: store)
    let texts = conditions.map { "\($0.text) != 0" }
    hypotheses =
      asymptotics.hypotheses + (texts.isEmpty ? [] : ["assumed: \(texts.joined(separator: ", "))"])
  }

  /// The laws for a terminal.
  public var text: String {
    var lines = ["Taylor coefficients b_n of t^n, as n -> oo:"]
    lines += taylorObstacle.map { ["  no law: \($0)"] } ?? []
    lines += taylor.map { Self.text($0, "b_n", "n") }
    if let eigenvalues, let dimension {
      let letter = ["d", "D", "dim"].first { !store.isUsed(Symbol($0)) } ?? "dimension"
      let sphere =
        Int(dimension) == nil ? "S^(\(dimension)-1)" : "S^(\(letter)-1), \(letter) = \(dimension)"
      lines += ["", "eigenvalues mu_k on the sphere \(sphere), as k -> oo:"]
      lines += eigenvalues.map { Self.text($0, "mu_k", "k") }
    }
    if !constants.isEmpty {
      lines += ["", "where"] + constants.map { "  \($0.name) = \($0.formula.text)" }
    }
    lines += ["", "proved, because:"] + hypotheses.map { "  \($0)" }
    lines += BranchPointLine.text(branchPoints)
    return lines.joined(separator: "\n")
  }

  private static func text(_ line: Line, _ quantity: String, _ index: String) -> String {
    let head = "  \(index) \(line.parity): "
    if line.integrable == false { return "\(head)none, the kernel is not integrable on the sphere" }
    if line.zero == true { return "\(head)\(quantity) = 0 for \(index) >= \(line.from ?? 0)" }
    if line.rateMid != nil { return head + enclosed(line, quantity, index) }
    guard let exponent = line.exponent, let constant = line.constant else {
      let rate = line.rate ?? "0"
      return rate == "0"
        ? "\(head)faster than every geometric sequence"
        : "\(head)\(quantity)^(1/\(index)) -> \(rate)"
    }
    let rate = line.rate.map { "(\($0))" }
    let scale = Self.scale(exponent, line.logarithm, rate, index)
    var text = "\(head)\(quantity) ~ C\(scale),  C = \(constant)"
    if let mid = line.mid, let rad = line.rad {
      text += "\n    C = \(DecimalBall(mid: mid, rad: rad).text)"
    }
    for term in line.terms?.dropFirst() ?? [] {
      let scale = Self.scale(term.exponent, term.logarithm, rate, index)
      text += "\n    + C'\(scale), as a ratio of Gamma functions,  "
      text += "C' = \(term.constant)"
      if let mid = term.mid, let rad = term.rad {
        text += "\n      C' = \(DecimalBall(mid: mid, rad: rad).text)"
      }
    }
    return text
  }

  /// A law whose rate or constant is an enclosure.
  private static func enclosed(_ line: Line, _ quantity: String, _ index: String) -> String {
    func ball(_ name: String, _ mid: String?, _ rad: String?) -> String {
      guard let mid, let rad else { return "" }
      return "\n    \(name) = \(DecimalBall(mid: mid, rad: rad).text)"
    }
    let rate = line.rate.map { "R = \($0)" }
    let radius = ball("R", line.rateMid, line.rateRad)
    guard let exponent = line.exponent else {
      let relation = line.attained == false ? "<=" : "="
      let note = line.attained == false ? ", with equality for even or for odd \(index)" : ""
      return "lim sup |\(quantity)|^(1/\(index)) \(relation) R\(note)"
        + (rate.map { ",  \($0)" } ?? "") + radius
    }
    return "\(quantity) ~ C\(scale(exponent, line.logarithm, "R", index))"
      + (rate.map { ",  \($0)" } ?? "") + ball("C", line.mid, line.rad) + radius
  }

  /// The factors of a constant, such as `*n^(-2)*log(n)^3*(1/2)^n`.
  private static func scale(
    _ exponent: String, _ logarithm: Int?, _ rate: String?, _ index: String
  ) -> String {
    var factors = exponent == "0" && rate != nil ? [] : ["\(index)^(\(exponent))"]
    if let logarithm {
      factors.append("log(\(index))" + (logarithm == 1 ? "" : "^\(logarithm)"))
    }
    if let rate { factors.append("\(rate)^\(index)") }
    return factors.map { "*\($0)" }.joined()
  }

  /// The laws as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, dimension: dimension, taylor: taylor, taylorObstacle: taylorObstacle,
        eigenvalues: eigenvalues,
        constants: constants.isEmpty
          ? nil
          : constants.map {
            Constant(name: $0.name, text: $0.formula.text, latex: $0.formula.latex(.biettiBach))
          },
        hypotheses: hypotheses, branchPoints: branchPoints.isEmpty ? nil : branchPoints))
  }

  private struct Document: Encodable {
    let kernel: String
    let dimension: String?
    let taylor: [Line]
    let taylorObstacle: String?
    let eigenvalues: [Line]?
    let constants: [Constant]?
    let hypotheses: [String]
    let branchPoints: [BranchPointLine]?

    private enum CodingKeys: String, CodingKey {
      case kernel, dimension, taylor, eigenvalues, constants, hypotheses
      case taylorObstacle = "taylor_obstacle"
      case branchPoints = "branch_points"
    }
  }

  private struct Constant: Encodable {
    let name: String
    let text: String
    let latex: String
  }
}
