public import Expressions

/// What must hold of a part of a formula for the formula to have a value.
///
/// Expressions collect like terms, so t/t becomes 1 and log(t) - log(t) becomes 0: the expression that
/// remains has more values than the formula that was written. The conditions under which the formula has
/// a value are therefore kept apart, in the order in which they were met.
public struct Condition: Hashable, Sendable {
  /// What is asked of the expression.
  public enum Requirement: Sendable {
    /// More than 0: an argument of a logarithm, a radicand in a denominator.
    case positive
    /// At least 0: a radicand.
    case nonnegative
    /// Not 0: a divisor.
    case nonzero
    /// In [-1, 1]: an argument of arccos, arcsin and the arc-cosine kernels.
    case unit
  }

  /// The part of the formula.
  public let expression: Expression
  /// What must hold of it.
  public let requirement: Requirement

  /// Creates a condition.
  public init(_ expression: Expression, _ requirement: Requirement) {
    self.expression = expression
    self.requirement = requirement
  }
}

/// Distinct conditions in the order in which they were added.
struct ConditionList {
  private(set) var all: [Condition] = []
  private var known: Set<Condition> = []

  mutating func add(_ condition: Condition) {
    if known.insert(condition).inserted { all.append(condition) }
  }

  mutating func add(_ conditions: [Condition]) { conditions.forEach { add($0) } }
}
