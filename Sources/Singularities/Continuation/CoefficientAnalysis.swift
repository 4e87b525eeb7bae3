internal import Arithmetic
internal import Expressions

/// Reads the signs of Taylor coefficients off the structure of a kernel.
///
/// Schoenberg's cone is closed under sums, products and compositions; besides, (A - B)^r with B in the cone,
/// B(0) = 0 and B(1) ≤ A has nonnegative coefficients for r < 0 and nonpositive ones, the first aside, for
/// 0 < r < 1, because (1 - x)^r has; and exp u is in the cone when u is up to a constant. That covers the
/// kernels of networks as well as e^(-c√(2-2t)), and with pairs of exponentials (``ExponentialPair``) those of sin and cos.
final class CoefficientAnalysis {
  let store: ExpressionStore
  /// Whether the variable is -t in the place of t.
  let isMirrored: Bool
  /// The supports of functions in the cone that symbols stand for.
  private let given: [Symbol: CoefficientSupport]
  private var known: [Expression: CoefficientSigns] = [:]

  init(
    store: ExpressionStore, isMirrored: Bool = false, given: [Symbol: CoefficientSupport] = [:]
  ) {
    self.store = store
    self.given = given
    self.isMirrored = isMirrored
  }

  /// What is known of an expression's coefficients.
  func signs(of expression: Expression) -> CoefficientSigns {
    if let signs = known[expression] { return signs }
    for part in store.topologicalOrder(of: [expression]) where known[part] == nil {
      known[part] = withDuals(computed(part), part)
    }
    return known[expression] ?? .unknown
  }

  /// The signs with what is known of duals, which are in the cone whatever formula they are written as.
  private func withDuals(_ signs: CoefficientSigns, _ part: Expression) -> CoefficientSigns {
    if let cone = signs.cone, !cone.isEmpty { return signs }
    guard !isMirrored, given.isEmpty, store.dependsOnCosine(part), store.isPositiveDefinite(part)
    else { return signs }
    return .cone((signs.rising ?? .empty).union(lowSupport(of: part)))
  }

  /// Which of the first two coefficients are positive.
  private func lowSupport(of part: Expression) -> CoefficientSupport {
    var indices: [Int] = []
    var derivative = part
    for n in 0...1 {
      guard
        let value = try? store.substituting([.cosine: store.rational(0)], in: derivative),
        let next = try? store.derivative(of: derivative, with: .cosine)
      else { break }
      if store.knownSign(of: store.simplified(value)) == .positive { indices.append(n) }
      derivative = next
    }
    return CoefficientSupport(indices)
  }

  /// The sign of 1 minus the value at the end t = 1 (t = -1 when mirrored).
  func roomBelowOne(_ expression: Expression) -> KnownSign {
    guard let value = endValue(of: expression) else { return .unknown }
    return store.knownSign(of: store.difference(store.rational(1), value))
  }

  /// The value at t = 1 (t = -1 when mirrored).
  func endValue(of expression: Expression) -> Expression? {
    if !isMirrored { return store.valueAtOne(expression) }
    return (try? store.substituting([.cosine: store.rational(-1)], in: expression))
      .map { store.simplified($0) }
  }

  private func computed(_ part: Expression) -> CoefficientSigns {
    if !store.dependsOnCosine(part) {
      return CoefficientSigns(
        initial: store.knownSign(of: part), rising: .empty, falling: .empty)
    }
    switch store.node(part) {
    case .rational, .pi: return .unknown
    case .symbol(let symbol):
      if let support = given[symbol] { return isMirrored ? .unknown : .cone(support) }
      let one = CoefficientSigns(initial: .zero, rising: CoefficientSupport([1]), falling: nil)
      return isMirrored ? one.negated : one
    case .sum(let terms): return sum(terms, part)
    case .product(let coefficient, let factors): return product(coefficient, factors)
    case .function(let function, let argument):
      if let (base, exponent) = store.symbolicPower(part),
        let signs = power(of: base, symbolicExponent: exponent)
      {
        return signs
      }
      return image(of: argument, under: function)
    case .application:
      return !isMirrored && store.isPositiveDefinite(part) ? .cone(.empty) : .unknown
    }
  }

