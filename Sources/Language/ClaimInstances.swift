public import Arithmetic
public import Expressions
public import Syntax

/// One choice of values for the variables of a claim that run through finite sets, and the intervals of
/// those that do not.
public struct ClaimInstance: Sendable {
  /// The chosen values, in the order of the binders.
  public let values: [(name: String, value: Rational)]
  /// The intervals of t and of parameters.
  public let intervals: [Symbol: Assumption]

  /// The instance with one more value.
  public func adding(_ name: String, _ value: Rational) -> ClaimInstance {
    ClaimInstance(values: values + [(name, value)], intervals: intervals)
  }

  /// The instance with other intervals.
  public func with(intervals: [Symbol: Assumption]) -> ClaimInstance {
    ClaimInstance(values: values, intervals: intervals)
  }

  /// The values as text: `L = 3, alpha = 1/2`.
  public var text: String { values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") }
}

/// A comparison of two expressions that an instance of a claim comes down to.
public struct Obligation: Sendable {
  /// The left side.
  public let left: Expression
  /// How the sides are claimed to compare.
  public let comparator: Comparator
  /// The right side.
  public let right: Expression
  /// What must hold for both sides, as they were written, to have values.
  public let conditions: [Condition]

  /// Creates a comparison.
  public init(
    left: Expression, comparator: Comparator, right: Expression, conditions: [Condition] = []
  ) {
    self.left = left
    self.comparator = comparator
    self.right = right
    self.conditions = conditions
  }
}

/// The variables of a claim with the values that they take.
public struct ClaimBinders: Sendable {
  /// A variable that runs through finitely many numbers.
  struct Finite: Sendable {
    let name: String
    let values: [Rational]
  }

  let finite: [Finite]
  let intervals: [Symbol: Assumption]
  /// The variable that runs through all integers from a number on, as in `n in 1...oo`.
  public let endless: (name: String, start: Int)?

  /// The variables with those integers of the endless range that are below a number.
  public func truncated(at end: Int) -> ClaimBinders {
    guard let endless else { return self }
    let values = stride(from: endless.start, to: end, by: 1).map { Rational($0) }
    return ClaimBinders(
      finite: finite + [Finite(name: endless.name, values: values)], intervals: intervals,
      endless: nil)
  }

  /// The variables without the endless range.
  public var withoutEndless: ClaimBinders {
    ClaimBinders(finite: finite, intervals: intervals, endless: nil)
  }

  /// The number of instances.
  public var count: Int { finite.reduce(1) { $0 * $1.values.count } }
  /// Whether some variable runs through a finite set, so that going through it is a finite check.
  public var isFiniteCheck: Bool { !finite.isEmpty }

  /// The instance with the given number, from 0 on; the last variable changes fastest.
  public func instance(_ number: Int) -> ClaimInstance {
    var rest = number
    var values: [(name: String, value: Rational)] = []
    for binder in finite.reversed() {
      values.append((binder.name, binder.values[rest % binder.values.count]))
      rest /= binder.values.count
    }
    return ClaimInstance(values: values.reversed(), intervals: intervals)
  }
}
