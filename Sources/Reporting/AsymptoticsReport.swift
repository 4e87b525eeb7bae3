internal import Arithmetic
public import Expressions
public import Singularities

/// The asymptotic laws of a kernel's Taylor coefficients and eigenvalues.
public struct AsymptoticsReport {
  /// What is said of one parity.
  struct Line: Encodable {
    let parity: String
    var exponent: String?
    /// The exponent in LaTeX, where it is no number.
    var exponentLaTeX: String?
    var constant: String?
    var latex: String?
    var mid: String?
    var rad: String?
    var rate: String?
    var zero: Bool?
    var from: Int?
    var terms: [Term]?

    private enum CodingKeys: String, CodingKey {
      case parity, exponent
      case exponentLaTeX = "exponent_latex"
      case constant, latex, mid, rad, rate, zero, from, terms
    }
  }

  /// A term of an expansion in ratios of Gamma functions.
  struct Term: Encodable {
    let exponent: String
    let constant: String
    let latex: String
    let mid: String?
    let rad: String?
  }

  let kernel: String
  let dimension: String?
  let taylor: [Line]
  let eigenvalues: [Line]?
  let hypotheses: [String]
  /// Branch points outside the unit circle that were found.
  let branchPoints: [BranchPointLine]
  /// The recurrences of constants that depend on a symbolic depth.
  let constants: [NamedFormula.Definition]

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
    self.dimension = dimension.map { $0.text }
    let writer = LawWriter(store: store, digits: digits, names: asymptotics.names)
    self.branchPoints = branchPoints.map { BranchPointLine($0, digits: digits, in: store) }
    constants = asymptotics.constants
    taylor = writer.lines(asymptotics.laws, dimension: nil)
    eigenvalues = dimension.map { writer.lines(asymptotics.laws, dimension: $0) }
    let conditions = asymptotics.conditions.map { "\(store.layout(of: $0).text) != 0" }
    hypotheses =
      asymptotics.hypotheses
      + (conditions.isEmpty ? [] : ["assumed: \(conditions.joined(separator: ", "))"])
  }

  /// The laws for a terminal.
  public var text: String {
    var lines = ["Taylor coefficients b_n of t^n, as n -> oo:"]
    lines += taylor.map { Self.text($0, "b_n", "n") }
    if let eigenvalues, let dimension {
      let sphere =
        Int(dimension) == nil ? "S^(\(dimension)-1)" : "S^(d-1), d = \(dimension)"
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
    if line.zero == true { return "\(head)\(quantity) = 0 for \(index) >= \(line.from ?? 0)" }
    guard let exponent = line.exponent, let constant = line.constant else {
      let rate = line.rate ?? "0"
      return rate == "0"
        ? "\(head)faster than every geometric sequence"
        : "\(head)\(quantity)^(1/\(index)) -> \(rate)"
    }
    let geometric = line.rate.map { "*(\($0))^\(index)" } ?? ""
    var text = "\(head)\(quantity) ~ C*\(index)^(\(exponent))\(geometric),  C = \(constant)"
    if let mid = line.mid, let rad = line.rad {
      text += "\n    C = \(DecimalBall(mid: mid, rad: rad).text)"
    }
    for term in line.terms?.dropFirst() ?? [] {
      text += "\n    + C'*\(index)^(\(term.exponent)), as a ratio of Gamma functions,  "
      text += "C' = \(term.constant)"
      if let mid = term.mid, let rad = term.rad {
        text += "\n      C' = \(DecimalBall(mid: mid, rad: rad).text)"
      }
    }
    return text
  }

  /// The laws as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, dimension: dimension, taylor: taylor, eigenvalues: eigenvalues,
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
    let eigenvalues: [Line]?
    let constants: [Constant]?
    let hypotheses: [String]
    let branchPoints: [BranchPointLine]?

    private enum CodingKeys: String, CodingKey {
      case kernel, dimension, taylor, eigenvalues, constants, hypotheses
      case branchPoints = "branch_points"
    }
  }

  private struct Constant: Encodable {
    let name: String
    let text: String
    let latex: String
  }

  /// The laws as rows of a LaTeX array.
  public var latex: String {
    var rows = taylor.map { Self.latex($0, "b_n", "n") }
    rows += (eigenvalues ?? []).map { Self.latex($0, "\\mu_k", "k") }
    rows += constants.map { constant in
      "\(LaTeXStyle.biettiBach.name(constant.head)) &= \(constant.formula.latex(.biettiBach))"
    }
    return "\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}"
  }

  private static func latex(_ line: Line, _ quantity: String, _ index: String) -> String {
    let note = "&& (\(index)\\text{ \(line.parity)})"
    if line.zero == true {
      return "\(quantity) &= 0 \(note)\\quad \(index) \\ge \(line.from ?? 0)"
    }
    guard let exponent = line.exponent, let constant = line.latex else {
      return "\(quantity)^{1/\(index)} &\\to \(line.rate ?? "0") \(note)"
    }
    let geometric = line.rate.map { "\\left(\($0)\\right)^{\(index)}" } ?? ""
    return
      "\(quantity) &\\sim \(constant)\\,\(index)^{\(line.exponentLaTeX ?? exponent)}\(geometric) \(note)"
  }
}

