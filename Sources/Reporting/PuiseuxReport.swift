public import Arithmetic
public import Expressions
public import Puiseux

/// The Puiseux series of a kernel at a pole.
public struct PuiseuxReport: Sendable {
  /// The exponent of s: a number, or a function of a depth without a value.
  enum Exponent: Sendable {
    case number(Rational)
    case formula(Layout)

    var text: String {
      switch self {
      case .number(let value): value.description
      case .formula(let layout): layout.text
      }
    }

    /// The exponent in LaTeX, where it is no number.
    var latex: String? {
      if case .formula(let layout) = self { layout.latex(.biettiBach) } else { nil }
    }
  }

  /// One term.
  struct Term: Sendable {
    let exponent: Exponent
    let logarithm: Int
    let coefficient: Layout
    let ball: DecimalBall?
  }

  /// What the terms leave out: R·s^order with R in a ball for 0 < s <= s0; nothing there, for a series that ends.
  public struct Remainder: Sendable {
    let ball: DecimalBall
    let within: Rational

    /// Creates an enclosure.
    public init(ball: DecimalBall, within: Rational) {
      self.ball = ball
      self.within = within
    }
  }

  /// The kernel as the user wrote it.
  let kernel: String
  let pole: Pole
  let head: FormulaHead
  let terms: [Term]
  let order: Exponent?
  let hasLogarithms: Bool
  let definitions: [NamedFormula.Definition]
  /// What the coefficients are taken to differ from zero of.
  let conditions: [Layout]
  /// What s is called.
  let variable: String
  let remainder: Remainder?
  /// Whether more terms were asked for than were found.
  let isShort: Bool
  /// For which depths the expansion is proved, when recurrences define its coefficients.
  let validity: String?

  /// Creates a report; coefficients without symbols are enclosed within 2^-bits.
  ///
  /// - Parameters:
  ///   - asked: How many terms were asked for.
  ///   - names: What symbols in the coefficients are called.
  ///   - constants: The recurrences that define them.
  ///   - validity: For which depths the expansion is proved, when the depth is a symbol.
  /// - Throws: `EvaluationError`.
  public init(
    kernel: String, head: FormulaHead, _ expansion: PuiseuxExpansion, bits: Int,
    remainder: Remainder? = nil, asked: Int = 0, names: [Symbol: FormulaName] = [:],
    constants: [NamedFormula.Definition] = [], validity: String? = nil, in store: ExpressionStore
  ) throws {
    self.remainder = remainder
    self.validity = validity
    self.kernel = kernel
    self.head = head
    pole = expansion.pole
    order = expansion.order.map(Exponent.number)
    isShort = expansion.order != nil && expansion.terms.count < asked
    hasLogarithms = expansion.terms.contains { $0.logarithm > 0 }
    var options = FormulaOptions()
    options.names = names
    let symbols = expansion.terms.flatMap { store.symbols(in: $0.coefficient) }
    let taken = Set((symbols + expansion.conditions.flatMap { store.symbols(in: $0) }).map(\.name))
    let letter = ["c", "b", "v"].first { letter in !taken.contains { $0.hasPrefix(letter) } }
    for (index, constant) in expansion.constants.enumerated() {
      options.names[constant.name] = .part("\(letter ?? "c_")\(index + 1)")
    }
    let values = expansion.constants.map(\.value)
    let (formulas, shared) = store.formulas(
      of: expansion.terms.map(\.shortForm) + values, options: options)
    let own = zip(expansion.constants, formulas.dropFirst(expansion.terms.count)).map {
      NamedFormula.Definition(options.names[$0.name] ?? .part(""), formula: $1)
    }
    definitions = shared + own + constants
    let decimals = Int(Double(bits + 8) * 0.30103) + 2
    terms = try zip(expansion.terms, formulas).map { term, formula in
      let isNumber = store.symbols(in: term.coefficient).isEmpty
      let ball =
        try isNumber
        ? Tape(term.coefficient, in: store).evaluate(at: [:], goal: .absolute(bits: bits + 1)).value
        : nil
      return Term(
        exponent: .number(term.exponent), logarithm: term.logarithm, coefficient: formula,
        ball: ball?.decimal(decimals: decimals))
    }
    conditions = expansion.conditions.map { store.layout(of: $0) }
    variable = ["s", "r", "epsilon"].first { !taken.contains($0) } ?? "s"
  }

