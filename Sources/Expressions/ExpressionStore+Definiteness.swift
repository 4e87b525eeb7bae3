internal import Arithmetic

// Schoenberg's cone (Schoenberg 1942): the functions Σ bₙtⁿ with bₙ ≥ 0 and Σ bₙ < ∞ are the continuous
// kernels that are positive definite on every sphere. Sums, products and nonnegative multiples stay in
// the cone, and so does a composition f(u) when f = Σ fₙuⁿ has fₙ ≥ 0 and u is in the cone with
// u(1) ≤ 1: its coefficients are sums of products of nonnegative numbers. κₙ and arcsin have such
// expansions on [-1, 1], the exponential everywhere. A constant in the argument of an exponential is a positive
// factor, and with B in the cone and A ≥ B(1), (A - B)^r has nonnegative coefficients for r < 0, and nonpositive ones,
// the first aside, for 0 < r < 1, because (1 - x)^r has (`CoefficientTrend`). So e^(-c·√(2-2t)) is in the cone.
//
// The same holds of several cosines: a function Σ bₙt^n of t₁ … t_p with bₙ ≥ 0 and Σ bₙ < ∞ is a kernel
// on a product of spheres, |f(t)| ≤ f(1, …, 1), and sums, products and compositions stay in the cone.
extension ExpressionStore {
  /// Whether the structure proves that all Taylor coefficients in the cosines at 0 are nonnegative and the series
  /// converges where all cosines are in [-1, 1], for all admitted values of the parameters.
  public func isPositiveDefinite(_ expression: Expression) -> Bool {
    if let known = definiteness[expression.index] { return known }
    let unknown = topologicalOrder(of: [expression]) { definiteness[$0.index] != nil }
    for node in unknown {
      definiteness[node.index] = computedDefiniteness(of: node)
      trends[node.index] = computedTrend(of: node)
    }
    return definiteness[expression.index] ?? false
  }

  /// Notes that an expression is E[φ(u)φ(v)] for Var u = Var v = p and Cov(u, v) = q, with the value E φ(u)² for
  /// q = p.
  ///
  /// Where p is free of t and q/p lies in the cone, at most 1 at 1, so does Σ aₙ²·(q/p)ⁿ, whatever formula it is
  /// written as (Daniely, Frostig & Singer 2016, lemma 11).
  public func noteDual(
    _ expression: Expression, _ p: Expression, _ q: Expression, atEquality value: Expression
  ) {
    guard !dependsOnCosine(p), dependsOnCosine(q), isPositive(p), isPositiveDefinite(q),
      let rho = try? correlation(p, q, p), valueAtOneIsAtMostOne(rho)
    else { return }
    let isAtEquality = valueAtOne(q) == simplified(p)
    for form in [expression, simplified(expression)] {
      definiteness[form.index] = true
      if isAtEquality { valuesAtOne[form.index] = simplified(value) }
    }
  }

  /// Whether the structure proves |expression| ≤ 1 for all cosines in [-1, 1].
  ///
  /// For f = Σ bₙtⁿ in the cone, |f(t)| ≤ Σ bₙ|t|ⁿ ≤ f(1), so it suffices that f(1) ≤ 1.
  public func isBoundedByOne(_ expression: Expression) -> Bool {
    if let value = rationalValue(expression) { return value.magnitude <= 1 }
    if let known = unitBounds[expression.index] { return known }
    let isBounded = computedBoundByOne(of: expression)
    unitBounds[expression.index] = isBounded
    return isBounded
  }

  private func computedBoundByOne(of expression: Expression) -> Bool {
    let candidate = split(expression).coefficient.signum < 0 ? negated(expression) : expression
    if hasRangeWithinOne(candidate) { return true }
    return isPositiveDefinite(candidate) && valueAtOneIsAtMostOne(candidate)
  }

  /// Whether the structure proves that a node has a value wherever its children have one.
  func isStepDefined(_ expression: Expression) -> Bool {
    switch node(expression) {
    case .rational, .pi, .symbol, .sum: return true
    case .product(_, let factors):
      return factors.allSatisfy { factor in
        if factor.exponent.signum < 0 { return isPositive(factor.base) }
        return factor.exponent.isInteger || isNonnegative(factor.base)
      }
    case .function(let function, let argument):
      if function == .log { return isPositive(argument) }
      return !function.needsUnitInterval || isBoundedByOne(argument)
    case .application(let function, let arguments):
      return isApplicationDefined(function, arguments)
    }
  }

