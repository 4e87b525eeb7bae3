public import Expressions

extension RecurrenceTable {
  /// The formula of an expression; below it the first elements and the general step of every recurrence
  /// whose elements it contains.
  public func formula(of expression: Expression) -> NamedFormula {
    let found = elements(in: expression)
    if found.isEmpty { return store.formula(of: expression) }
    var options = FormulaOptions()
    options.names = names(of: found)
    let whole = store.formula(of: expression, options: options)
    let used = Set(found.map(\.element.recurrence)).sorted()
    return NamedFormula(
      formula: whole.formula, definitions: whole.definitions + used.flatMap(definitions))
  }

  /// What elements are called in formulas.
  public func names(
    of found: [(symbol: Symbol, element: RecurrenceElement)]
  ) -> [Symbol: FormulaName] {
    var names: [Symbol: FormulaName] = [:]
    for (symbol, element) in found where element.point == store.cosine && element.order == 0 {
      let sequence = recurrences[element.recurrence].sequences[element.sequence].name
      names[symbol] = name(sequence, .symbolic(store.text(element.index)), symbol.name)
    }
    return names
  }

  /// Covariances and tangents are written as such, other sequences by their names.
  private func name(
    _ sequence: String, _ index: FormulaName.LayerIndex, _ text: String
  ) -> FormulaName {
    switch sequence {
    case "Sigma": .layered(.stateCovariance, index)
    case "Theta": .layered(.tangent, index)
    default: .symbol(text.replacing(Recurrence.networkIndex.name, with: "l"))
    }
  }

  private func definitions(of number: Int) -> [NamedFormula.Definition] {
    let recurrence = recurrences[number]
    let index = recurrence.index
    var options = FormulaOptions()
    options.layer = index
    for (place, sequence) in recurrence.sequences.enumerated() {
      let previous = recurrence.previous(place)
      options.names[previous] = name(sequence.name, .running(offset: -1), previous.name)
    }
    return recurrence.sequences.flatMap { sequence in
      let start = recurrence.start
      return [
        NamedFormula.Definition(
          name(sequence.name, .fixed(start), "\(sequence.name)[\(start)]"),
          formula: store.layout(of: sequence.base)),
        NamedFormula.Definition(
          name(sequence.name, .running(offset: 0), "\(sequence.name)[\(index.name)]"),
          formula: store.layout(of: sequence.step, options: options)),
      ]
    }
  }
}