  /// A term whose exponent is a function of a depth without a value.
  public typealias SymbolicTerm = (exponent: Expression, coefficient: Expression)

  /// Creates a report of an expansion at t = 1 in powers of s whose exponents depend on the depth.
  ///
  /// - Parameters:
  ///   - order: The exponent of what is left out.
  ///   - asked: How many terms were asked for.
  ///   - validity: For which depths the expansion is proved.
  public init(
    kernel: String, head: FormulaHead, _ expansion: [SymbolicTerm], order: Expression, asked: Int,
    validity: String, in store: ExpressionStore
  ) {
    func exponent(_ expression: Expression) -> Exponent {
      store.rationalValue(expression).map(Exponent.number)
        ?? .formula(store.layout(of: expression))
    }
    (self.kernel, self.head, self.validity) = (kernel, head, validity)
    pole = .one
    self.order = exponent(order)
    isShort = expansion.count < asked
    (hasLogarithms, remainder, conditions) = (false, nil, [])
    let (formulas, shared) = store.formulas(
      of: expansion.map(\.coefficient), options: FormulaOptions())
    definitions = shared
    terms = zip(expansion, formulas).map { term, formula in
      Term(
        exponent: exponent(term.exponent), logarithm: 0, coefficient: formula, ball: nil)
    }
    let taken = Set(
      expansion.flatMap { store.symbols(in: $0.coefficient) + store.symbols(in: $0.exponent) }
        .map(\.name))
    variable = ["s", "r", "epsilon"].first { !taken.contains($0) } ?? "s"
  }

  // MARK: Text

  /// One line a term: the power of s, the coefficient, its enclosure.
  public var text: String {
    let powers = terms.map { power(of: $0).map(\.text) ?? "1" }
    let width = powers.map(\.count).max() ?? 0
    var lines = ["\(variable) = \(pole.distance)"]
    for (term, power) in zip(terms, powers) {
      let padding = String(repeating: " ", count: width - power.count)
      let exact = term.coefficient.text
      let ball = term.ball.flatMap { $0.text == exact ? nil : "  = \($0.text)" } ?? ""
      lines.append("\(power)\(padding)  \(exact)\(ball)")
    }
    if terms.isEmpty && order == nil { lines.append("0") }
    if let order { lines.append(rest(order).text) }
    if isShort, let order {
      lines.append("no further term was found up to \(power(order)?.text ?? "1")")
    }
    if order == nil { lines.append("exact for \(exactRange)") }
    if let order, let remainder {
      lines.append(
        "\(rest(order).text) is R*\(power(order)?.text ?? "1") with R in \(remainder.ball.text) for "
          + "0 < \(variable) <= \(remainder.within)")
    }
    if !definitions.isEmpty {
      lines.append("where")
      lines += definitions.map { "  \($0.name) = \($0.formula.text)" }
    }
    if !conditions.isEmpty {
      lines.append("provided that")
      lines += conditions.map { "  \($0.text) != 0" }
    }
    if let validity { lines += ["proved \(validity)"] }
    return lines.joined(separator: "\n")
  }

  /// Where a series that ends is the kernel.
  private var exactRange: String {
    remainder.map { "0 < \(variable) <= \($0.within)" } ?? "all small \(variable) > 0"
  }

  /// The same in LaTeX; nothing when it is all of [-1, 1].
  private var exactRangeLaTeX: String {
    guard order == nil else { return "" }
    switch remainder?.within {
    case 2?: return ""
    case let within?:
      let (top, bottom) = (within.numerator.description, within.denominator.description)
      let bound = within.isInteger ? top : "\\frac{\(top)}{\(bottom)}"
      return ",\\qquad 0<\(variable)\\le \(bound)"
    case nil: return ",\\qquad \(variable)\\to 0^{+}"
    }
  }

  private func rest(_ order: Exponent) -> (text: String, latex: String) {
    let power = power(order)
    let logarithm = hasLogarithms ? ("*log(\(variable))^j", "\\log^{j} \(variable)") : ("", "")
    return (
      "O(\(power?.text ?? "1")\(logarithm.0))",
      "O\\left(\(power?.latex(.biettiBach) ?? "1")\(logarithm.1)\\right)"
    )
  }

  /// s^a, or `nil` for s⁰.
  private func power(_ exponent: Exponent) -> Layout? {
    let name = Layout.name(.symbol(variable))
    switch exponent {
    case .number(let number): return power(number, of: name)
    case .formula(let formula): return .power(name, formula)
    }
  }

