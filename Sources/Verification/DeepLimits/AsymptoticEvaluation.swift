internal import Arithmetic
internal import Expressions

/// Asymptotic expansions of expressions in L and in symbols whose expansions are known.
struct AsymptoticEvaluation {
  let store: ExpressionStore
  /// The expansions of the symbols that stand for functions of L.
  let known: [Symbol: AsymptoticExpansion]
  /// A variable in [-1, 1] that may occur with L in sums and products only, so that expansions are uniform in it.
  let separating: Symbol?

  private var arithmetic: AsymptoticArithmetic { AsymptoticArithmetic(store: store) }

  /// - Parameters:
  ///   - index: L.
  ///   - laws: The expansions of symbols that stand for functions of L.
  ///   - separating: A variable in which expansions have to be uniform.
  init(
    in index: Symbol, _ laws: [Symbol: AsymptoticExpansion] = [:], separating: Symbol? = nil,
    store: ExpressionStore
  ) {
    self.store = store
    self.separating = separating
    known = laws.merging([index: AsymptoticArithmetic(store: store).variable]) { $1 }
  }

  /// The expansion, of the expression as it is or of its normal form; its first coefficient is not proved to be zero.
  ///
  /// `nil` when none is proved.
  func expansion(of expression: Expression) -> AsymptoticExpansion? {
    let simple = store.simplified(expression)
    let found = evaluated(simple).map(arithmetic.reduced)
    if let found, !found.terms.isEmpty || found.isZero { return found }
    guard let normal = store.normalForm(of: simple),
      let other = evaluated(store.simplified(normal)).map(arithmetic.reduced)
    else { return found }
    guard let mine = found?.remainder, other.terms.isEmpty, let rest = other.remainder, mine <= rest
    else { return other }
    return found
  }

  /// The limit, when the expansion shows that there is a finite one.
  func limit(_ expansion: AsymptoticExpansion) -> Expression? {
    guard expansion.remainder.map(\.vanishes) ?? true,
      expansion.terms.first.map({ $0.power <= .one }) ?? true
    else { return nil }
    return expansion.coefficient(of: .one) ?? store.rational(0)
  }

  private func evaluated(_ expression: Expression) -> AsymptoticExpansion? {
    var values: [Expression: AsymptoticExpansion] = [:]
    for current in store.topologicalOrder(of: [expression]) {
      guard let found = combined(current, { values[$0] }) else { continue }
      values[current] = found
    }
    return values[expression]
  }

  private func combined(
    _ expression: Expression, _ inner: (Expression) -> AsymptoticExpansion?
  ) -> AsymptoticExpansion? {
    if isConstant(expression) {
      // What is defined on [-1, 1] is continuous there, hence bounded.
      guard separating == nil || RangeAnalysis(store: store, intervals: [:]).isDefined(expression)
      else { return nil }
      return arithmetic.constant(expression)
    }
    if let separating, store.symbols(in: expression).contains(separating),
      !isSeparated(expression)
    {
      return nil
    }
    switch store.node(expression) {
    case .rational, .pi: return arithmetic.constant(expression)
    case .symbol(let symbol): return known[symbol]
    case .sum(let parts):
      let expansions = parts.compactMap(inner)
      return expansions.count == parts.count ? arithmetic.sum(expansions) : nil
    case .product(let number, let factors):
      var result = arithmetic.constant(number)
      for factor in factors {
        guard let power = constantPower(factor) ?? power(factor, inner) else { return nil }
        result = arithmetic.product(result, power)
      }
      return result
    case .function(let function, let argument):
      return inner(argument).flatMap { value(of: function, at: $0) }
    case .application: return nil
    }
  }

  private func power(
    _ factor: Factor, _ inner: (Expression) -> AsymptoticExpansion?
  ) -> AsymptoticExpansion? {
    // What grows beyond the scale has no expansion, but its reciprocal has.
    if separating == nil, case .function(.exp, let argument) = store.node(factor.base) {
      return inner(argument).flatMap {
        arithmetic.exponential(arithmetic.scaled($0, by: store.rational(factor.exponent)))
      }
    }
    return inner(factor.base).flatMap { arithmetic.power($0, factor.exponent) }
  }

  private func value(
    of function: Function, at argument: AsymptoticExpansion
  ) -> AsymptoticExpansion? {
    switch function {
    case .log: arithmetic.logarithm(argument)
    case .exp: arithmetic.exponential(argument)
    case .abs: arithmetic.absolute(argument)
    case .arccos, .arcsin, .erf, .normalCDF, .sin, .cos, .kappa:
      arithmetic.taylor(function, argument)
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
  private func constantPower(_ factor: Factor) -> AsymptoticExpansion? {
    guard separating != nil, isConstant(factor.base),
      let power = try? store.power(factor.base, factor.exponent),
      RangeAnalysis(store: store, intervals: [:]).isDefined(power)
    else { return nil }
    return arithmetic.constant(power)
  }
}
