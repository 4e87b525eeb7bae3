internal import Arithmetic
internal import Expressions

/// How often and from where the steps of a recurrence whose parameters depend on the depth L are made.
struct DepthRun {
  /// N, as a function of L with the leading term r·L.
  let count: Expression
  /// r.
  let pace: Rational
  /// The first element of the main sequence, in [-1, 1] and free of L.
  let start: Expression
  /// The intervals that the symbols in the start run through.
  let intervals: [Symbol: Assumption]

  /// Where the steps start, as far as it matters; `nil` where neither place is shown.
  func place(in store: ExpressionStore) -> StartPlace? {
    if store.rationalValue(start) == -1 { return .minusOne }
    let inside = Assumption(lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
    let range = RangeAnalysis(store: store, intervals: intervals).range(of: start)
    return range.implies(inside) ? .inside : nil
  }
}

/// Where the steps start.
enum StartPlace {
  /// In (-1, 1).
  case inside
  /// At -1, where steps may have a root.
  case minusOne
}

/// What a sequence is after N(L) steps: factor·(value + error), exact in L but for the error.
struct StepLaw {
  /// A function of L.
  let factor: Expression
  /// A function of L and of the start t.
  let value: Expression
  /// What the value tends to as L grows, as a function of the start.
  let limit: Expression
  let error: AsymptoticOrder
}
