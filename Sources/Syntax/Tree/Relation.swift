/// What a claim says.
public enum Relation: Hashable, Sendable {
  /// Terms that stand in an order: `a == b`, `a <= b < c`.
  case comparison(Comparison)
  /// A term that lies between two bounds: `a in [c1*b, c2*b]`.
  case membership(Term, Interval)
  /// Two terms whose quotient tends to 1: `a ~ b as k -> oo`.
  case equivalence(Term, Term, Limit)
  /// A term that tends to another, possibly at a rate: `a -> b as L -> oo at rate r`.
  case convergence(Term, to: Term, Limit, rate: Term?)
  /// A property with its arguments: `same_rkhs(K, H, d)`.
  case predicate(Name, [Term])
  /// A property that terms get in a limit: `spiky(K(L)) as L -> oo`.
  case limitingProperty(Name, [Term], Limit)
}

/// Terms that stand in an order to each other.
///
/// A chain of several goes one way: of `==` with `<` and `<=`, or of `==` with `>` and `>=`. The
/// comparison `!=` stands alone.
public struct Comparison: Hashable, Sendable {
  /// A further term, and how the one before it compares to it.
  public struct Link: Hashable, Sendable {
    /// The comparison between the term before and this one.
    public let comparator: Comparator
    /// The term on the right.
    public let term: Term

    /// Creates a link.
    public init(_ comparator: Comparator, _ term: Term) {
      self.comparator = comparator
      self.term = term
    }
  }

  /// The term on the very left.
  public let first: Term
  /// What follows, at least one link.
  public let links: [Link]

  /// Creates a chain of comparisons.
  public init(_ first: Term, _ links: [Link]) {
    self.first = first
    self.links = links
  }

  /// Creates a single comparison.
  public init(_ left: Term, _ comparator: Comparator, _ right: Term) {
    self.init(left, [Link(comparator, right)])
  }

  /// The comparisons between neighbours.
  public var pairs: [(left: Term, comparator: Comparator, right: Term)] {
    zip([first] + links.map(\.term), links).map { ($0, $1.comparator, $1.term) }
  }
}

/// How two terms compare.
public enum Comparator: String, Hashable, Sendable, CaseIterable {
  /// `a == b`
  case equal = "=="
  /// `a != b`
  case notEqual = "!="
  /// `a < b`
  case less = "<"
  /// `a <= b`
  case lessOrEqual = "<="
  /// `a > b`
  case greater = ">"
  /// `a >= b`
  case greaterOrEqual = ">="
}

/// A variable and what it tends to: `k -> oo`.
public struct Limit: Hashable, Sendable {
  /// The variable.
  public let variable: Name
  /// What it tends to.
  public let target: Term

  /// Creates a limit.
  public init(_ variable: Name, to target: Term) {
    self.variable = variable
    self.target = target
  }
}
