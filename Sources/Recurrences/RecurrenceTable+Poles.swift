internal import Arithmetic
public import Expressions
public import Puiseux

extension RecurrenceTable {
  /// The expansion of a kernel with a symbolic depth at a pole, in powers of s^(1/2).
  ///
  /// The elements of recurrences are replaced by expansions whose coefficients are closed forms in the depth,
  /// proved by induction (``PoleForms``).
  ///
  /// - Parameter count: How many terms are wanted; there are fewer when no closed forms are found for more.
  /// - Throws: `PuiseuxError`; `noClosedForm` when no closed form is found for a first term.
  public func expansion(
    of kernel: Expression, at pole: Pole, terms count: Int
  ) throws(PuiseuxError) -> PuiseuxExpansion {
    let place = min(count + 1, Self.placeLimit)
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for (symbol, element) in elements(in: kernel) where element.point == store.cosine {
      guard element.order == 0 else { throw .symbol(symbol.name) }
      let recurrence = recurrences[element.recurrence]
      let forms = PoleForms(recurrence, at: pole, place: place, in: store).forms
      var coefficients: [Rational: Expression] = [:]
      for (place, form) in forms[element.sequence].enumerated() {
        guard let value = try? store.substituting([recurrence.index: element.index], in: form)
        else { throw .symbol(symbol.name) }
        coefficients[Rational(place, over: 2)] = store.simplified(value)
      }
      guard !coefficients.isEmpty else { throw .noClosedForm }
      series[symbol] = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: Rational(coefficients.count, over: 2))
    }
    guard let plain = try? resolving(kernel) else { throw .symbol("the depth") }
    for element in plain.unresolved where series[Symbol(element)] == nil {
      throw .symbol(element)
    }
    let ansatz = try PuiseuxExpansion.expand(
      plain.expression, at: pole, upTo: Rational(place, over: 2), given: series, in: store)
    return PuiseuxExpansion(ansatz, at: pole, count: count, in: store)
  }

  /// No closed forms are sought beyond s^(placeLimit/2).
  private static let placeLimit = 8
}
