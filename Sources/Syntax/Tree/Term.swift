public import Arithmetic

/// An expression as it was written: a number, a name, a call or an operation.
///
/// Two terms are equal when they have the same structure, wherever they stand. A term is at most
/// ``Term/heightLimit`` operations deep when it was read from a source, so recursion over it is
/// safe.
public struct Term: Hashable, Sendable {
  /// What a term is made of.
  public indirect enum Kind: Hashable, Sendable {
    /// A number, exactly as written: `12`, `0.1`, `1e-3`; not negative.
    case number(Rational)
    /// Infinity, written `oo`.
    case infinity
    /// A name standing alone, such as `t`, `pi` or `relu`.
    case name(String)
    /// Text in double quotes, such as the name of a file.
    case text(String)
    /// A function or layer applied to at least one argument, such as `sqrt(2)`.
    case call(Name, [Term])
    /// An element of a recursion's sequence, such as `k[l-1](t)` or `stated(alpha).k[L]`.
    case element(Element)
    /// A component of a flow at a time, such as `limit.theta(1)`.
    case flowValue(FlowValue)
    /// Two or more terms in parentheses, such as the sizes `(8, 8)` of an image.
    case tuple([Term])
    /// A negative, such as `-t`.
    case negation(Term)
    /// A sum, difference, product, quotient or power.
    case binary(Operator, Term, Term)
  }

  /// An operation between two terms.
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    /// `a + b`
    case plus = "+"
    /// `a - b`
    case minus = "-"
    /// `a*b`
    case times = "*"
    /// `a/b`
    case over = "/"
    /// `a^b`
    case power = "^"
  }

  /// What the term is made of.
  public let kind: Kind
  /// Where it stands, with the parentheses around its parts but not around itself.
  public let range: SourceRange
  /// The number of nodes on the longest path down from this one.
  let height: Int

  /// The greatest height of a term that a source may hold.
  public static let heightLimit = 1000

  /// Creates a term.
  public init(_ kind: Kind, at range: SourceRange = .none) {
    self.kind = kind
    self.range = range
    height = 1 + (kind.children.map(\.height).max() ?? 0)
  }

  /// Whether the structures are equal.
  public static func == (left: Term, right: Term) -> Bool { left.kind == right.kind }

  /// Feeds the structure to the hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension Term.Kind {
  /// The terms directly below, in the order of the source.
  public var children: [Term] {
    switch self {
    case .number, .infinity, .name, .text: []
    case .call(_, let arguments): arguments
    case .element(let element):
      (element.recursion?.arguments ?? []) + [element.index] + element.pixels + element.arguments
    case .flowValue(let value): value.flow.arguments + [value.time]
    case .tuple(let parts): parts
    case .negation(let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    }
  }
}

extension Term {
  /// Whether a name stands anywhere in the term, alone or with arguments.
  public func mentions(_ name: String) -> Bool {
    switch kind {
    case .name(name): return true
    case .call(let callee, _) where callee.text == name: return true
    default: return kind.children.contains { $0.mentions(name) }
    }
  }
}
