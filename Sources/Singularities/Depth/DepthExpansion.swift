internal import Arithmetic
public import Expressions
public import Puiseux
public import Recurrences

/// The expansion at t = -1 of a kernel whose depth is a symbol, with coefficients that recurrences define.
///
/// The value at t = -1 of a deep kernel, κ₁(κ₁(…)), has no closed form in the depth, nor have the coefficients of powers
/// of s = 1 + t; each follows from those of the layer before. Which powers occur, and that the arguments of
/// functions lie inside (-1, 1), is proved by induction (``DepthInduction``, ``PoleConstants``).
public struct DepthExpansion {
  /// The terms; coefficients contain elements of recurrences as symbols.
  public let expansion: PuiseuxExpansion
  /// What these are called.
  public let names: [Symbol: FormulaName]
  /// The recurrences that define them.
  public let constants: [NamedFormula.Definition]
  /// For which depths the expansion is proved: `by induction on the depth, for every L >= 1`.
  public let validity: String

  /// Terms are not sought beyond this exponent.
  private static let exponentLimit = Rational(12)

  /// Expands a kernel.
  ///
  /// - Throws: ``AsymptoticFailure`` when the induction fails or no expansion is found.
  public init(
    of kernel: Expression, atMinusOneIn table: RecurrenceTable, terms count: Int
  ) throws(AsymptoticFailure) {
    let elements = try DepthElements(kernel, table, includesOrders: false)
    let half = Rational(1, over: 2)
    // One more than is asked for, which says where the rest begins.
    var top = min(Rational(count, over: 2), Self.exponentLimit)
    while top < min(Self.exponentLimit, Rational(count + 1)),
      try elements.exponentsAtMinusOne(upTo: top).count <= count
    {
      top += half
    }
    let ansatz = try elements.ansatzAtMinusOne(upTo: top)
    let store = table.store
    expansion = PuiseuxExpansion(ansatz, at: .minusOne, count: count, in: store)
    // With different factors, so that nothing cancels in the sum.
    let parts = expansion.terms.enumerated().map { place, term in
      store.product(store.symbol(Symbol("term \(place)")), term.shortForm)
    }
    let found = table.elements(in: store.sum(parts))
    names = table.names(of: found)
    constants = table.definitions(for: found)
    validity =
      "by induction on the depth, for every \(elements.depth.name) >= \(elements.leastAtMinusOne)"
  }
}

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