  private func computedDefiniteness(of expression: Expression) -> Bool {
    func known(_ child: Expression) -> Bool { definiteness[child.index] ?? false }
    switch node(expression) {
    case .rational(let value): return value.signum >= 0
    case .pi: return true
    case .symbol(let symbol):
      return symbol.isCosine || assumption(of: symbol).impliesNonnegative
    case .sum(let terms): return isFreeConstant(expression) || terms.allSatisfy(known)
    case .product(let coefficient, let factors):
      if isFreeConstant(expression) { return true }
      return coefficient.signum > 0 && factors.allSatisfy(isInCone)
    case .function(let function, let argument):
      if isFreeConstant(expression) { return true }
      switch function {
      case .kappa, .arcsin: return known(argument) && valueAtOneIsAtMostOne(argument)
      case .exp: return trend(of: argument).isRising
      case .arccos, .log, .erf, .normalCDF, .sin, .cos, .abs: return false
      }
    case .application(let function, let arguments):
      return isFreeConstant(expression) || isDualInCone(function, arguments, known)
    }
  }

  /// Whether a factor whose base was looked at is a nonnegative constant or in the cone.
  func isInCone(_ factor: Factor) -> Bool {
    if isFreeConstant(factor.base) { return isNonnegative(product(1, [factor])) }
    if let count = factor.exponent.word, count > 0 {
      return definiteness[factor.base.index] ?? false
    }
    // Σ bₙ is the value at 1, which must be finite.
    return factor.exponent.signum < 0 && trend(of: factor.base).isFalling
      && valueAtOne(factor.base).map(isPositive) == true
  }

  /// Whether an application is a dual activation Σ aₙ²·ρⁿ of a ρ in the cone with ρ(1) ≤ 1: of equal
  /// variances free of t, or of the threshold 1(u ≤ h), whose dual is Φ₂(h, h, ρ).
  private func isDualInCone(
    _ function: MultivariateFunction, _ arguments: [Expression], _ known: (Expression) -> Bool
  ) -> Bool {
    switch function {
    case .flow: return false
    case .bivariateNormalCDF:
      let (h, k, rho) = (arguments[0], arguments[1], arguments[2])
      return h == k && !dependsOnCosine(h) && known(rho) && valueAtOneIsAtMostOne(rho)
    case .dual:
      let (p, q, r) = (arguments[0], arguments[1], arguments[2])
      guard p == r, !dependsOnCosine(p), isPositive(p), known(q),
        let rho = try? correlation(p, q, r)
      else { return false }
      return valueAtOneIsAtMostOne(rho)
    }
  }

  /// Whether the expression is a nonnegative constant: free of t.
  private func isFreeConstant(_ expression: Expression) -> Bool {
    isNonnegative(expression) && !dependsOnCosine(expression)
  }

  /// Whether the expression is a function whose values all lie in [-1, 1]; that takes no look inside.
  private func hasRangeWithinOne(_ expression: Expression) -> Bool {
    if case .application(.bivariateNormalCDF, _) = node(expression) { return true }
    guard case .function(let function, _) = node(expression) else { return false }
    switch function {
    case .kappa, .erf, .normalCDF, .sin, .cos: return true
    case .arccos, .arcsin, .exp, .log, .abs: return false
    }
  }

  private func valueAtOneIsAtMostOne(_ expression: Expression) -> Bool {
    if hasRangeWithinOne(expression) { return true }
    guard let value = valueAtOne(expression) else { return false }
    if let number = rationalValue(value) { return number <= 1 }
    if isNumberAtMostOne(value) { return true }
    return isNonpositive(simplified(difference(value, rational(1))))
  }

  /// Whether an enclosure shows that an expression without symbols is at most 1.
  private func isNumberAtMostOne(_ value: Expression) -> Bool {
    guard symbols(in: value).isEmpty,
      let result = try? Tape(value, in: self).evaluate(over: [:], precision: 64),
      result.isDefinednessProved
    else { return false }
    return result.values[0].isCertainlyAtMost(.one)
  }

  /// The simplified value where all cosines are 1, or `nil` when the expression has none.
  ///
  /// u^κ with a symbolic exponent κ > 0 counts as 0 where u is 0, its limit.
  ///
  /// The values of shared parts are kept, so that a kernel of depth L costs O(L) simplifications.
  package func valueAtOne(_ expression: Expression) -> Expression? {
    let unknown = topologicalOrder(of: [expression]) { valuesAtOne[$0.index] != nil }
    for node in unknown {
      var isComplete = true
      forEachChild(of: node) { isComplete = isComplete && valuesAtOne[$0.index] != nil }
      let value =
        isComplete ? try? computedValueAtOne(of: node) : limitOfPowerAtOne(node)
      if let value { valuesAtOne[node.index] = simplified(value) }
    }
    return valuesAtOne[expression.index]
  }

  /// The limit 0 of u^κ with κ > 0 where u vanishes.
  private func limitOfPowerAtOne(_ expression: Expression) -> Expression? {
    guard let (base, exponent) = symbolicPower(expression), isPositive(exponent),
      let end = valuesAtOne[base.index], rationalValue(end)?.isZero == true
    else { return nil }
    return rational(0)
  }

  private func computedValueAtOne(of expression: Expression) throws(ExpressionError) -> Expression {
    func known(_ child: Expression) -> Expression { valuesAtOne[child.index] ?? child }
    if case .symbol(let symbol) = node(expression), symbol.isCosine { return rational(1) }
    return try rebuiltNode(expression, known)
  }
}
