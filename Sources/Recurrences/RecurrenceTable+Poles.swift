public import Arithmetic
public import Expressions
public import Puiseux

extension RecurrenceTable {
  /// The expansion of a kernel with a symbolic depth at a pole, in powers of s^(1/2).
  ///
  /// - Parameter count: How many terms are wanted; there are fewer when no closed forms are found for more.
  /// - Throws: `PuiseuxError`; `noClosedForm` when no closed form is found for a first term.
  public func expansion(
    of kernel: Expression, at pole: Pole, terms count: Int
  ) throws(PuiseuxError) -> PuiseuxExpansion {
    // Powers that do not occur make room for more.
    var place = min(count, Self.placeLimit)
    while true {
      let ansatz = try ansatz(of: kernel, at: pole, upTo: Rational(place, over: 2))
      let expansion = PuiseuxExpansion(ansatz, at: pole, count: count, in: store)
      let isComplete = expansion.terms.count >= count || place >= Self.placeLimit
      if isComplete || ansatz.order <= Rational(place, over: 2) { return expansion }
      place = min(place + count - expansion.terms.count, Self.placeLimit)
    }
  }

  /// What a kernel with a symbolic depth is at a pole, up to an exponent or as far as closed forms are found.
  ///
  /// The elements of recurrences are replaced by expansions whose coefficients are closed forms in the depth,
  /// proved by induction (``PoleForms``).
  ///
  /// - Throws: `PuiseuxError`; `noClosedForm` when no closed form is found for a first term.
  public func ansatz(
    of kernel: Expression, at pole: Pole, upTo exponent: Rational
  ) throws(PuiseuxError) -> PuiseuxExpansion.Ansatz {
    guard let last = (exponent * 2).floor.word, last <= Self.placeLimit else { throw .tooLarge }
    let place = last + 1
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for (symbol, element) in elements(in: kernel) where variesWithCosine(element.point) {
      guard element.order == 0, element.point == store.cosine else { throw .symbol(symbol.name) }
      let recurrence = recurrences[element.recurrence]
      var coefficients: [Rational: Expression] = [:]
      let forms = poleForms(of: element.recurrence, at: pole, place: place)[element.sequence]
      for (place, form) in forms.enumerated() {
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
    return try PuiseuxExpansion.expand(
      plain.expression, at: pole, upTo: exponent, given: series, in: store)
  }

  /// No closed forms are sought beyond s^(placeLimit/2).
  static let placeLimit = 16
}
