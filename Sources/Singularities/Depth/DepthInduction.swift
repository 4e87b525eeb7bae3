internal import Arithmetic
internal import Expressions
internal import Recurrences

/// What is proved of the elements of a recurrence for every index, by induction.
///
/// Let Vᵢ(l) be the value of the element Kᵢ[l] at t = 1, a closed form that is proved already, and
/// Xᵢ[l] = Kᵢ[l]/Vᵢ(l). The hypothesis is a ``GivenFunction`` for each Xᵢ: it is in Schoenberg's cone with positive
/// coefficients at certain indices, continues beyond the unit circle off ±1 and has a certain leading order.
///
/// - Base: the analysis of the elements with index ``start`` themselves.
/// - Step: the analysis of step(V₁(l-1)·X₁, …), in which the Xᵢ are variables with these properties. What it shows must
///   be no less than the hypothesis; otherwise the hypothesis is weakened and the step repeated.
///
/// The leading order may be left out of the hypothesis: where it is not needed, or changes with l.
struct DepthInduction {
  /// The least index for which the properties are proved: two more than that of the first elements.
  let start: Int
  /// The value of each sequence at t = 1, in terms of the index of the recurrence.
  let values: [Expression]
  /// The properties of the elements, divided by these values.
  private(set) var properties: [GivenFunction] = []
  /// Whether each element with index start - 1 has positive even and odd coefficients.
  private(set) var isMixedBefore: [Bool] = []
  /// The elements with index start - 1.
  let before: [Expression]

  private let recurrence: Recurrence
  private let store: ExpressionStore
  private let includesOrders: Bool

  /// A hypothesis is weakened at most so many times.
  private static let roundLimit = 8

  /// Proves the properties.
  ///
  /// - Parameter includesOrders: Whether the leading order belongs to the hypothesis.
  /// - Throws: ``AsymptoticFailure`` when base or step is not shown.
  init(
    _ number: Int, in table: RecurrenceTable, includesOrders: Bool = true
  ) throws(AsymptoticFailure) {
    self.includesOrders = includesOrders
    store = table.store
    recurrence = table.recurrences[number]
    start = recurrence.start + 2
    values = try Self.values(number, table)
    before = try Self.elements(recurrence, steps: 1, store)
    let first = try Self.elements(recurrence, steps: 2, store)
    let analysis = ContinuationAnalysis(store: store)
    isMixedBefore = before.map { analysis.coneSupport(of: $0)?.isMixed == true }
    for (place, element) in first.enumerated() {
      properties.append(
        try proved("\(recurrence.sequences[place].name)[\(start)]") {
          () throws(ContinuationFailure) in
          try includesOrders ? analysis.properties(of: element) : analysis.shape(of: element)
        })
    }
    for _ in 0..<Self.roundLimit {
      let weaker = try weakened()
      if weaker == properties { return }
      properties = weaker
    }
    throw AsymptoticFailure(reason: "no hypothesis was found that the step preserves")
  }

  /// The natural number j in l = least + j, as a symbol.
  static func offset(in store: ExpressionStore) -> Expression {
    let symbol = Symbol("steps beyond")
    store.assume(.nonnegative, of: symbol)
    return store.symbol(symbol)
  }

  /// The value at t = 1 of the element with an index of the form least + j, when it is positive.
  func value(_ sequence: Int, at index: Expression) throws(AsymptoticFailure) -> Expression {
    guard let value = try? store.substituting([recurrence.index: index], in: values[sequence])
    else { throw AsymptoticFailure(reason: "a value at t = 1 does not exist") }
    guard store.knownSign(of: value) == .positive else {
      throw AsymptoticFailure(
        reason: "the value \(store.text(values[sequence])) at t = 1 is not shown to be positive")
    }
    return store.simplified(value)
  }

  /// The hypothesis as far as the step confirms it.
  private func weakened() throws(AsymptoticFailure) -> [GivenFunction] {
    let previous = store.sum(
      store.rational(Rational(start)), Self.offset(in: store))
    let index = store.sum(store.rational(1), previous)
    var replacements = [recurrence.index: index]
    var given: [Symbol: GivenFunction] = [:]
    for (place, property) in properties.enumerated() {
      // Pixels count from 1.
      let variable = Symbol.cosine(place + 1)
      given[variable] = property
      replacements[recurrence.previous(place)] = store.product(
        try value(place, at: previous), store.symbol(variable))
    }
    let analysis = ContinuationAnalysis(store: store, given: given)
    var result: [GivenFunction] = []
    for (place, sequence) in recurrence.sequences.enumerated() {
      _ = try value(place, at: index)
      guard let image = try? store.substituting(replacements, in: sequence.step) else {
        throw AsymptoticFailure(reason: "the step of `\(sequence.name)` has no value")
      }
      let simple = store.simplified(image)
      let shown = try proved("\(sequence.name)[l]") { () throws(ContinuationFailure) in
        try includesOrders ? analysis.properties(of: simple) : analysis.shape(of: simple)
      }
      guard let weaker = properties[place].weakened(by: shown) else {
        throw AsymptoticFailure(
          reason: "the order of the coefficients of `\(sequence.name)[l]` changes with l")
      }
      result.append(weaker)
    }
    return result
  }

  private func proved(
    _ name: String, _ body: () throws(ContinuationFailure) -> GivenFunction
  ) throws(AsymptoticFailure) -> GivenFunction {
    do {
      return try body()
    } catch {
      let reason = explained(error.reason)
      throw AsymptoticFailure(reason: "the induction on the depth fails at \(name): \(reason)")
    }
  }

  /// A reason in which the variables that stand for elements are explained.
  private func explained(_ reason: String) -> String {
    recurrence.sequences.enumerated().reduce(reason) { text, entry in
      Self.explained(text, variable: entry.offset + 1, as: "\(entry.element.name)[l-1]")
    }
  }

  static func explained(_ reason: String, variable: Int, as name: String) -> String {
    let symbol = Symbol.cosine(variable).name
    return reason.contains(symbol)
      ? "\(reason), where \(symbol) is \(name) divided by its value at t = 1" : reason
  }

  private static func values(
    _ number: Int, _ table: RecurrenceTable
  ) throws(AsymptoticFailure) -> [Expression] {
    let recurrence = table.recurrences[number]
    var values: [Expression] = []
    for (place, sequence) in recurrence.sequences.enumerated() {
      let element = RecurrenceElement(
        recurrence: number, sequence: place, index: table.store.symbol(recurrence.index),
        point: table.store.rational(1))
      guard let value = try? table.closedForm(of: element) else {
        throw AsymptoticFailure(
          reason:
            "no closed form in the depth was found for the value of `\(sequence.name)` at t = 1")
      }
      values.append(value)
    }
    return values
  }

  /// The elements so many steps after the first ones, as functions of t.
  private static func elements(
    _ recurrence: Recurrence, steps: Int, _ store: ExpressionStore
  ) throws(AsymptoticFailure) -> [Expression] {
    var row = recurrence.sequences.map(\.base)
    for step in 0..<steps {
      var replacements = [
        recurrence.index: store.rational(Rational(recurrence.start + step + 1))
      ]
      for (place, value) in row.enumerated() { replacements[recurrence.previous(place)] = value }
      let next = recurrence.sequences.compactMap {
        (try? store.substituting(replacements, in: $0.step)).map(store.simplified)
      }
      guard next.count == row.count else {
        throw AsymptoticFailure(reason: "a step of the recurrence has no value")
      }
      row = next
    }
    return row
  }
}