  private func power(_ exponent: Rational, of name: Layout) -> Layout? {
    if exponent.isZero { return nil }
    if exponent.isOne { return name }
    let (top, bottom) = (exponent.numerator, exponent.denominator)
    let size = Layout.number((top.signum < 0 ? -top : top).description)
    let magnitude = bottom.isOne ? size : .fraction(size, .number(bottom.description))
    return .power(
      name,
      top.signum < 0 ? .sum([Layout.SignedTerm(isNegative: true, magnitude)]) : magnitude)
  }

  /// s^a·(log s)^j, or `nil` for 1.
  private func power(of term: Term) -> Layout? {
    let base = power(term.exponent)
    if term.logarithm == 0 { return base }
    let logarithm = Layout.call(.log, .name(.symbol(variable)))
    let power =
      term.logarithm == 1
      ? logarithm : Layout.power(logarithm, .number("\(term.logarithm)"))
    return base.map { .product([$0, power]) } ?? power
  }

  // MARK: LaTeX

  /// The series as one equation, on several rows where it is long, with its named parts below it.
  public func latex(_ style: LaTeXStyle = .biettiBach) -> String {
    let letter = head == .tangent ? style.tangent : style.covariance
    let point = pole == .one ? "1-\(variable)" : "-1+\(variable)"
    var parts = terms.map { Layout.sum([signedTerm($0)]).latex(style) }
    if let order { parts.append(rest(order).latex) }
    if parts.isEmpty { parts = ["0"] }
    parts[parts.count - 1] += exactRangeLaTeX
    let left = "\(letter)\\left(\(point)\\right)"
    var rows = LaTeXRows.rows("\(left) &=", parts)
    if rows.count == 1, definitions.isEmpty { return rows[0].replacing("&=", with: "=") }
    for definition in definitions {
      rows += LaTeXRows.rows(
        "\(style.name(definition.head)) &=", LaTeXRows.terms(of: definition.formula, style))
    }
    return LaTeXRows.aligned(rows)
  }

  private func signedTerm(_ term: Term) -> Layout.SignedTerm {
    var (isNegative, size) = (false, term.coefficient)
    if case .sum(let parts) = size, parts.count == 1 {
      (isNegative, size) = (parts[0].isNegative, parts[0].term)
    }
    guard let power = power(of: term) else {
      return Layout.SignedTerm(isNegative: isNegative, size)
    }
    if case .number("1") = size { return Layout.SignedTerm(isNegative: isNegative, power) }
    return Layout.SignedTerm(isNegative: isNegative, .product([size, power]))
  }

  // MARK: JSON

  /// The series as one JSON object.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> String {
    try JSONOutput.text(
      Document(
        kernel: kernel, at: pole.point.description, variable: "\(variable) = \(pole.distance)",
        terms: terms.map { term in
          Row(
            exponent: term.exponent.text, exponentLaTeX: term.exponent.latex,
            logarithm: term.logarithm == 0 ? nil : term.logarithm,
            coefficient: term.coefficient.text, latex: term.coefficient.latex(.biettiBach),
            mid: term.ball?.mid, rad: term.ball?.rad)
        },
        order: order?.text,
        remainder: remainder.map {
          Enclosure(mid: $0.ball.mid, rad: $0.ball.rad, within: $0.within.description)
        },
        exact: order == nil ? exactRange : nil,
        definitions: definitions.isEmpty ? nil : definitions.map(DefinitionRow.init),
        nonzero: conditions.isEmpty ? nil : conditions.map(\.text), proved: validity))
  }

  private struct Row: Encodable {
    let exponent: String
    let exponentLaTeX: String?
    let logarithm: Int?
    let coefficient: String
    let latex: String
    let mid: String?
    let rad: String?

    private enum CodingKeys: String, CodingKey {
      case exponentLaTeX = "exponent_latex"
      case exponent, logarithm, coefficient, latex, mid, rad
    }
  }

  private struct Enclosure: Encodable {
    let mid: String
    let rad: String
    let within: String
  }

  private struct Document: Encodable {
    let kernel: String
    let at: String
    let variable: String
    let terms: [Row]
    let order: String?
    let remainder: Enclosure?
    let exact: String?
    let definitions: [DefinitionRow]?
    let nonzero: [String]?
    let proved: String?
  }
}
