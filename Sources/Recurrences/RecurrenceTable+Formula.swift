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
    return NamedFormula(
      formula: whole.formula, definitions: whole.definitions + definitions(for: found))
  }

  /// What the elements in some expressions are called, and the first elements and general steps that define them.
  public func glossary(
    of expressions: [Expression]
  ) -> (names: [Symbol: FormulaName], definitions: [NamedFormula.Definition]) {
    let found = expressions.flatMap { elements(in: $0) }
    return (names(of: found), definitions(for: found))
  }

  /// The first elements and the general steps of the sequences that some elements are defined by.
  public func definitions(
    for found: [(symbol: Symbol, element: RecurrenceElement)]
  ) -> [NamedFormula.Definition] {
    let used = Dictionary(grouping: found.map(\.element), by: \.recurrence)
    return used.sorted { $0.key < $1.key }.flatMap { number, elements in
      definitions(of: number, for: Set(elements.map(\.sequence)))
    }
  }

  /// The sequences of a recurrence that some of them are defined by, these included.
  private func closure(of sequences: Set<Int>, in recurrence: Recurrence) -> [Int] {
    var needed = sequences
    var open = Array(sequences)
    while let next = open.popLast() {
      let symbols = Set(store.symbols(in: recurrence.sequences[next].step))
      for other in recurrence.sequences.indices
      where symbols.contains(recurrence.previous(other)) && needed.insert(other).inserted {
        open.append(other)
      }
    }
    return needed.sorted()
  }

  /// What elements are called in formulas.
  public func names(
    of found: [(symbol: Symbol, element: RecurrenceElement)]
  ) -> [Symbol: FormulaName] {
    var names: [Symbol: FormulaName] = [:]
    for (symbol, element) in found {
      let sequence = recurrences[element.recurrence].sequences[element.sequence].name
      let point = element.point == store.cosine ? nil : store.layout(of: element.point)
      names[symbol] = .element(
        ElementName(
          Self.letter(of: sequence), index: store.layout(of: element.index), order: element.order,
          point: point))
    }
    return names
  }

  /// Covariances and tangents are written as such, other sequences by their names.
  public static func letter(of sequence: String) -> ElementName.Letter {
    switch sequence {
    case "Sigma": .role(.stateCovariance)
    case "Theta": .role(.tangent)
    default: .own(sequence)
    }
  }

  /// What the element with index ℓ + offset is called.
  public static func running(_ sequence: String, _ offset: Int) -> FormulaName {
    .element(ElementName(letter(of: sequence), index: .layer(offset: offset)))
  }

  private func definitions(
    of number: Int, for needed: Set<Int>
  ) -> [NamedFormula.Definition] {
    let recurrence = recurrences[number]
    var options = FormulaOptions()
    options.layer = recurrence.index
    for (place, sequence) in recurrence.sequences.enumerated() {
      options.names[recurrence.previous(place)] = Self.running(sequence.name, -1)
    }
    return closure(of: needed, in: recurrence).flatMap { place in
      let sequence = recurrence.sequences[place]
      let first = ElementName(
        Self.letter(of: sequence.name), index: .number("\(recurrence.start)"))
      return [
        NamedFormula.Definition(.element(first), formula: store.layout(of: sequence.base)),
        NamedFormula.Definition(
          Self.running(sequence.name, 0),
          formula: store.layout(of: sequence.step, options: options)),
      ]
    }
  }
}
