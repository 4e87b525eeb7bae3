internal import Expressions

/// Sequences of two recurrences that are the same functions of t for every index, proved by simultaneous
/// induction.
///
/// Start with all pairs of sequences whose first elements are equal in the normal form; take a pair away
/// when the steps differ although the previous elements of the remaining pairs are identified; repeat. For
/// what is left the induction holds: equal elements at l-1 give equal elements at l.
struct Correspondence {
  private(set) var pairs: [(left: Int, right: Int)] = []

  init(_ left: Recurrence, _ right: Recurrence, in store: ExpressionStore) {
    guard left.start == right.start else { return }
    for i in left.sequences.indices {
      for j in right.sequences.indices
      where store.areProvedEqual(left.sequences[i].base, right.sequences[j].base) {
        pairs.append((i, j))
      }
    }
    while let wrong = pairs.firstIndex(where: { !stepsAgree($0, left, right, store) }) {
      pairs.remove(at: wrong)
    }
  }

  private func stepsAgree(
    _ pair: (left: Int, right: Int), _ left: Recurrence, _ right: Recurrence,
    _ store: ExpressionStore
  ) -> Bool {
    // Name the right side's previous elements like the left side's, and its index like the left's.
    var replacements: [Symbol: Expression] = [right.index: store.symbol(left.index)]
    for j in right.sequences.indices {
      let partner = pairs.first { $0.right == j }
      // An element without a partner keeps a symbol that the left side cannot contain.
      replacements[right.previous(j)] =
        partner.map { store.symbol(left.previous($0.left)) }
        ?? store.symbol(Symbol("right \(right.previous(j).name)"))
    }
    guard
      let image = try? store.substituting(
        replacements, in: right.sequences[pair.right].step)
    else { return false }
    return store.areProvedEqual(left.sequences[pair.left].step, image)
  }
}
