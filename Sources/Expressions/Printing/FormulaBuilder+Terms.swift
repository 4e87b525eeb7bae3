internal import Arithmetic

// How numbers, sums, products and powers are written.
//
// Sums: terms free of functions first, then by ascending powers of the variable, then of the parameters,
// then from short to long: t + α²κ₁(t), κ₁(t) + t κ₀(t), 1 - u². Products: numbers, π, parameters, sums
// of parameters, t, sums with t, names of parts, roots, functions: α²(1 + α²)κ₁(t). Quotients: one
// fraction bar, except that a number p/q stands in front of functions: ½κ₁(t), but t/2.
extension FormulaBuilder {
  func number(_ value: Rational) -> Layout {
    let size = value.magnitude
    let digits = Layout.number(size.numerator.description)
    let unsigned =
      size.isInteger ? digits : .fraction(digits, .number(size.denominator.description))
    return value.signum < 0 ? .sum([.init(isNegative: true, unsigned)]) : unsigned
  }

  // MARK: Sums

  func sum(_ terms: [Expression]) -> Layout {
    let keyed = opened(terms).enumerated().map { (key: key(of: $1), offset: $0, term: $1) }
    let ordered = keyed.sorted { a, b in
      a.key == b.key ? a.offset < b.offset : a.key < b.key
    }
    let signed = ordered.flatMap { flattened(layout($0.term)) }
    // -1 + t reads better as t - 1; longer sums keep their order.
    if signed.count == 2, signed[0].isNegative, !signed[1].isNegative {
      return .sum([signed[1], signed[0]])
    }
    return .sum(signed)
  }

  /// The terms, with unnamed sums among them opened.
  private func opened(_ terms: [Expression]) -> [Expression] {
    terms.flatMap { term -> [Expression] in
      guard names[term] == nil, case .sum(let inner) = store.node(term) else { return [term] }
      return opened(inner)
    }
  }

  /// The terms of a sum inside a sum; a single term otherwise.
  private func flattened(_ layout: Layout) -> [Layout.SignedTerm] {
    if case .sum(let terms) = layout { return terms }
    return [.init(isNegative: false, layout)]
  }

  /// What decides the place of a term in a sum.
  private struct TermKey: Comparable {
    let hasFunctions: Bool
    let degree: Rational
    let hasConstantFunctions: Bool
    let parameterDegree: Rational
    let size: Int
    let kernelDegree: Int

    static func < (left: TermKey, right: TermKey) -> Bool {
      if left.hasFunctions != right.hasFunctions { return right.hasFunctions }
      if left.degree != right.degree { return left.degree < right.degree }
      if left.hasConstantFunctions != right.hasConstantFunctions {
        return right.hasConstantFunctions
      }
      if left.parameterDegree != right.parameterDegree {
        return left.parameterDegree < right.parameterDegree
      }
      return left.size != right.size
        ? left.size < right.size : left.kernelDegree < right.kernelDegree
    }
  }

  private func key(of term: Expression) -> TermKey {
    var factors = [Factor(term)]
    if names[term] == nil, case .product(_, let inner) = store.node(term) { factors = inner }
    let shown = factors.filter { !isFunction($0) }
    // A name with factors stands where its formula would stand; alone it leads: Θ + α²κ₁(t).
    let hasFactoredName = factors.count > 1 && factors.contains { names[$0.base] != nil }
    return TermKey(
      hasFunctions: shown.count < factors.count || hasFactoredName,
      degree: shown.reduce(0) { $0 + degree(of: $1) },
      hasConstantFunctions: factors.contains {
        !varies($0.base) && (isCall($0) || !$0.exponent.isInteger && isSum($0))
      },
      parameterDegree: shown.reduce(0) { $0 + parameterDegree(of: $1) }, size: shownSize(term),
      kernelDegree: factors.reduce(0) { highest, factor in
        if case .function(.kappa(let n), _) = store.node(factor.base) { return max(highest, n) }
        return highest
      })
  }

  private func isSum(_ factor: Factor) -> Bool {
    if case .sum = store.node(factor.base), names[factor.base] == nil { true } else { false }
  }

  /// Whether a factor is a function or a root that depends on the variable.
  private func isFunction(_ factor: Factor) -> Bool {
    guard names[factor.base] == nil, varies(factor.base) else { return false }
    switch store.node(factor.base) {
    case .function, .application: return true
    case .sum, .product: return !factor.exponent.isInteger
    case .rational, .pi, .symbol: return false
    }
  }

