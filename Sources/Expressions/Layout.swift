/// A formula laid out for reading, before a notation is chosen.
///
/// Text and LaTeX are rendered from this one tree; brackets are decided here, by precedence, and nowhere
/// else.
public indirect enum Layout: Hashable, Sendable {
  /// A natural number in decimal digits.
  case number(String)
  /// A quantity by its ASCII name, such as `alpha` or `u1`.
  case name(String)
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
  /// A function by its ASCII name, applied.
  case call(String, Layout)

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

  /// How tightly a formula holds together; larger is tighter.
  enum Precedence: Int, Comparable {
    case sum, product, power, atom

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  }

  var precedence: Precedence {
    switch self {
    case .sum: .sum
    case .product, .fraction: .product
    case .power: .power
    case .number, .name, .root, .call: .atom
    }
  }
}

/// A formula with the names of its shared parts, in the order in which they must be defined.
public struct NamedFormula: Hashable, Sendable {
  /// A name and what it stands for.
  public struct Definition: Hashable, Sendable {
    /// The ASCII name.
    public let name: String
    /// The formula it stands for.
    public let formula: Layout

    /// Creates a definition.
    public init(name: String, formula: Layout) {
      self.name = name
      self.formula = formula
    }
  }

  /// The formula itself.
  public let formula: Layout
  /// The shared parts, each defined before it is used.
  public let definitions: [Definition]
}
