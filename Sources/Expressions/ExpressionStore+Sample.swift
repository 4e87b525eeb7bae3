internal import Arithmetic

extension ExpressionStore {
  /// Whether an enclosure at one point shows that the expression is not zero throughout.
  ///
  /// A quick test before the normal form, which is exact and can be slow.
  package func isNonzeroAtSample(
    _ expression: Expression, intervals: [Symbol: Assumption] = [:]
  ) -> Bool {
    var point: [Symbol: RealBall] = [:]
    for symbol in symbols(in: expression) {
      let domain = intervals.interval(of: symbol) ?? assumption(of: symbol)
      guard let value = sample(in: domain) else { return false }
      point[symbol] = RealBall(value, precision: 64)
    }
    guard let result = try? Tape(expression, in: self).evaluate(over: point, precision: 64) else {
      return false
    }
    return result.isDefinednessProved && !result.values[0].containsZero
  }

  /// A number of an interval, in no special place.
  private func sample(in assumption: Assumption) -> Rational? {
    let candidates = [Rational(5, over: 13), 3, Rational(-7, over: 11), Rational(17, over: 10)]
    if let known = candidates.first(where: assumption.admits) { return known }
    guard let lower = assumption.lower?.value, let upper = assumption.upper?.value else {
      return nil
    }
    let middle = (lower + upper) / 2
    return assumption.admits(middle) ? middle : nil
  }
}
