/// A formula laid out for reading, before a notation is chosen.
///
/// Text, LaTeX, MathML and Unicode are rendered from this one tree. Brackets are put in by
/// ``bracketed(by:)``, by precedence, and nowhere else.
public indirect enum Layout: Hashable, Sendable {
  /// A natural number in decimal digits.
  case number(String)
  /// A quantity.
  case name(FormulaName)
  /// The layer ℓ that a recursion runs over, plus an offset, standing where a number stands.
  case layer(offset: Int)
  /// Signed terms; at least two, or one that is negative.
  case sum([SignedTerm])
  /// Factors side by side; at least two.
  case product([Layout])
  /// A quotient.
  case fraction(Layout, Layout)
  /// A base with an exponent.
  case power(Layout, Layout)
  /// A root of the given degree.
  case root(Int, Layout)
  /// A function applied.
  case call(Function, Layout)
  /// A function of several arguments applied.
  case application(MultivariateFunction, [Layout])
  /// A formula in brackets.
  case brackets(Layout)

  /// A term of a sum with its sign.
  public struct SignedTerm: Hashable, Sendable {
    /// Whether the term is subtracted.
    public let isNegative: Bool
    /// The term without its sign.
    public let term: Layout

    /// Creates a term.
    public init(isNegative: Bool, _ term: Layout) {
      self.isNegative = isNegative
      self.term = term
    }
  }
}

/// What a quantity in a formula is called.
public enum FormulaName: Hashable, Sendable {
  /// A parameter or variable, by its ASCII name.
  case symbol(String)
  /// A shared part, by its ASCII name, such as `u1`.
  case part(String)
  /// What a deep kernel has at a layer.
  case layered(LayerRole, LayerIndex)
  /// An element of a recurrence whose index may be a symbol.
  case element(ElementName)

  /// A layer by its number, or the layer ℓ of a recursion plus an offset.
  public enum LayerIndex: Hashable, Sendable {
    /// A layer by its number.
    case fixed(Int)
    /// ℓ plus an offset.
    case running(offset: Int)
    /// A step of a derivation by its number, which counts every layer and not only those with κ.
    case step(Int)
  }

  /// The quantities that every layer of a deep kernel has.
  public enum LayerRole: String, Hashable, Sendable, CaseIterable {
    /// The covariance, written K or Σ.
    case covariance = "K"
    /// The covariance that a derivation's step leads to, written K or Σ.
    case stateCovariance = "Sigma"
    /// The tangent kernel Θ.
    case tangent = "Theta"
    /// The covariance of the derivatives of the activation, a Σ with a dot.
    case slope = "DotSigma"
    /// The covariance matrix of the two pre-activations, Λ.
    case matrix = "Lambda"
  }

  /// The name in the language.
  public var ascii: String {
    switch self {
    case .symbol(let name), .part(let name): name
    case .layered(let role, .fixed(let layer)), .layered(let role, .step(let layer)):
      "\(role.rawValue)\(layer)"
    case .element(let element): element.ascii
    case .layered(let role, .running(let offset)):
      "\(role.rawValue)[l\(offset == 0 ? "" : offset < 0 ? "\(offset)" : "+\(offset)")]"
    }
  }
}

/// A formula with the names of its shared parts, in the order in which they must be defined.
public struct NamedFormula: Hashable, Sendable {
  /// A name and what it stands for.
  public struct Definition: Hashable, Sendable {
    /// What the part is called.
    public let head: FormulaName
    /// The formula it stands for.
    public let formula: Layout

    /// The ASCII name.
    public var name: String { head.ascii }

    /// Creates a definition.
    public init(_ head: FormulaName, formula: Layout) {
      self.head = head
      self.formula = formula
    }
  }

  /// The formula itself.
  public let formula: Layout
  /// The shared parts, each defined before it is used.
  public let definitions: [Definition]

  /// Creates a formula.
  public init(formula: Layout, definitions: [Definition]) {
    self.formula = formula
    self.definitions = definitions
  }
}
