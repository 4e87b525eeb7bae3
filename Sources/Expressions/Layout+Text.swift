extension Layout {
  /// The formula in the language of derivation files, which reads it back to an equal expression.
  public var text: String { text(within: .sum) }

  private func text(within context: Precedence) -> String {
    let body = bareText
    return textPrecedence < context ? "(\(body))" : body
  }

  /// A root of higher degree is written as a power.
  private var textPrecedence: Precedence {
    if case .root(let degree, _) = self, degree != 2 { return .power }
    return precedence
  }

  private var bareText: String {
    switch self {
    case .number(let digits): digits
    case .name(let name): name
    case .sum(let terms): sumText(terms)
    case .product(let factors):
      factors.enumerated().map { index, factor in
        // a*(b/c) needs no brackets in front, but a quotient further on would read as (a*b)/c.
        factor.text(within: index == 0 || factor.precedence != .product ? .product : .power)
      }.joined(separator: "*")
    case .fraction(let top, let bottom):
      "\(top.text(within: .product))/\(bottom.text(within: .power))"
    case .power(let base, let exponent):
      "\(base.text(within: .atom))^\(exponent.text(within: .atom))"
    case .root(2, let radicand): "sqrt(\(radicand.text))"
    case .root(let degree, let radicand): "\(radicand.text(within: .atom))^(1/\(degree))"
    case .call(let name, let argument): "\(name)(\(argument.text))"
    }
  }

  private func sumText(_ terms: [SignedTerm]) -> String {
    var text = ""
    for (index, signed) in terms.enumerated() {
      let sign = signed.isNegative ? (index == 0 ? "-" : " - ") : (index == 0 ? "" : " + ")
      text += sign + signed.term.text(within: .product)
    }
    return text
  }
}

extension NamedFormula {
  /// The formula, with one line a definition below it.
  public var text: String {
    if definitions.isEmpty { return formula.text }
    let lines = definitions.map { "  \($0.name) = \($0.formula.text)" }
    return ([formula.text, "where"] + lines).joined(separator: "\n")
  }
}
