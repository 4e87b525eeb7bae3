internal import Arithmetic
public import Expressions
internal import Puiseux

extension RecurrenceTable {
  /// An expression in which elements are replaced by closed forms, as far as these are proved.
  public struct Resolution {
    /// The expression with the closed forms in place of elements.
    public let expression: Expression
    /// The closed forms used, as text: `K[L](1) = (1 + alpha^2)^L`.
    public let forms: [String]
    /// The elements that have no closed form.
    public let unresolved: [String]
  }

  /// Replaces elements by closed forms that are proved by induction.
  ///
  /// - Throws: `ExpressionError` when the result has no value.
  public func resolving(_ expression: Expression) throws(ExpressionError) -> Resolution {
    var replacements: [Symbol: Expression] = [:]
    var forms: [String] = []
    var unresolved: [String] = []
    for (symbol, element) in elements(in: expression) {
      guard !store.dependsOnCosine(element.point), let form = try closedForm(of: element) else {
        unresolved.append(symbol.name)
        continue
      }
      replacements[symbol] = form
      forms.append("\(symbol.name) = \(store.text(form))")
    }
    return Resolution(
      expression: try store.substituting(replacements, in: expression), forms: forms,
      unresolved: unresolved)
  }

  /// The closed form of an element at a point, proved by induction; `nil` when none is found.
  public func closedForm(of element: RecurrenceElement) throws(ExpressionError) -> Expression? {
    let recurrence = recurrences[element.recurrence]
    if let exponent = element.exponent { return try coefficientForm(of: element, exponent) }
    let system = PointSystem(
      recurrence, at: element.point, maximalOrder: element.order, in: self)
    let unknown = PointSystem.Unknown(sequence: element.sequence, order: element.order)
    guard let form = ClosedForms(system).forms[unknown] else { return nil }
    let index = [recurrence.index: element.index]
    return store.simplified(try store.substituting(index, in: form))
  }

  /// The closed form of a coefficient at a pole.
  private func coefficientForm(
    of element: RecurrenceElement, _ exponent: Rational
  ) throws(ExpressionError) -> Expression? {
    let recurrence = recurrences[element.recurrence]
    guard let pole = store.rationalValue(element.point).flatMap(Pole.init), element.order == 0,
      let place = (exponent * 2).word, (0...Self.placeLimit).contains(place)
    else { return nil }
    let forms = poleForms(of: element.recurrence, at: pole, place: place)[element.sequence]
    guard place < forms.count else { return nil }
    return store.simplified(
      try store.substituting([recurrence.index: element.index], in: forms[place]))
  }

  /// The expression with elements that are proved equal named alike: those of later recurrences like those
  /// of earlier ones.
  ///
  /// - Throws: `ExpressionError` when the result has no value.
  public func identifying(
    _ expression: Expression
  ) throws(ExpressionError) -> (expression: Expression, names: [String]) {
    var replacements: [Symbol: Expression] = [:]
    var names: [String] = []
    let found = elements(in: expression)
    for (symbol, element) in found {
      for (_, other) in found where other.recurrence < element.recurrence {
        let pairs = Correspondence(
          recurrences[other.recurrence], recurrences[element.recurrence], in: store
        ).pairs
        guard let pair = pairs.first(where: { $0.right == element.sequence }) else { continue }
        let twin = RecurrenceElement(
          recurrence: other.recurrence, sequence: pair.left, index: element.index,
          point: element.point, order: element.order, exponent: element.exponent)
        replacements[symbol] = self.expression(for: twin)
        names.append("\(symbol.name) is the same function for every index")
        break
      }
    }
    return (try store.substituting(replacements, in: expression), names)
  }
}
