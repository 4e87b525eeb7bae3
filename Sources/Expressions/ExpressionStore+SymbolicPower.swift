package import Arithmetic

// A power of a function of t whose exponent is no number, (2 - 2t)^(g/2), is kept as e^(κ·log u). Where u = 0 the
// formula has no value; for κ > 0 its limit is 0.
extension ExpressionStore {
  /// The u and κ of e^(κ·log u), where u depends on a cosine and κ does not; `nil` for other expressions.
  package func symbolicPower(
    _ expression: Expression
  ) -> (base: Expression, exponent: Expression)? {
    guard case .function(.exp, let argument) = node(expression) else { return nil }
    switch node(argument) {
    case .function(.log, let base): return dependsOnCosine(base) ? (base, rational(1)) : nil
    case .product(let coefficient, let factors):
      let varying = factors.filter { dependsOnCosine($0.base) }
      guard varying.count == 1, varying[0].exponent.isOne,
        case .function(.log, let base) = node(varying[0].base)
      else { return nil }
      return (base, product(coefficient, factors.filter { !dependsOnCosine($0.base) }))
    case .rational, .pi, .symbol, .sum, .function, .application: return nil
    }
  }

  /// The same for a factor (e^(κ·log u))^q = u^(qκ).
  package func symbolicPower(
    _ factor: Factor
  ) -> (base: Expression, exponent: Expression)? {
    symbolicPower(factor.base).map { ($0.base, scaled($0.exponent, by: factor.exponent)) }
  }

  /// The value at a t of an expression with powers u^κ, κ > 0, of functions that vanish there, for which 0 is put in;
  /// `nil` when another part has no value there, or there are no such powers.
  ///
  /// Values of the functions that formulas are made of are continuous, so it is the limit where the parts have values
  /// on the way.
  package func valueByContinuity(of expression: Expression, at point: Rational) -> Expression? {
    var values: [Expression: Expression] = [:]
    var hasLimits = false
    for part in topologicalOrder(of: [expression]) {
      if case .application = node(part), dependsOnCosine(part) { return nil }
      if case .symbol(let symbol) = node(part), symbol.isCosine {
        values[part] = rational(point)
        continue
      }
      var isComplete = true
      forEachChild(of: part) { isComplete = isComplete && values[$0] != nil }
      if isComplete, let value = try? rebuiltNode(part, { values[$0] ?? $0 }) {
        values[part] = simplified(value)
      } else if let (base, exponent) = symbolicPower(part), isPositive(exponent),
        let end = values[base], rationalValue(end)?.isZero == true
      {
        values[part] = rational(0)
        hasLimits = true
      }
    }
    return hasLimits ? values[expression] : nil
  }

  /// Whether an expression depends on cosines and is shown by their ranges to take no negative value, such as 2 - 2t.
  package func isNonnegativeFunction(_ expression: Expression) -> Bool {
    guard dependsOnCosine(expression) else { return false }
    return RangeAnalysis(store: self, intervals: [:]).range(of: expression).impliesNonnegative
  }

  /// Whether the structure, or the interval of a parameter, shows that a number lies strictly between 0 and 1.
  func isBetweenZeroAndOne(_ number: Expression) -> Bool {
    let ranges = RangeAnalysis(store: self, intervals: [:])
    return [number, difference(rational(1), number)].allSatisfy {
      isPositive($0) || ranges.range(of: $0).impliesPositive
    }
  }
}