  private func sum(_ terms: [Expression], _ whole: Expression) -> CoefficientSigns {
    let (single, pairs) = exponentialPairs(in: terms)
    let parts = single.map { known[$0] ?? .unknown } + pairs.map(\.signs)
    var result = CoefficientSigns(initial: .unknown, rising: .empty, falling: .empty)
    for part in parts {
      result.rising = both(result.rising, part.rising)
      result.falling = both(result.falling, part.falling)
    }
    if parts.allSatisfy(\.initial.isNonnegative) {
      result.initial = parts.contains { $0.initial == .positive } ? .positive : .nonnegative
      if parts.allSatisfy({ $0.initial == .zero }) { result.initial = .zero }
    } else if let value = try? store.substituting([.cosine: store.rational(0)], in: whole) {
      result.initial = store.knownSign(of: value)
    }
    return result
  }

  /// Terms whose signs are not known joined with others to functions in the cone, and the other terms.
  func exponentialPairs(
    in terms: [Expression]
  ) -> (single: [Expression], pairs: [(pair: ExponentialPair, signs: CoefficientSigns)]) {
    var single = terms
    var pairs: [(pair: ExponentialPair, signs: CoefficientSigns)] = []
    for term in terms where store.dependsOnCosine(term) {
      let found = signs(of: term)
      guard found.rising == nil, found.falling == nil, single.contains(term) else { continue }
      for other in single where other != term {
        guard let pair = ExponentialPair(other, term, in: store), let signs = signs(of: pair) else {
          continue
        }
        pairs.append((pair, signs))
        single.removeAll { $0 == term || $0 == other }
        break
      }
    }
    return (single, pairs)
  }

  private func signs(of pair: ExponentialPair) -> CoefficientSigns? {
    guard let factor = signs(of: pair.p).rising, let inner = signs(of: pair.q).cone else {
      return nil
    }
    let even = CoefficientSupport.arcsine.adding(CoefficientSupport([1])).withZero
    let powers: CoefficientSupport =
      switch pair.parity {
      case .even: even
      case .odd: .arcsine
      case nil: .all
      }
    let exponential = CoefficientSupport.all.composed(with: factor).withZero
    return .cone(powers.composed(with: inner).adding(exponential))
  }

  private func both(_ a: CoefficientSupport?, _ b: CoefficientSupport?) -> CoefficientSupport? {
    guard let a, let b else { return nil }
    return a.union(b)
  }

  private func product(_ coefficient: Rational, _ factors: [Factor]) -> CoefficientSigns {
    let constants = factors.filter { !store.dependsOnCosine($0.base) }
    let varying = factors.filter { store.dependsOnCosine($0.base) }
    var result = varying.count == 1 ? power(varying[0]) : nil
    if result == nil {
      var support = CoefficientSupport([0])
      var isNegative = false
      for factor in varying {
        let signs = power(factor)
        if let cone = signs.cone {
          support = support.adding(cone)
        } else if let cone = signs.negated.cone {
          support = support.adding(cone)
          isNegative.toggle()
        } else {
          return .unknown
        }
      }
      result = isNegative ? CoefficientSigns.cone(support).negated : .cone(support)
    }
    guard let result else { return .unknown }
    return scaled(result, by: sign(of: coefficient, constants))
  }

  private func sign(of coefficient: Rational, _ constants: [Factor]) -> KnownSign {
    var parts = [store.rational(coefficient)]
    for factor in constants {
      guard let power = try? store.power(factor.base, factor.exponent) else { return .unknown }
      parts.append(power)
    }
    return store.knownSign(of: store.product(parts))
  }

  private func scaled(_ signs: CoefficientSigns, by sign: KnownSign) -> CoefficientSigns {
    switch sign {
    case .positive: return signs
    case .negative: return signs.negated
    case .nonnegative, .nonpositive:
      let weak = CoefficientSigns(
        initial: signs.initial.isNonnegative
          ? .nonnegative : signs.initial.isNonpositive ? .nonpositive : .unknown,
        rising: signs.rising.map { _ in .empty }, falling: signs.falling.map { _ in .empty })
      return sign == .nonnegative ? weak : weak.negated
    case .zero: return CoefficientSigns(initial: .zero, rising: .empty, falling: .empty)
    case .unknown: return .unknown
    }
  }

