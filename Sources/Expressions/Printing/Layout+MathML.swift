extension Layout {
  /// The formula as presentation MathML, without the `math` element around it.
  public var mathML: String { bracketed(by: .display(layersAreRaised: true)).element }

  private var element: String {
    switch self {
    case .number(let digits): return "<mn>\(digits)</mn>"
    case .name(let name): return MathMLName.name(name)
    case .layer(let offset): return MathMLName.running(offset)
    case .sum(let terms):
      var inner = ""
      for (index, signed) in terms.enumerated() {
        if signed.isNegative || index > 0 { inner += "<mo>\(signed.isNegative ? "−" : "+")</mo>" }
        inner += signed.term.element
      }
      return "<mrow>\(inner)</mrow>"
    case .product(let factors):
      var inner = factors[0].element
      for factor in factors.dropFirst() {
        // A dot between numbers, invisible times elsewhere.
        inner += "<mo>\(factor.opening == .digit ? "·" : "\u{2062}")</mo>" + factor.element
      }
      return "<mrow>\(inner)</mrow>"
    case .fraction(let top, let bottom): return "<mfrac>\(top.element)\(bottom.element)</mfrac>"
    case .power(let base, let exponent): return "<msup>\(base.element)\(exponent.element)</msup>"
    case .root(2, let radicand): return "<msqrt>\(radicand.element)</msqrt>"
    case .root(let degree, let radicand):
      return "<mroot>\(radicand.element)<mn>\(degree)</mn></mroot>"
    case .call(.abs, let argument):
      return "<mrow><mo>|</mo>\(argument.element)<mo>|</mo></mrow>"
    case .call(let function, let argument):
      // U+2061, function application, stands between the name and its argument.
      return "<mrow>\(MathMLName.function(function))<mo>\u{2061}</mo>"
        + "\(Layout.brackets(argument).element)</mrow>"
    case .application(let function, let arguments):
      let list = arguments.map(\.element).joined(separator: "<mo>,</mo>")
      return "<mrow>\(MathMLName.function(function))<mo>\u{2061}</mo>"
        + "<mrow><mo>(</mo>\(list)<mo>)</mo></mrow></mrow>"
    case .brackets(let inner): return "<mrow><mo>(</mo>\(inner.element)<mo>)</mo></mrow>"
    }
  }
}

extension NamedFormula {
  /// The formula and its definitions as one `math` element, a table with one row an equation.
  public func mathML(head: FormulaHead) -> String {
    var rows = [(head.mathML, formula.mathML)]
    for row in LayerRecursion.grouped(definitions) {
      var right = row.definition.formula.mathML
      if let layers = row.layers {
        right =
          "<mrow>\(right)<mo>,</mo><mspace width=\"1em\"/><mi>ℓ</mi><mo>=</mo>"
          + "<mn>\(layers.lowerBound)</mn><mo>,</mo><mo>…</mo><mo>,</mo>"
          + "<mn>\(layers.upperBound)</mn></mrow>"
      }
      rows.append((MathMLName.name(row.definition.head), right))
    }
    let body =
      rows.count == 1
      ? "<mrow>\(rows[0].0)<mo>=</mo>\(rows[0].1)</mrow>"
      : "<mtable columnalign=\"right center left\">\n"
        + rows.map {
          "<mtr><mtd>\($0)</mtd><mtd><mo>=</mo></mtd><mtd>\($1)</mtd></mtr>"
        }.joined(separator: "\n") + "\n</mtable>"
    return
      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\">\(body)</math>"
  }
}

/// The kernel that a formula is of, as the left side of its equation.
public enum FormulaHead: Hashable, Sendable {
  /// K(t), or Σ(t) where papers write so.
  case covariance
  /// Θ(t).
  case tangent
  /// A number that depends on no input, written c.
  case constant

  /// The left side in LaTeX.
  public func latex(_ style: LaTeXStyle) -> String {
    switch self {
    case .covariance: style.covariance + "\\left(t\\right)"
    case .tangent: style.tangent + "\\left(t\\right)"
    case .constant: "c"
    }
  }

  /// The left side in Unicode.
  public var unicode: String {
    switch self {
    case .covariance: "K(t)"
    case .tangent: "Θ(t)"
    case .constant: "c"
    }
  }

  var mathML: String {
    if self == .constant { return "<mi>c</mi>" }
    return "<mrow><mi>\(self == .tangent ? "Θ" : "K")</mi><mo>\u{2061}</mo>"
      + "<mrow><mo>(</mo><mi>t</mi><mo>)</mo></mrow></mrow>"
  }
}

/// Names in MathML.
enum MathMLName {
  static func name(_ name: FormulaName) -> String {
    switch name {
    case .symbol(let ascii), .part(let ascii): return symbol(ascii)
    case .element(let element): return element.mathML
    case .layered(let role, let index):
      let number =
        switch index {
        case .fixed(let layer): "<mn>\(layer)</mn>"
        case .running(let offset): running(offset)
        case .step(let step): "<mn>\(step)</mn>"
        }
      if case .step = index {
        return "<msub><mi>\(UnicodeName.letter(role))</mi>\(number)</msub>"
      }
      return "<msup><mi>\(UnicodeName.letter(role))</mi>"
        + "<mrow><mo>(</mo>\(number)<mo>)</mo></mrow></msup>"
    }
  }

  static func running(_ offset: Int) -> String {
    if offset == 0 { return "<mi>ℓ</mi>" }
    return "<mrow><mi>ℓ</mi><mo>\(offset < 0 ? "−" : "+")</mo><mn>\(abs(offset))</mn></mrow>"
  }

  private static func symbol(_ ascii: String) -> String {
    if let index = Symbol(ascii).pixelText { return "<msub><mi>t</mi><mn>\(index)</mn></msub>" }
    let digits = String(ascii.reversed().prefix(while: \.isNumber).reversed())
    let stem = String(ascii.dropLast(digits.count))
    if !digits.isEmpty, !stem.isEmpty, !stem.contains("_") {
      return "<msub><mi>\(letter(stem))</mi><mn>\(digits)</mn></msub>"
    }
    guard let underscore = ascii.firstIndex(of: "_"), underscore != ascii.startIndex else {
      return "<mi>\(letter(ascii))</mi>"
    }
    let index = ascii[ascii.index(after: underscore)...]
    return "<msub><mi>\(letter(String(ascii[..<underscore])))</mi><mi>\(index)</mi></msub>"
  }

  private static func letter(_ stem: String) -> String {
    UnicodeName.name(.symbol(stem))
  }

  static func function(_ function: MultivariateFunction) -> String {
    switch function {
    case .bivariateNormalCDF: "<msub><mi>Φ</mi><mn>2</mn></msub>"
    case .flow(let flow): "<mi>\(flow.name)</mi>"
    case .dual(let pointwise):
      "<msub><mi>E</mi><mtext>\(pointwise.name.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</mtext></msub>"
    }
  }

  static func function(_ function: Function) -> String {
    switch function {
    case .kappa(let degree): "<msub><mi>κ</mi><mn>\(degree)</mn></msub>"
    case .normalCDF: "<mi>Φ</mi>"
    case .arccos, .arcsin, .exp, .log, .erf, .sin, .cos, .abs: "<mi>\(function.name)</mi>"
    }
  }
}
