public import Arithmetic
internal import Expressions

/// The order of the coefficients of a kernel with nonnegative Taylor coefficients, by its structure.
public struct LeadingOrder: Hashable, Sendable {
  /// The lowest exponent ν of s = 1 - t that is not a natural number and has a coefficient other than 0 at
  /// t = 1; `nil` when the function is analytic at t = 1.
  public let exponent: Rational?
  /// Whether bₙ ≥ c·n^(-ν-1) with c > 0 for all large n, even and odd.
  public let isBalanced: Bool
}

/// Finds leading orders for all admitted values of the parameters at once, without computing constants.
///
/// For f = Σ bₙtⁿ with bₙ ≥ 0 (b₀ aside) the transfer theorem gives bₙ + bₙ₋₁ ~ 2c₊/Γ(-ν)·n^(-ν-1) where c₊s^ν is the
/// leading singular term at t = 1; so c₊/Γ(-ν) ≥ 0 and leading terms of sums and of products with positive
/// factors do not cancel. 1 - u ~ c·s^γ with γ = min(1, ν), because the slope at 1 is positive or infinite.
///
/// Both parities have the full order when the term at t = -1 does not reach the one at t = 1:
/// - in a sum, when that holds for a term of leading order;
/// - in a product g·h, when it holds for a factor of leading order, or when g has leading order and h has
///   even and odd coefficients hᵢ, hⱼ > 0: the n-th coefficient is at least hᵢgₙ₋ᵢ + hⱼgₙ₋ⱼ;
/// - in g(u), when it holds for u and u has leading order, or u has even and odd coefficients:
///   g(u) - g(0) = u·q(u) with q(w) = (g(w) - g(0))/w, which has the same leading order;
/// - when f is analytic at t = -1.
final class LeadingOrderAnalysis {
  private let store: ExpressionStore
  private let continuation: ContinuationAnalysis
  private var known: [Expression: LeadingOrder?] = [:]

  init(_ continuation: ContinuationAnalysis) {
    store = continuation.store
    self.continuation = continuation
  }

  /// The leading order of an admissible function with bₙ ≥ 0 for n ≥ 1; `nil` when it is not known.
  func order(of expression: Expression) -> LeadingOrder? {
    for part in store.topologicalOrder(of: [expression]) where known[part] == nil {
      known[part] = .some(computed(part))
    }
    return known[expression] ?? nil
  }

  private static let analytic = LeadingOrder(exponent: nil, isBalanced: false)

  private func computed(_ part: Expression) -> LeadingOrder? {
    guard store.dependsOnCosine(part) else { return Self.analytic }
    let signs = continuation.direct.signs(of: part)
    // For falling coefficients the argument applies to the negative.
    guard signs.rising != nil || signs.falling != nil,
      let reach = try? continuation.continuation(of: part)
    else { return nil }
    guard let order = structural(part) else { return nil }
    let isBalanced = order.exponent != nil && (order.isBalanced || !reach.isSingularAtMinusOne)
    return LeadingOrder(exponent: order.exponent, isBalanced: isBalanced)
  }

  private func structural(_ part: Expression) -> LeadingOrder? {
    switch store.node(part) {
    case .rational, .pi: return Self.analytic
    case .symbol(let symbol):
      guard let given = continuation.given[symbol] else { return Self.analytic }
      return given.order
    case .sum(let terms): return joined(terms.map { (child($0), false) })
    case .product(let coefficient, let factors): return product(coefficient, factors)
    case .function(let function, let argument): return image(of: argument, under: function)
    case .application: return nil
    }
  }

  private func child(_ part: Expression) -> LeadingOrder? { known[part] ?? nil }

  /// The lowest order among parts; the flag says that a part is balanced by its partners.
  private func joined(_ parts: [(order: LeadingOrder?, isBalanced: Bool)]) -> LeadingOrder? {
    var least: Rational?
    var isBalanced = false
    for part in parts {
      guard let order = part.order else { return nil }
      guard let exponent = order.exponent else { continue }
      let balanced = order.isBalanced || part.isBalanced
      if let known = least, known < exponent { continue }
      isBalanced = exponent == least ? isBalanced || balanced : balanced
      least = exponent
    }
    return LeadingOrder(exponent: least, isBalanced: isBalanced)
  }