extension SphereDimension {
  fileprivate var text: String {
    switch self {
    case .number(let value): "\(value)"
    case .symbol(let symbol): symbol.name
    }
  }
}

/// Writes laws as lines.
private struct LawWriter {
  let store: ExpressionStore
  let digits: Int
  let names: [Symbol: FormulaName]

  func lines(_ laws: [ParityLaw], dimension: SphereDimension?) -> [AsymptoticsReport.Line] {
    zip(["even", "odd"], laws).map { line($1, parity: $0, dimension) }
  }

  private func line(
    _ law: ParityLaw, parity: String, _ dimension: SphereDimension?
  ) -> AsymptoticsReport.Line {
    var line = AsymptoticsReport.Line(parity: parity)
    switch law {
    case .zero(let start):
      line.zero = true
      line.from = start
    case .entire: line.rate = "0"
    case .geometric(let radius, let terms):
      if dimension == nil, let rate = try? store.power(radius, -1) {
        fill(&line, terms, nil)
        line.rate = store.layout(of: store.simplified(rate)).text
      } else {
        line.rate = sphericalRate(radius)
      }
    case .power(let terms): fill(&line, terms, dimension)
    case .depthPower(let term):
      let constant =
        dimension.map { term.eigenvalueConstant(dimension: $0, in: store) }
        ?? term.taylorConstant(in: store)
      let exponent =
        dimension.map { term.eigenvalueExponent(dimension: $0, in: store) }
        ?? term.taylorExponent(in: store)
      line.exponent = store.layout(of: exponent).text.replacing(" ", with: "")
      line.exponentLaTeX = store.layout(of: exponent).latex
      (line.constant, line.latex) = (constant.text, constant.latex)
    }
    return line
  }

  /// 1/(ρ + √(ρ² - 1)): the sum over n of ρ^(-n)·m_{n,k} is a Legendre function of the second kind at ρ,
  /// and powers of n do not change the rate.
  private func sphericalRate(_ radius: Expression) -> String? {
    guard let square = try? store.power(radius, 2),
      let root = try? store.squareRoot(
        store.simplified(store.difference(square, store.rational(1)))),
      let rate = try? store.power(store.sum(radius, root), -1)
    else { return nil }
    return store.layout(of: store.simplified(rate)).text
  }

  private func fill(
    _ line: inout AsymptoticsReport.Line, _ terms: [AsymptoticTerm], _ dimension: SphereDimension?
  ) {
    let written = terms.map { term in
      var constant =
        dimension.map { term.eigenvalueConstant(dimension: $0, in: store) }
        ?? term.taylorConstant(in: store)
      constant.names = names
      let ball = constant.ball(bits: digits * 4 + 16)?.decimal(upTo: digits)
      return AsymptoticsReport.Term(
        exponent: exponent(of: term, dimension), constant: constant.text, latex: constant.latex,
        mid: ball?.mid, rad: ball?.rad)
    }
    guard let first = written.first else { return }
    line.exponent = first.exponent
    line.constant = first.constant
    line.latex = first.latex
    line.mid = first.mid
    line.rad = first.rad
    if written.count > 1 { line.terms = written }
  }

  private func exponent(of term: AsymptoticTerm, _ dimension: SphereDimension?) -> String {
    switch dimension {
    case nil: return "\(term.taylorExponent)"
    case .number(let d)?: return "\(term.eigenvalueExponent(dimension: d))"
    case .symbol(let symbol)?:
      let shift = 1 - 2 * term.exponent
      let tail = shift.isZero ? "" : shift.signum > 0 ? "+\(shift)" : "\(shift)"
      return "-\(symbol.name)\(tail)"
    }
  }
}
