internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences
internal import Singularities
internal import Syntax

/// Decides a comparison in which the depth may be a symbol.
///
/// Elements of recurrences are first named alike where they are proved to be the same functions, then
/// replaced by closed forms where these are proved; both proofs go by induction over the index in the
/// normal form. What is left is an ordinary comparison.
struct DepthInduction {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private var table: RecurrenceTable { checker.elaborator.recurrences }

  func decide(_ obligation: Obligation) throws -> Finding {
    let plain = SymbolicComparison(checker: checker, instance: instance)
    let sides = [obligation.left, obligation.right]
    guard sides.contains(where: { !table.elements(in: $0).isEmpty }) else {
      return try plain.decide(obligation)
    }
    // Both sides at once, so that an element of one side can take the name of one of the other.
    let marker = store.symbol(Symbol("right side"))
    let both = store.sum(obligation.left, store.product(marker, obligation.right))
    let named = try table.identifying(both)
    let resolved = try table.resolving(named.expression)
    var reduced = try taken(apart: resolved.expression, obligation)
    var proofs = named.names + resolved.forms
    if !resolved.unresolved.isEmpty,
      let defined = try? table.definingValuesAtMinusOne(in: resolved.expression),
      defined != resolved.expression
    {
      // What is stated at t = -1 may be stated by a recursion of the file.
      let again = try table.identifying(defined)
      reduced = try taken(apart: again.expression, obligation)
      proofs += again.names
    }
    if let finding = identity(reduced, proofs) {
      let definedness = Definedness(
        of: obligation, instance.intervals, checker, includingParts: false)
      if let gap = try definedness.gap() { return .open(reason: gap) }
      return finding
    }
    guard resolved.unresolved.isEmpty else {
      return .open(
        reason: "no closed form was found for \(resolved.unresolved.joined(separator: ", ")); "
          + "give the depth values, such as `for L in 1...6`")
    }
    // Their values are not free.
    guard [reduced.left, reduced.right].allSatisfy({ table.elements(in: $0).isEmpty }) else {
      return .open(reason: "a closed form holds values at other depths; give the depth values")
    }
    switch try plain.decide(reduced) {
    case .holds(let reason): return .holds(reason: text(proofs, reason))
    case .open(let reason): return .open(reason: reason)
    case .fails(let witness): return .fails(witness)
    }
  }

  /// The two sides of left + marker·right.
  private func taken(apart both: Expression, _ obligation: Obligation) throws -> Obligation {
    let marker = Symbol("right side")
    return Obligation(
      left: try store.substituting([marker: store.rational(0)], in: both),
      comparator: obligation.comparator, right: try store.derivative(of: both, with: marker),
      conditions: obligation.conditions)
  }

  /// Equal sides need no values of the elements.
  private func identity(_ reduced: Obligation, _ proofs: [String]) -> Finding? {
    switch reduced.comparator {
    case .equal, .lessOrEqual, .greaterOrEqual:
      guard store.areProvedEqual(reduced.left, reduced.right) else { return nil }
      return .holds(reason: text(proofs, "the sides are equal in the normal form"))
    case .notEqual, .less, .greater: return nil
    }
  }

  private func text(_ proofs: [String], _ reason: String) -> String {
    proofs.isEmpty
      ? reason : "by induction on the depth, \(proofs.joined(separator: " and ")); \(reason)"
  }
}
