extension Layout {
  /// The formula in the language of derivation files, which reads it back to an equal expression.
  public var text: String { bracketed(by: .language).plainText }

  private var plainText: String {
    switch self {
    case .number(let digits): digits
    case .name(let name): name.ascii
    case .layer(let offset): offset == 0 ? "l" : offset < 0 ? "l - \(-offset)" : "l + \(offset)"
    case .sum(let terms):
      Layout.joined(terms, plus: " + ", minus: " - ", sign: "-") { $0.plainText }
    case .product(let factors): factors.map(\.plainText).joined(separator: "*")
    case .fraction(let top, let bottom): "\(top.plainText)/\(bottom.plainText)"
    case .power(let base, let exponent): "\(base.plainText)^\(exponent.plainText)"
    case .root(2, let radicand): "sqrt(\(radicand.plainText))"
    case .root(let degree, let radicand): "\(radicand.plainText)^(1/\(degree))"
    case .call(let function, let argument): "\(function.name)(\(argument.plainText))"
    case .application(.bivariateNormalCDF, let arguments):
      "Phi2(\(arguments.map(\.plainText).joined(separator: ", ")))"
    case .application(.dual(let function), let arguments):
      "dual(\(([function.name] + arguments.map(\.plainText)).joined(separator: ", ")))"
    case .application(.flow(let flow), let arguments):
      Layout.flowText(flow.name, arguments.map(\.plainText))
    case .brackets(let inner): "(\(inner.plainText))"
    }
  }

  /// A flow after a time, as it is declared; with t replaced; with the values of all arguments.
  private static func flowText(_ name: String, _ arguments: [String]) -> String {
    switch arguments.count {
    case 1: "\(name)(\(arguments[0]))"
    case 2: "at(\(name)(\(arguments[0])), \(arguments[1]))"
    default: "\(name)(\(arguments[0])) from (\(arguments[2...].joined(separator: ", ")))"
    }
  }

  /// The terms of a sum, joined by their signs; the first shows its sign only when it is negative.
  static func joined(
    _ terms: [SignedTerm], plus: String, minus: String, sign: String, _ body: (Layout) -> String
  ) -> String {
    var text = ""
    for (index, signed) in terms.enumerated() {
      text += index == 0 ? (signed.isNegative ? sign : "") : signed.isNegative ? minus : plus
      text += body(signed.term)
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
