internal import Arithmetic
public import Expressions

extension RecurrenceTable {
  /// Reads a fragment in which the depth may be a symbol: a formula with elements K^{(L)}, and below it the
  /// first elements and the general steps of their sequences.
  ///
  /// The sequences become a recurrence of the table, the one that is there already when it is the same.
  ///
  /// - Throws: ``LaTeXError`` with the place of the first thing that cannot be read.
  public func read(_ latex: String) throws(LaTeXError) -> Expression {
    let index = Recurrence.networkIndex
    let before = store.difference(store.symbol(index), store.rational(1))
    let draft = try LaTeXReader(store: store, index: index) { [store] element in
      element.index == before
        ? store.symbol(Recurrence.previous(Self.sequence(element.stem), index: index))
        : store.symbol(Symbol("\(element.stem) of the first pass"))
    }.read(latex)
    guard !draft.steps.isEmpty else { return draft.value }
    var sequences: [Recurrence.Sequence] = []
    for step in draft.steps {
      guard let base = step.base, step.start == draft.steps[0].start else {
        throw LaTeXError("no first element of `\(step.stem)`, or one with another index", at: 0)
      }
      sequences.append(
        .init(
          name: Self.sequence(step.stem), base: store.simplified(base),
          step: store.simplified(step.value)))
    }
    let found = Recurrence(sequences, index: index, start: draft.steps[0].start ?? 0)
    let number = number(of: found) ?? add(found)
    let stems = draft.steps.map(\.stem)
    return try LaTeXReader(store: store, index: index) { [store] element in
      guard let sequence = stems.firstIndex(of: element.stem) else { return nil }
      if element.index == before {
        return store.symbol(found.previous(sequence))
      }
      return self.expression(
        for: RecurrenceElement(
          recurrence: number, sequence: sequence, index: element.index,
          point: element.point ?? store.cosine, order: element.order))
    }.read(latex).value
  }

  /// The name of the sequence that a letter stands for.
  private static func sequence(_ stem: String) -> String {
    switch stem {
    case "K", "\\Sigma": "Sigma"
    case "\\Theta": "Theta"
    default: stem.filter { $0.isLetter || $0.isNumber }
    }
  }
}
