extension Layout {
  /// The formula as a LaTeX fragment; needs amsmath and amssymb only.
  public var latex: String { latex(within: .sum) }

  private func latex(within context: Precedence) -> String {
    let body = bareLaTeX
    // A fraction and a root show their own extent.
    if case .fraction = self, context <= .product { return body }
    return precedence < context ? "\\left(\(body)\\right)" : body
  }

  private var bareLaTeX: String {
    switch self {
    case .number(let digits): digits
    case .name(let name): LaTeXName.symbol(name)
    case .sum(let terms): sumLaTeX(terms)
    case .product(let factors): productLaTeX(factors)
    case .fraction(let top, let bottom): "\\frac{\(top.latex)}{\(bottom.latex)}"
    case .power(let base, let exponent): "\(base.latex(within: .atom))^{\(exponent.latex)}"
    case .root(2, let radicand): "\\sqrt{\(radicand.latex)}"
    case .root(let degree, let radicand): "\\sqrt[\(degree)]{\(radicand.latex)}"
    case .call("abs", let argument): "\\left|\(argument.latex)\\right|"
    case .call(let name, let argument):
      "\(LaTeXName.function(name))\\left(\(argument.latex)\\right)"
    }
  }

  private func sumLaTeX(_ terms: [SignedTerm]) -> String {
    var text = ""
    for (index, signed) in terms.enumerated() {
      let sign = signed.isNegative ? (index == 0 ? "-" : " - ") : (index == 0 ? "" : " + ")
      text += sign + signed.term.latex(within: .product)
    }
    return text
  }

  private func productLaTeX(_ factors: [Layout]) -> String {
    var text = ""
    for (index, factor) in factors.enumerated() {
      let part = factor.latex(within: .product)
      let needsDot = index > 0 && (part.first?.isNumber ?? false)
      text += (index == 0 ? "" : needsDot ? " \\cdot " : " ") + part
    }
    return text
  }
}

extension NamedFormula {
  /// The formula and its definitions as the lines of an `aligned` environment, with `head` on the left of
  /// the first line; a lone equation when there are no definitions.
  public func latex(head: String) -> String {
    if definitions.isEmpty { return "\(head) = \(formula.latex)" }
    let first = "\(head) &= \(formula.latex)"
    let rest = definitions.map { "\(LaTeXName.symbol($0.name)) &= \($0.formula.latex)" }
    return "\\begin{aligned}\n" + ([first] + rest).joined(separator: " \\\\\n") + "\n\\end{aligned}"
  }
}

/// How ASCII names are written in LaTeX.
package enum LaTeXName {
  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
    "mu", "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "pi", "Gamma", "Delta",
    "Theta", "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega",
  ]

  /// A quantity: Greek letters by name, trailing digits or what follows `_` as an index.
  package static func symbol(_ name: String) -> String {
    let digits = name.reversed().prefix(while: \.isNumber).reversed()
    var stem = String(name.dropLast(digits.count))
    var index = String(digits)
    if stem.hasSuffix("_") { stem.removeLast() }
    if index.isEmpty, let underscore = stem.firstIndex(of: "_") {
      index = String(stem[stem.index(after: underscore)...])
      stem = String(stem[..<underscore])
    }
    let letter =
      greek.contains(stem) ? "\\\(stem)" : stem.count == 1 ? stem : "\\mathit{\(escaped(stem))}"
    return index.isEmpty ? letter : "\(letter)_{\(escaped(index))}"
  }

  /// A function.
  static func function(_ name: String) -> String {
    if name.hasPrefix("kappa") { return "\\kappa_{\(name.dropFirst(5))}" }
    switch name {
    case "arccos", "arcsin", "exp", "log", "sin", "cos": return "\\\(name)"
    case "Phi": return "\\Phi"
    default: return "\\operatorname{\(escaped(name))}"
    }
  }

  /// A text with the characters that LaTeX reserves spelled out.
  package static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "_", "&", "%", "#", "$", "{", "}": "\\\(character)"
      case "^": "\\textasciicircum{}"
      case "\\": "\\textbackslash{}"
      case "~": "\\textasciitilde{}"
      default: String(character)
      }
    }.joined()
  }
}
