extension Layout {
  /// The formula as one line of Unicode, for terminals and messages: α²(κ₁(t) + t κ₀(t)).
  public var unicode: String { bracketed(by: .unicode).unicodeText }

  private var unicodeText: String {
    switch self {
    case .number(let digits): return digits
    case .name(let name): return UnicodeName.name(name)
    case .layer(let offset): return UnicodeName.running(offset)
    case .sum(let terms):
      return Layout.joined(terms, plus: " + ", minus: " − ", sign: "−") { $0.unicodeText }
    case .product(let factors):
      var text = factors[0].unicodeText
      for factor in factors.dropFirst() {
        text += factor.opening.unicodeSeparator + factor.unicodeText
      }
      return text
    case .fraction(.number(let top), .number(let bottom)):
      return UnicodeName.vulgarFractions["\(top)/\(bottom)"] ?? "\(top)/\(bottom)"
    case .fraction(let top, let bottom): return "\(top.unicodeText)/\(bottom.unicodeText)"
    case .power(let base, let exponent):
      let raised = exponent.isInteger ? UnicodeName.raised(exponent.unicodeText) : nil
      return base.unicodeText + (raised ?? "^\(exponent.unicodeText)")
    case .root(let degree, let radicand):
      let sign =
        degree == 2
        ? "√" : degree == 3 ? "∛" : degree == 4 ? "∜" : "\(UnicodeName.raised("\(degree)") ?? "")√"
      return sign + radicand.unicodeText
    case .call(.abs, let argument): return "|\(argument.unicodeText)|"
    case .call(let function, let argument):
      return "\(UnicodeName.function(function))(\(argument.unicodeText))"
    case .application(let function, let arguments):
      let list = arguments.map(\.unicodeText).joined(separator: ", ")
      return "\(UnicodeName.function(function))(\(list))"
    case .brackets(let inner): return "(\(inner.unicodeText))"
    }
  }
}

extension Layout.Opening {
  fileprivate var unicodeSeparator: String {
    switch self {
    case .digit: "·"
    case .letter, .function: " "
    case .bracket: ""
    }
  }
}

extension NamedFormula {
  /// The formula as Unicode, with one line a definition below it; layers that repeat one recursion are
  /// written as that recursion.
  public func unicode(head: String) -> String {
    let first = "\(head) = \(formula.unicode)"
    if definitions.isEmpty { return first }
    let rest = LayerRecursion.grouped(definitions).map { row in
      let note = row.layers.map { "   for ℓ = \($0.lowerBound), …, \($0.upperBound)" } ?? ""
      return
        "  \(UnicodeName.name(row.definition.head)) = \(row.definition.formula.unicode)\(note)"
    }
    return ([first, "where"] + rest).joined(separator: "\n")
  }
}

extension NamedFormula.Definition {
  /// The name in Unicode.
  public var unicodeHead: String { UnicodeName.name(head) }
}

/// Names, indices and exponents in Unicode.
enum UnicodeName {
  private static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
  private static let raisedCharacters: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "−": "⁻", "-": "⁻", "+": "⁺", "(": "⁽", ")": "⁾",
  ]
  private static let loweredDigits = Array("₀₁₂₃₄₅₆₇₈₉")

  /// Fractions with a character of their own.
  static let vulgarFractions = [
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗",
    "4/5": "⅘", "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
  ]

  /// The text raised; `nil` when a character has no raised form.
  static func raised(_ text: String) -> String? {
    let characters = text.compactMap { raisedCharacters[$0] }
    return characters.count == text.count ? String(characters) : nil
  }

  /// Digits lowered.
  static func lowered(_ digits: String) -> String {
    String(digits.compactMap { $0.wholeNumberValue.map { loweredDigits[$0] } })
  }

  static func name(_ name: FormulaName) -> String {
    switch name {
    case .symbol(let ascii), .part(let ascii): return symbol(ascii)
    case .element(let element): return element.unicode
    case .layered(let role, let index):
      let letter = letter(role)
      switch index {
      case .fixed(let layer): return letter + (raised("(\(layer))") ?? "")
      case .running(let offset): return "\(letter)^(\(running(offset)))"
      case .step(let step): return letter + lowered("\(step)")
      }
    }
  }

  /// The letter of a quantity that every layer has.
  static func letter(_ role: FormulaName.LayerRole) -> String {
    switch role {
    case .covariance: "K"
    case .stateCovariance: "Σ"
    case .tangent: "Θ"
    case .slope: "Σ̇"
    case .matrix: "Λ"
    }
  }

  static func running(_ offset: Int) -> String {
    "ℓ" + (offset == 0 ? "" : offset < 0 ? "−\(-offset)" : "+\(offset)")
  }

  /// Greek letters by name, digits at the end as an index.
  private static func symbol(_ ascii: String) -> String {
    if let pixels = Symbol(ascii).pixels, !pixels.isEmpty {
      return pixels[0] == pixels[1] && pixels[0] >= 0 ? "t" + lowered("\(pixels[0])") : ascii
    }
    let digits = String(ascii.reversed().prefix(while: \.isNumber).reversed())
    let stem = String(ascii.dropLast(digits.count))
    guard let letter = greek[stem] ?? (stem.count == 1 ? stem : nil) else { return ascii }
    return letter + lowered(digits)
  }

  static func function(_ function: MultivariateFunction) -> String {
    switch function {
    case .bivariateNormalCDF: "Φ₂"
    case .flow(let flow): flow.name
    case .dual(let pointwise): "E[\(pointwise.name)]"
    }
  }

  static func function(_ function: Function) -> String {
    switch function {
    case .kappa(let degree): "κ\(lowered("\(degree)"))"
    case .normalCDF: "Φ"
    case .arccos, .arcsin, .exp, .log, .erf, .sin, .cos, .abs: function.name
    }
  }
}
