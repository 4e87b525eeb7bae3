/// The name of an element of a recurrence, of its derivative, or of its value at a point: K^(L), K^(L)′,
/// K^(L)(1).
public struct ElementName: Hashable, Sendable {
  /// What the sequence is called.
  public enum Letter: Hashable, Sendable {
    /// One of the quantities that every layer of a kernel has, by the letter of the notation.
    case role(FormulaName.LayerRole)
    /// A sequence with a name of its own.
    case own(String)

    var ascii: String {
      switch self {
      case .role(let role): role.rawValue
      case .own(let name): name
      }
    }
  }

  /// What the sequence is called.
  public let letter: Letter
  /// The index: a number, ℓ plus an offset, or a formula with the depth.
  public let index: Layout
  /// How often the element is differentiated with respect to t.
  public let order: Int
  /// The argument; `nil` for t.
  public let point: Layout?

  /// Creates a name.
  public init(_ letter: Letter, index: Layout, order: Int = 0, point: Layout? = nil) {
    self.letter = letter
    self.index = index
    self.order = order
    self.point = point
  }

  /// `K[L]`, `K''[l-1]`, `K[L](1)`.
  var ascii: String {
    let primes = String(repeating: "'", count: order)
    let argument = point.map { "(\($0.text))" } ?? ""
    return "\(letter.ascii)\(primes)[\(index.text.replacing(" ", with: ""))]\(argument)"
  }

  func latex(_ style: LaTeXStyle) -> String {
    let stem =
      switch letter {
      case .role(let role): style.letter(role)
      case .own(let name): LaTeXName.braced(name)
      }
    let primes = String(repeating: "\\prime", count: order)
    let argument = point.map { "\\left(\($0.latex(style))\\right)" } ?? ""
    let number = index.latex(style)
    return switch style.layerPlace {
    case .superscript: "\(stem)^{(\(number))\(primes)}\(argument)"
    case .subscript:
      "\(stem)_{\(number)}\(primes.isEmpty ? "" : "^{\(primes)}")\(argument)"
    }
  }

  var unicode: String {
    let stem =
      switch letter {
      case .role(let role): UnicodeName.letter(role)
      case .own(let name): UnicodeName.name(.symbol(name))
      }
    let argument = point.map { "(\($0.unicode))" } ?? ""
    let number = index.unicode.replacing(" ", with: "")
    return "\(stem)^(\(number))\(String(repeating: "′", count: order))\(argument)"
  }

  var mathML: String {
    let stem =
      switch letter {
      case .role(let role): "<mi>\(UnicodeName.letter(role))</mi>"
      case .own(let name): MathMLName.name(.symbol(name))
      }
    let primes = order == 0 ? "" : "<mo>\(String(repeating: "′", count: order))</mo>"
    let argument =
      point.map { "<mo>\u{2061}</mo><mrow><mo>(</mo>\($0.mathML)<mo>)</mo></mrow>" } ?? ""
    return "<msup>\(stem)<mrow><mo>(</mo>\(index.mathML)<mo>)</mo>\(primes)</mrow></msup>"
      + argument
  }
}