  /// A power of a part that depends on t.
  private func power(_ factor: Factor) -> CoefficientSigns {
    let base = known[factor.base] ?? .unknown
    if factor.exponent.isOne { return base }
    if let (base, exponent) = store.symbolicPower(factor),
      let signs = power(of: base, symbolicExponent: exponent)
    {
      return signs
    }
    if let count = factor.exponent.word, count > 0 { return wholePower(base, count) }
    guard let falling = base.falling, !falling.isEmpty, let end = endValue(of: factor.base),
      store.knownSign(of: end).isNonnegative
    else { return .unknown }
    // A ≥ B(1) > 0, since B has a positive coefficient.
    let powers = CoefficientSupport.all.composed(with: falling)
    if factor.exponent.signum < 0 { return .cone(powers.withZero) }
    guard factor.exponent < 1 else { return .unknown }
    return CoefficientSigns(initial: .positive, rising: nil, falling: powers.withoutZero)
  }

  /// The signs of u^κ for κ < 0 or 0 < κ < 1, as for a rational κ; `nil` when that is not shown.
  private func power(
    of base: Expression, symbolicExponent exponent: Expression
  ) -> CoefficientSigns? {
    guard let falling = known[base]?.falling, !falling.isEmpty, let end = endValue(of: base),
      store.knownSign(of: end).isNonnegative
    else { return nil }
    let powers = CoefficientSupport.all.composed(with: falling)
    let room = store.difference(store.rational(1), exponent)
    switch (store.knownSign(of: exponent), store.knownSign(of: room)) {
    case (.negative, _): return .cone(powers.withZero)
    case (.positive, .positive):
      return CoefficientSigns(initial: .positive, rising: nil, falling: powers.withoutZero)
    default: return nil
    }
  }

  private func wholePower(_ base: CoefficientSigns, _ count: Int) -> CoefficientSigns {
    let isNegative = base.cone == nil && count % 2 == 1
    guard let cone = base.cone ?? base.negated.cone else { return .unknown }
    var support = cone
    // Beyond a few factors the supports hardly grow; fewer indices are a lower bound only when 0 is one.
    let steps = cone.contains(0) ? min(count, 16) : count
    if steps > 64 {
      support = .empty
    } else {
      for _ in 1..<max(steps, 1) { support = support.adding(cone) }
    }
    return isNegative ? CoefficientSigns.cone(support).negated : .cone(support)
  }

  private func image(of argument: Expression, under function: Function) -> CoefficientSigns {
    let inner = known[argument] ?? .unknown
    switch function {
    case .kappa(let degree):
      guard let cone = boundedCone(inner, argument) else { return .unknown }
      return .cone(CoefficientSupport.kappa(degree).composed(with: cone))
    case .arcsin:
      if let cone = boundedCone(inner, argument) {
        return .cone(CoefficientSupport.arcsine.composed(with: cone))
      }
      guard let cone = boundedCone(inner.negated, store.negated(argument)) else { return .unknown }
      return CoefficientSigns.cone(CoefficientSupport.arcsine.composed(with: cone)).negated
    case .arccos:
      guard let cone = boundedCone(inner, argument) else { return .unknown }
      let powers = CoefficientSupport.arcsine.composed(with: cone)
      return CoefficientSigns(initial: .nonnegative, rising: nil, falling: powers.withoutZero)
    case .exp:
      guard let rising = inner.rising else { return .unknown }
      return .cone(CoefficientSupport.all.composed(with: rising).withZero)
    case .log:
      guard let falling = inner.falling, !falling.isEmpty, let end = endValue(of: argument),
        store.knownSign(of: end).isNonnegative
      else { return .unknown }
      let powers = CoefficientSupport.all.composed(with: falling)
      return CoefficientSigns(initial: .unknown, rising: nil, falling: powers.withoutZero)
    case .erf, .normalCDF, .sin, .cos, .abs: return .unknown
    }
  }

  /// The support of an argument in the cone with Σ bₙ ≤ 1.
  private func boundedCone(
    _ signs: CoefficientSigns, _ argument: Expression
  ) -> CoefficientSupport? {
    guard let cone = signs.cone else { return nil }
    return roomBelowOne(argument).isNonnegative ? cone : nil
  }
}
