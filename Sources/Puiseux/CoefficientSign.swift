internal import Arithmetic
package import Expressions

/// The sign of a constant as far as it is proved.
package enum CoefficientSign: Hashable, Sendable {
  case negative, zero, positive
  /// Not zero at one value of the symbols, hence for almost all of them.
  case generic
  case unknown

  init(_ sign: Int) { self = sign < 0 ? .negative : sign > 0 ? .positive : .zero }
}

extension CoefficientSign {
  /// The bits to which a number is computed before its sign is given up.
  private static let bitLimit = 2048

  /// The sign of an expression without t: by an enclosure when it is a number; else by the structure under
  /// the assumptions on its symbols.
  package init(of expression: Expression, in store: ExpressionStore) {
    self =
      store.symbols(in: expression).isEmpty
      ? Self.ofNumber(expression, store) : Self.ofFormula(expression, store)
  }

  private static func ofNumber(_ number: Expression, _ store: ExpressionStore) -> CoefficientSign {
    let tape = Tape(number, in: store)
    var bits = 64
    while bits <= bitLimit {
      guard let (values, _) = try? tape.evaluate(over: [:], precision: bits) else {
        return .unknown
      }
      if values[0].isZero { return .zero }
      if values[0].isCertainlyPositive { return .positive }
      if values[0].isCertainlyNegative { return .negative }
      if bits == 256, store.areProvedEqual(number, store.rational(0)) { return .zero }
      bits *= 2
    }
    return .unknown
  }

  private static func ofFormula(_ formula: Expression, _ store: ExpressionStore) -> CoefficientSign
  {
    if let sign = structural(formula, store) { return sign }
    let simplified = store.simplified(formula)
    if let sign = structural(simplified, store) { return sign }
    if let normal = store.normalForm(of: simplified),
      let sign = structural(store.simplified(normal), store)
    {
      return sign
    }
    if store.areProvedEqual(formula, store.rational(0)) { return .zero }
    return store.isNonzeroAtSample(formula) ? .generic : .unknown
  }

  private static func structural(
    _ formula: Expression, _ store: ExpressionStore
  ) -> CoefficientSign? {
    if let value = store.rationalValue(formula) { return CoefficientSign(value.signum) }
    let analysis = RangeAnalysis(store: store, intervals: [:])
    let opposite = store.negated(formula)
    if store.isPositive(formula) || analysis.range(of: formula).impliesPositive { return .positive }
    if store.isPositive(opposite) || analysis.range(of: opposite).impliesPositive {
      return .negative
    }
    return nil
  }
}
