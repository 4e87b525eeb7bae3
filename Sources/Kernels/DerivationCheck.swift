public import Expressions
internal import Recurrences

/// Puts the printed equations of a derivation together.
///
/// Each equation is printed in LaTeX, read back with the earlier states in place of their names, and the
/// outcome is compared with what it should be. So a slip in a rule's equation, in simplification or in
/// printing shows.
public struct DerivationCheck {
  private let store: ExpressionStore
  private var parts: [String: Expression] = [:]
  /// The covariance and the tangent that the equations so far make up.
  public private(set) var latest: [Expression] = []

  /// Creates a check without equations.
  public init(store: ExpressionStore) { self.store = store }

  /// Adds the equations of a step and says what shows that they give the values.
  public mutating func evidence(
    that equations: [NamedFormula.Definition], give values: [Expression]
  ) -> EqualityEvidence {
    read(equations)
    guard latest.count == values.count else { return .none }
    var weakest = EqualityEvidence.sameExpression
    for (found, wanted) in zip(latest, values) {
      weakest = weakest.weaker(store.evidence(that: found, equals: wanted))
    }
    return weakest
  }

  /// Says what a name stands for that no equation of the derivation defines.
  public mutating func define(_ name: FormulaName, as value: Expression) {
    parts[LaTeXStyle.biettiBach.name(name).replacing(" ", with: "")] = value
  }

  /// Adds the equations of a step; those that cannot be read are left out of ``latest``.
  public mutating func read(_ equations: [NamedFormula.Definition]) {
    latest = []
    for equation in equations {
      let reader = LaTeXReader(store: store, parts: parts, index: Recurrence.networkIndex)
      guard let value = try? reader.expression(equation.formula.latex) else { continue }
      latest.append(value)
      parts[LaTeXStyle.biettiBach.name(equation.head)] = value
    }
  }

  /// What shows that the last equation of a derivation gives a kernel.
  public static func evidence(
    that steps: [DerivationStep], give kernel: Expression, in store: ExpressionStore,
    defining names: [FormulaName: Expression] = [:]
  ) -> EqualityEvidence {
    var check = DerivationCheck(store: store)
    for (name, value) in names { check.define(name, as: value) }
    for step in steps { check.read(step.equations) }
    guard let last = check.latest.last else { return .none }
    return store.evidence(that: last, equals: kernel)
  }
}
