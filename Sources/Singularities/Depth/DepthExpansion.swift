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