  /// The power of the variable that a factor counts for.
  private func degree(of factor: Factor) -> Rational {
    switch store.node(factor.base) {
    case .symbol(let symbol): symbol == variable || naming[symbol] != nil ? factor.exponent : 0
    case .sum, .product, .function, .application: varies(factor.base) ? factor.exponent : 0
    case .rational, .pi: 0
    }
  }

  private func parameterDegree(of factor: Factor) -> Rational {
    if case .symbol(let symbol) = store.node(factor.base), symbol != variable,
      naming[symbol] == nil
    {
      return factor.exponent
    }
    return 0
  }

  // MARK: Products

  func product(_ stored: Rational, _ original: [Factor]) -> Layout {
    if let distributed = distributed(stored, original) { return distributed }
    let (rooted, merged) = withOneNumericRoot(stored, withMergedPowers(original))
    let (coefficient, factors) = tidied(rooted, merged)
    let size = coefficient.magnitude
    let above = ordered(factors.filter { $0.exponent.signum > 0 })
    let below = ordered(factors.filter { $0.exponent.signum < 0 })
    var top = powers(above)
    var bottom = powers(below.map { Factor($0.base, -$0.exponent) })
    var front: [Layout] = []
    if bottom.isEmpty && !size.isInteger && above.contains(where: { isCall($0) }) {
      front = [number(size)]
    } else {
      if !size.numerator.isOne { top.insert(.number(size.numerator.description), at: 0) }
      if !size.isInteger { bottom.insert(.number(size.denominator.description), at: 0) }
    }
    let quotient =
      bottom.isEmpty ? joined(front + top) : .fraction(joined(top), joined(bottom))
    return coefficient.signum < 0 ? .sum([.init(isNegative: true, quotient)]) : quotient
  }

  /// A number times a sum that has fractions, with the number multiplied into the terms: a fraction in a
  /// fraction is hard to read.
  private func distributed(_ coefficient: Rational, _ factors: [Factor]) -> Layout? {
    guard !coefficient.isOne, factors.count == 1, isSum(factors[0]), factors[0].exponent.isOne,
      case .sum(let inner) = store.node(factors[0].base)
    else { return nil }
    let terms = opened(inner)
    let hasFractions = terms.contains { term in
      guard names[term] == nil, case .product(let number, let parts) = store.node(term) else {
        return store.rationalValue(term)?.isInteger == false
      }
      return !number.isInteger || parts.contains { $0.exponent.signum < 0 }
    }
    return hasFractions ? sum(terms.map { store.scaled($0, by: coefficient) }) : nil
  }

  /// The product with signs and denominators taken out of sums, and √2/2 written as 1/√2 where there is a
  /// root below already.
  private func tidied(
    _ stored: Rational, _ original: [Factor]
  ) -> (coefficient: Rational, factors: [Factor]) {
    var coefficient = stored
    let hasDenominator = original.contains { $0.exponent.signum < 0 }
    var factors = original.map { factor -> Factor in
      guard isSum(factor), let exponent = factor.exponent.word, exponent % 2 != 0,
        case .sum(let inner) = store.node(factor.base)
      else { return factor }
      let numbers = opened(inner).map { store.split($0).coefficient }
        .enumerated().map { place, number in store.rationalValue(opened(inner)[place]) ?? number }
      var scale: Rational = numbers.allSatisfy { $0.signum < 0 } ? -1 : 1
      if exponent == 1, hasDenominator {
        scale *= numbers.reduce(Rational(1)) { $0.raised(toDenominatorOf: $1) }
      }
      if scale.isOne { return factor }
      coefficient = scale == -1 ? -coefficient : coefficient / scale
      return Factor(
        store.sum(opened(inner).map { store.scaled($0, by: scale) }), factor.exponent)
    }
    let half = Rational(1, over: 2)
    if factors.contains(where: { $0.exponent == -half }),
      let place = factors.firstIndex(where: {
        $0.exponent == half && store.rationalValue($0.base) != nil
      }), let radicand = store.rationalValue(factors[place].base),
      (Rational(coefficient.denominator) / radicand).isInteger
    {
      coefficient *= radicand
      factors[place] = Factor(factors[place].base, -half)
    }
    return (coefficient, factors)
  }