  private func product(_ coefficient: Rational, _ factors: [Factor]) -> LeadingOrder? {
    let varying = factors.filter { store.dependsOnCosine($0.base) }
    let constants = factors.filter { !store.dependsOnCosine($0.base) }
    // A multiplier that may vanish would hide the leading term.
    for factor in constants {
      switch store.knownSign(of: factor.base) {
      case .positive, .negative: continue
      case .nonnegative, .nonpositive, .zero, .unknown: return nil
      }
    }
    if varying.count == 1 { return power(varying[0]) }
    var parts: [(order: LeadingOrder?, isBalanced: Bool)] = []
    for (place, factor) in varying.enumerated() {
      guard let count = factor.exponent.word, count > 0, cone(factor.base) != nil else {
        return nil
      }
      let hasMixedPartner = varying.enumerated().contains { other, partner in
        (other != place || count > 1) && cone(partner.base)?.isMixed == true
      }
      // A factor that is unbounded at t = 1 shifts the exponents of the others.
      if let exponent = child(factor.base)?.exponent, exponent.signum < 0 { return nil }
      parts.append((child(factor.base), hasMixedPartner))
    }
    return joined(parts)
  }

  private func cone(_ part: Expression) -> CoefficientSupport? {
    let signs = continuation.direct.signs(of: part)
    return signs.cone ?? signs.negated.cone
  }

  private func power(_ factor: Factor) -> LeadingOrder? {
    guard let base = child(factor.base) else { return nil }
    if factor.exponent.isOne { return base }
    if let count = factor.exponent.word, count > 0 {
      guard let support = cone(factor.base), (base.exponent ?? 1).signum > 0 else { return nil }
      return LeadingOrder(
        exponent: base.exponent, isBalanced: base.isBalanced || support.isMixed)
    }
    guard let support = continuation.direct.signs(of: factor.base).falling,
      let end = store.valueAtOne(factor.base)
    else { return nil }
    switch store.knownSign(of: end) {
    case .positive:
      return LeadingOrder(
        exponent: base.exponent, isBalanced: base.isBalanced || support.isMixed)
    case .zero:
      let gamma = base.exponent.map { min($0, 1) } ?? 1
      let exponent = gamma * factor.exponent
      guard !exponent.isInteger else { return nil }
      return LeadingOrder(exponent: exponent, isBalanced: support.isMixed)
    case .nonnegative, .negative, .nonpositive, .unknown: return nil
    }
  }

  private func image(of argument: Expression, under function: Function) -> LeadingOrder? {
    guard let inner = child(argument) else { return nil }
    let signs = continuation.direct.signs(of: argument)
    switch function {
    case .kappa(let degree): return arcCosine(Rational(2 * degree + 1, over: 2), argument, inner)
    case .arccos, .arcsin: return arcCosine(Rational(1, over: 2), argument, inner)
    case .exp:
      guard let rising = signs.rising else { return nil }
      return LeadingOrder(
        exponent: inner.exponent, isBalanced: inner.isBalanced || rising.isMixed)
    case .log, .erf, .normalCDF, .sin, .cos, .abs: return nil
    }
  }

  /// κₙ and arcsin at u: an outer singularity w^p of 1 - u = w, and that of u itself.
  private func arcCosine(
    _ outer: Rational, _ argument: Expression, _ inner: LeadingOrder
  ) -> LeadingOrder? {
    guard let support = cone(argument), let end = store.valueAtOne(argument) else { return nil }
    let isNegative = continuation.direct.signs(of: argument).cone == nil
    let size = isNegative ? store.negated(end) : end
    switch store.knownSign(of: store.difference(store.rational(1), size)) {
    case .positive:
      return LeadingOrder(
        exponent: inner.exponent, isBalanced: inner.isBalanced || support.isMixed)
    case .zero:
      let gamma = inner.exponent.map { min($0, 1) } ?? 1
      let candidates = [inner.exponent, outer * gamma].compactMap { $0 }.filter { !$0.isInteger }
      guard let least = candidates.min() else { return nil }
      let isBalanced = support.isMixed || (inner.isBalanced && inner.exponent == least)
      return LeadingOrder(exponent: least, isBalanced: isBalanced)
    case .nonnegative, .negative, .nonpositive, .unknown: return nil
    }
  }
}
