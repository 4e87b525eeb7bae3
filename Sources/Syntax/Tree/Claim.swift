/// A statement to be checked: a relation, the values it is meant for, and what is expected.
public struct Claim: Hashable, Sendable {
  /// The text between the quotes.
  public let name: Name
  /// What is claimed.
  public let relation: Relation
  /// The variables and the values that each of them takes; every name comes once.
  public let binders: [Binder]
  /// The verdict after `expect`; `nil` when the claim is meant to hold.
  public let expectation: Verdict?

  /// Creates a claim.
  public init(
    _ name: Name, _ relation: Relation, for binders: [Binder] = [], expect verdict: Verdict? = nil
  ) {
    self.name = name
    self.relation = relation
    self.binders = binders
    expectation = verdict
  }
}

/// The outcome of checking a claim.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// True, for all values meant.
  case proved
  /// True on the finite range stated, which was gone through.
  case verified
  /// False, with a witness.
  case refuted
  /// Neither shown nor refuted.
  case undecided
}

/// A variable of a claim and the values it takes: `n in 0...5000`.
public struct Binder: Hashable, Sendable {
  /// The variable.
  public let variable: Name
  /// The values.
  public let domain: Domain

  /// Creates a binder.
  public init(_ variable: Name, in domain: Domain) {
    self.variable = variable
    self.domain = domain
  }
}

/// A set of numbers.
public enum Domain: Hashable, Sendable {
  /// The integers from the first to the second term: `0...5000`.
  case range(Term, Term)
  /// The values listed, at least one: `{1/10, 1/2, 1}`.
  case set([Term])
  /// The real numbers between two ends: `[0, 1)`.
  case interval(Interval)
}

/// The real numbers between two ends.
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public let lower: Term
  /// The upper end.
  public let upper: Term
  /// Whether the lower end belongs to the interval: `[` rather than `(`.
  public let includesLower: Bool
  /// Whether the upper end belongs to the interval: `]` rather than `)`.
  public let includesUpper: Bool

  /// Creates an interval, closed unless said otherwise.
  public init(
    _ lower: Term, _ upper: Term, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}
