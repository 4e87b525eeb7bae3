internal import Arithmetic
public import Expressions
internal import Puiseux
public import Recurrences

extension RecurrenceTable {
  /// An expression in which values and coefficients of elements at t = -1 are written in terms of the recurrences of
  /// numbers that define them for every depth from 1 on.
  ///
  /// - Throws: ``AsymptoticFailure`` when these are not found.
  public func definingValuesAtMinusOne(
    in expression: Expression
  ) throws(AsymptoticFailure) -> Expression {
    var places: [Int: [(symbol: Symbol, element: RecurrenceElement)]] = [:]
    for entry in elements(in: expression)
    where store.rationalValue(entry.element.point) == -1 && entry.element.order == 0 {
      places[entry.element.recurrence, default: []].append(entry)
    }
    var replacements: [Symbol: Expression] = [:]
    for (_, entries) in places.sorted(by: { $0.key < $1.key }) {
      // The elements as functions of t, with different factors so that none is lost.
      let functions = entries.map { entry in
        self.expression(
          for: RecurrenceElement(
            recurrence: entry.element.recurrence, sequence: entry.element.sequence,
            index: entry.element.index, point: store.cosine))
      }
      let sum = store.sum(
        functions.enumerated().map { place, function in
          store.product(store.symbol(Symbol("term \(place)")), function)
        })
      let parts = try DepthElements(sum, self, includesOrders: false)
      guard parts.leastAtMinusOne == 1 else {
        throw AsymptoticFailure(reason: "the expansion at t = -1 does not hold for depth 1")
      }
      let top = entries.compactMap(\.element.exponent).max() ?? 0
      let series = try parts.seriesAtMinusOne(upTo: max(top, Rational(1, over: 2)))
      for (entry, function) in zip(entries, functions) {
        guard case .symbol(let symbol) = store.node(function), let ansatz = series[symbol] else {
          continue
        }
        replacements[entry.symbol] =
          ansatz.coefficients[entry.element.exponent ?? 0] ?? store.rational(0)
      }
    }
    do {
      return try store.substituting(replacements, in: expression)
    } catch {
      throw AsymptoticFailure(reason: "the expression has no value")
    }
  }
}
