extension Layout {
  /// The formula as a LaTeX fragment in the default style.
  public var latex: String { latex(.biettiBach) }

  /// The formula as a LaTeX fragment; needs amsmath and amssymb only.
  public func latex(_ style: LaTeXStyle) -> String {
    bracketed(by: .display(layersAreRaised: style.layerPlace == .superscript)).rendered(style)
  }

  private func rendered(_ style: LaTeXStyle) -> String {
    func render(_ layout: Layout) -> String { layout.rendered(style) }
    switch self {
    case .number(let digits): return digits
    case .name(let name): return style.name(name)
    case .layer(let offset): return style.running(offset)
    case .sum(let terms):
      return Layout.joined(terms, plus: "+", minus: "-", sign: "-", render)
    case .product(let factors): return Layout.juxtaposed(factors, style)
    case .fraction(let top, let bottom): return "\\frac{\(render(top))}{\(render(bottom))}"
    case .power(let base, let exponent): return "\(render(base))^{\(exponent.inline(style))}"
    case .root(2, let radicand): return "\\sqrt{\(render(radicand))}"
    case .root(let degree, let radicand): return "\\sqrt[\(degree)]{\(render(radicand))}"
    case .call(.abs, let argument): return "\\left|\(render(argument))\\right|"
    case .call(let function, let argument):
      return "\(LaTeXName.function(function))\\left(\(render(argument))\\right)"
    case .application(let function, let arguments):
      return
        "\(LaTeXName.function(function))\\left(\(arguments.map(render).joined(separator: ", "))\\right)"
    case .brackets(let inner): return "\\left(\(render(inner))\\right)"
    }
  }

  /// An exponent: a quotient of integers is written on one line, as in x^{3/2}.
  private func inline(_ style: LaTeXStyle) -> String {
    switch self {
    case .fraction(.number(let top), .number(let bottom)): return "\(top)/\(bottom)"
    case .sum(let terms) where terms.count == 1 && terms[0].isNegative:
      return "-" + terms[0].term.inline(style)
    case .number, .name, .layer, .sum, .product, .fraction, .power, .root, .call, .application,
      .brackets:
      return rendered(style)
    }
  }

  /// Factors side by side: a thin space before functions and roots, a dot between numbers.
  private static func juxtaposed(_ factors: [Layout], _ style: LaTeXStyle) -> String {
    var text = factors[0].rendered(style)
    for (left, right) in zip(factors, factors.dropFirst()) {
      // After \right) LaTeX puts a thin space by itself.
      let isSpaced = right.opening == .function && left.endsInBracket
      text += (isSpaced ? "" : right.opening.separator) + right.rendered(style)
    }
    return text
  }

  private var endsInBracket: Bool {
    switch self {
    case .brackets, .call, .application: true
    case .power(let base, _): base.endsInBracket
    case .number, .name, .layer, .sum, .product, .fraction, .root: false
    }
  }

  /// What a formula begins with, as far as it matters to the factor before it.
  enum Opening {
    case digit, letter, bracket, function

    var separator: String {
      switch self {
      case .digit: " \\cdot "
      case .letter: " "
      case .bracket: ""
      case .function: "\\,"
      }
    }
  }

  /// What the formula begins with.
  var opening: Opening {
    switch self {
    case .number: .digit
    case .name, .layer, .fraction: .letter
    case .sum(let terms): terms.first?.term.opening ?? .letter
    case .product(let factors): factors.first?.opening ?? .letter
    case .power(let base, _): base.opening
    case .root, .call, .application: .function
    case .brackets: .bracket
    }
  }
}

extension NamedFormula {
  /// The formula and its definitions as the lines of an `aligned` environment, with `head` on the left of
  /// the first line; a lone equation when there are no definitions.
  ///
  /// Layers that repeat one recursion are written as that recursion.
  public func latex(head: String, style: LaTeXStyle = .biettiBach) -> String {
    if definitions.isEmpty { return "\(head) = \(formula.latex(style))" }
    let first = LaTeXRow.broken(head: head, formula, style)
    let rest = LayerRecursion.grouped(definitions).flatMap { row in
      LaTeXRow.broken(
        head: style.name(row.definition.head), row.definition.formula, style,
        note: row.layers.map { ", \\quad \(style.layer)=\(LaTeXRow.range($0))" } ?? "")
    }
    return "\\begin{aligned}\n" + (first + rest).joined(separator: " \\\\\n") + "\n\\end{aligned}"
  }
}

/// Lines of an `aligned` environment.
enum LaTeXRow {
  /// About as many symbols fit on a line.
  private static let width = 75

  /// An equation; a long sum goes on on further lines.
  static func broken(
    head: String, _ formula: Layout, _ style: LaTeXStyle, note: String = ""
  ) -> [String] {
    guard case .sum(let terms) = formula, formula.width > width else {
      return ["\(head) &= \(formula.latex(style))\(note)"]
    }
    var rows: [[Layout.SignedTerm]] = []
    var filled = 0
    for term in terms {
      if rows.isEmpty || filled + term.term.width > width {
        rows.append([])
        filled = 0
      }
      rows[rows.count - 1].append(term)
      filled += term.term.width + 2
    }
    return rows.enumerated().map { index, row in
      let body = Layout.sum(row).latex(style)
      let sign = row[0].isNegative ? "" : "+"
      let text = index == 0 ? "\(head) &= \(body)" : "&\\quad{}\(sign)\(body)"
      return index == rows.count - 1 ? text + note : text
    }
  }

  /// 3,4,5 or 3,…,20.
  static func range(_ layers: ClosedRange<Int>) -> String {
    layers.count <= 3
      ? layers.map(String.init).joined(separator: ",")
      : "\(layers.lowerBound),\\dots,\(layers.upperBound)"
  }
}

extension Layout {
  /// About how many symbols wide the formula is, printed in two dimensions.
  var width: Int {
    switch self {
    case .number(let digits): digits.count
    case .name(.symbol), .name(.part): 1
    case .name, .layer: 2
    case .sum(let terms): terms.reduce(0) { $0 + $1.term.width + 2 }
    case .product(let factors): factors.reduce(0) { $0 + $1.width }
    case .fraction(let top, let bottom): max(top.width, bottom.width)
    case .power(let base, let exponent): base.width + (exponent.width + 1) / 2
    case .root(_, let radicand): radicand.width + 1
    case .call(let function, let argument): argument.width + (function.name.count > 6 ? 4 : 3)
    case .application(_, let arguments): arguments.reduce(3) { $0 + $1.width + 1 }
    case .brackets(let inner): inner.width + 2
    }
  }
}