  /// The factors with bᵐ·(bˣ)^±1, for a symbol in x and an integer m, written (b^(x±m))^±1.
  private func withMergedPowers(_ factors: [Factor]) -> [Factor] {
    for (place, factor) in factors.enumerated()
    where factor.exponent.magnitude.isOne && names[factor.base] == nil {
      guard let (base, exponent) = symbolicPower(factor.base),
        let other = factors.firstIndex(where: { $0.base == base && $0.exponent.isInteger }),
        let log = try? store.function(.log, base)
      else { continue }
      let sum = store.sum(exponent, store.rational(factors[other].exponent * factor.exponent))
      guard let merged = try? store.function(.exp, store.product(sum, log)) else { continue }
      var result = factors
      result[place] = Factor(merged, factor.exponent)
      result.remove(at: other)
      return withMergedPowers(result)
    }
    return factors
  }

  /// The powers, with square roots under one sign: √(2π), not √2 √π.
  private func powers(_ factors: [Factor]) -> [Layout] {
    let half = Rational(1, over: 2)
    let roots = factors.filter { $0.exponent == half }
    if roots.count < 2 { return factors.map { power($0.base, $0.exponent) } }
    let radicand = joined(ordered(roots.map { Factor($0.base) }).map { layout($0.base) })
    let rest = factors.filter { $0.exponent != half }
    let place = rest.firstIndex { isCall($0) } ?? rest.count
    var shown = rest.map { power($0.base, $0.exponent) }
    shown.insert(.root(2, radicand), at: place)
    return shown
  }

  private func isCall(_ factor: Factor) -> Bool {
    guard names[factor.base] == nil else { return false }
    switch store.node(factor.base) {
    case .function, .application: return true
    case .rational, .pi, .symbol, .sum, .product: return false
    }
  }

  private func joined(_ factors: [Layout]) -> Layout {
    // A product inside the product, kept apart because it is long, opens without brackets.
    let flat = factors.flatMap { factor -> [Layout] in
      if case .product(let inner) = factor { inner } else { [factor] }
    }
    switch flat.count {
    case 0: return .number("1")
    case 1: return flat[0]
    default: return .product(flat)
    }
  }

  private func ordered(_ factors: [Factor]) -> [Factor] {
    factors.enumerated().sorted { a, b in
      let (x, y) = (rank(a.element), rank(b.element))
      if x != y { return x < y }
      let (low, high) = (levels[a.element.base] ?? 0, levels[b.element.base] ?? 0)
      return low != high ? low < high : a.offset < b.offset
    }.map(\.element)
  }

  private func rank(_ factor: Factor) -> Int {
    if names[factor.base] != nil { return 6 }
    switch store.node(factor.base) {
    case .rational: return 0
    case .pi: return 1
    case .symbol(let symbol): return symbol == variable ? 4 : naming[symbol] == nil ? 2 : 6
    case .sum, .product:
      if !factor.exponent.isInteger { return 7 }
      return varies(factor.base) ? 5 : 3
    case .function(.exp, _): return symbolicPower(factor.base, factor.exponent) == nil ? 8 : 3
    case .function, .application: return 8
    }
  }

  // MARK: Powers

  private func power(_ base: Expression, _ exponent: Rational) -> Layout {
    if names[base] == nil, let symbolic = symbolicPower(base, exponent) { return symbolic }
    if exponent.isOne { return layout(base) }
    if exponent.numerator.isOne, let degree = exponent.denominator.word {
      return .root(degree, layout(base))
    }
    return .power(layout(base), number(exponent))
  }

  /// (e^(x·log b))^q as b^(qx); `nil` for other bases.
  func symbolicPower(_ expression: Expression, _ exponent: Rational) -> Layout? {
    guard let (base, symbolic) = symbolicPower(expression) else { return nil }
    return .power(layout(base), layout(store.scaled(symbolic, by: exponent)))
  }

  /// b and x of e^(x·log b); `nil` for other expressions.
  private func symbolicPower(
    _ expression: Expression
  ) -> (base: Expression, exponent: Expression)? {
    guard case .function(.exp, let argument) = store.node(expression),
      case .product(let coefficient, let factors) = store.node(argument)
    else { return nil }
    for (place, factor) in factors.enumerated() where factor.exponent.isOne {
      guard case .function(.log, let base) = store.node(factor.base) else { continue }
      // With a coefficient only where what is printed can be read.
      guard coefficient.isOne || store.isPositive(base) || store.isNonnegativeFunction(base) else {
        return nil
      }
      var rest = factors
      rest.remove(at: place)
      return rest.isEmpty ? nil : (base, store.product(coefficient, rest))
    }
    return nil
  }
}

extension Rational {
  /// The least multiple of this number, an integer, that the other one's denominator divides.
  fileprivate func raised(toDenominatorOf other: Rational) -> Rational {
    self * Rational((other * self).denominator)
  }
}
