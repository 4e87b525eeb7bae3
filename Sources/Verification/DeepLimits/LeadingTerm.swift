internal import Arithmetic
internal import Expressions
internal import Puiseux

/// What is known of a function of the depth L: it is c·L^e + o(L^e), where c may be zero, or a bounded function of L.
struct LeadingTerm {
  /// c, free of L.
  let coefficient: Expression
  /// e.
  let exponent: Rational

  /// A symbol in the coefficient that stands for a bounded function of L; a space keeps its name out of reach of the
  /// language.
  static func bounded(_ name: String) -> Symbol { Symbol("bounded \(name)") }

  /// Whether the coefficient is free of bounded functions of L, so that it is a limit.
  func isSettled(in store: ExpressionStore) -> Bool {
    !store.symbols(in: coefficient).contains { $0.name.hasPrefix("bounded ") }
  }
}

/// Leading terms of expressions in L and in symbols whose leading terms are known.
///
/// Sums and products of c·L^e + o(L^e) are of this form whatever the c are. Negative powers need c ≠ 0, fractional
/// ones c > 0; functions are taken where they are continuous and have values around the limit of the argument.
/// Where this is not proved there is no leading term.
struct LeadingTerms {
  let store: ExpressionStore
  /// The leading terms of L itself and of the symbols that stand for functions of it.
  let known: [Symbol: LeadingTerm]
  /// A variable that may occur with L in sums and products only, so that leading terms are uniform in it.
  var separating: Symbol?

  /// The leading term, looked for in the expression as it is and in its normal form; `nil` when none is proved.
  func leading(of expression: Expression) -> LeadingTerm? {
    let simple = store.simplified(expression)
    if let found = term(of: simple), !isZero(found.coefficient) { return found }
    guard let normal = store.normalForm(of: simple) else { return term(of: simple) }
    return term(of: store.simplified(normal)) ?? term(of: simple)
  }

  /// Whether a coefficient is proved to be zero.
  func isZero(_ coefficient: Expression) -> Bool {
    store.areProvedEqual(coefficient, store.rational(0))
  }

  private func term(of expression: Expression) -> LeadingTerm? {
    var terms: [Expression: LeadingTerm] = [:]
    for current in store.topologicalOrder(of: [expression]) {
      guard let found = combined(current, { terms[$0] }) else { continue }
      terms[current] = found
    }
    return terms[expression]
  }

  private func combined(
    _ expression: Expression, _ inner: (Expression) -> LeadingTerm?
  ) -> LeadingTerm? {
    if isConstant(expression) {
      // What is defined on [-1, 1] is continuous there, hence bounded.
      guard separating == nil || RangeAnalysis(store: store, intervals: [:]).isDefined(expression)
      else { return nil }
      return LeadingTerm(coefficient: expression, exponent: 0)
    }
    if let separating, store.symbols(in: expression).contains(separating),
      !isSeparated(expression)
    {
      return nil
    }
    switch store.node(expression) {
    case .rational, .pi: return LeadingTerm(coefficient: expression, exponent: 0)
    case .symbol(let symbol): return known[symbol]
    case .sum(let parts):
      let terms = parts.compactMap(inner)
      guard terms.count == parts.count, let top = terms.map(\.exponent).max() else { return nil }
      let sum = store.sum(terms.filter { $0.exponent == top }.map(\.coefficient))
      return LeadingTerm(coefficient: sum, exponent: top)
    case .product(let number, let factors):
      var result = LeadingTerm(coefficient: store.rational(number), exponent: 0)
      for factor in factors {
        guard let base = inner(factor.base),
          let power = constantPower(factor) ?? power(base, factor.exponent)
        else { return nil }
        result = LeadingTerm(
          coefficient: store.product(result.coefficient, power.coefficient),
          exponent: result.exponent + power.exponent)
      }
      return result
    case .function(let function, let argument):
      return inner(argument).flatMap { value(of: function, at: $0) }
    case .application: return nil
    }
  }

  /// Whether an expression is free of L.
  private func isConstant(_ expression: Expression) -> Bool {
    store.symbols(in: expression).allSatisfy { known[$0] == nil }
  }

  /// Whether the parts that depend on L and on the separating variable are only added and multiplied.
  private func isSeparated(_ expression: Expression) -> Bool {
    switch store.node(expression) {
    case .sum: true
    case .product(_, let factors):
      factors.allSatisfy { factor in
        let isMixed =
          !isConstant(factor.base)
          && separating.map { store.symbols(in: factor.base).contains($0) } == true
        return !isMixed || (factor.exponent.isInteger && factor.exponent.signum > 0)
      }
    case .rational, .pi, .symbol, .function, .application: false
    }
  }

  /// A power free of L that is bounded in the separating variable.
  private func constantPower(_ factor: Factor) -> LeadingTerm? {
    guard separating != nil, isConstant(factor.base),
      let power = try? store.power(factor.base, factor.exponent),
      RangeAnalysis(store: store, intervals: [:]).isDefined(power)
    else { return nil }
    return LeadingTerm(coefficient: power, exponent: 0)
  }

  private func power(_ base: LeadingTerm, _ exponent: Rational) -> LeadingTerm? {
    let isAllowed: Bool
    if exponent.isInteger, exponent.signum > 0 {
      isAllowed = true
    } else {
      let sign = CoefficientSign(of: base.coefficient, in: store)
      isAllowed = sign == .positive || (exponent.isInteger && sign == .negative)
    }
    guard isAllowed, let coefficient = try? store.power(base.coefficient, exponent) else {
      return nil
    }
    return LeadingTerm(coefficient: coefficient, exponent: base.exponent * exponent)
  }

  private func value(of function: Function, at argument: LeadingTerm) -> LeadingTerm? {
    guard argument.exponent.signum <= 0 else { return nil }
    let limit = argument.exponent.isZero ? argument.coefficient : store.rational(0)
    func isPositive(_ expression: Expression) -> Bool {
      CoefficientSign(of: expression, in: store) == .positive
    }
    let isContinuous: Bool
    switch function {
    case .exp, .abs, .erf, .normalCDF, .sin, .cos: isContinuous = true
    case .log: isContinuous = isPositive(limit)
    case .arccos, .arcsin, .kappa:
      let one = store.rational(1)
      isContinuous =
        isPositive(store.difference(one, limit)) && isPositive(store.sum(one, limit))
    }
    guard isContinuous, let value = try? store.function(function, limit) else { return nil }
    return LeadingTerm(coefficient: value, exponent: 0)
  }
}
