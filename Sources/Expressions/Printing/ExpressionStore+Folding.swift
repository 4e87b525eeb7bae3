internal import Arithmetic

// Folding back to the arc-cosine kernels, for reading. With a = arccos u and r = √(1-u²),
//
//     κ₀(u) = (π - a)/π,   κ₁(u) = (u(π - a) + r)/π,
//
// so a = π(1 - κ₀(u)) and r = π(κ₁(u) - u κ₀(u)). A part that contains arccos u is rewritten with two
// symbols in place of κ₀(u) and κ₁(u), brought to its normal form, in which π cancels, and taken in place
// of the original when it is shorter and proved equal.
extension ExpressionStore {
  /// Larger parts are not folded at once; their own parts are.
  private static let foldingSize = 40

  /// An equal expression with (π - arccos u)/π and (u(π - arccos u) + √(1-u²))/π written as κ₀(u), κ₁(u).
  ///
  /// Each replacement is proved by the normal form before it is used, and makes the part shorter by
  /// ``readingLength(of:)``.
  public func foldingArcCosine(_ expression: Expression) -> Expression {
    var images: [Expression: Expression] = [:]
    for current in topologicalOrder(of: [expression]) {
      let rebuilt = (try? rebuiltNode(current) { images[$0] ?? $0 }) ?? current
      images[current] = folded(rebuilt)
    }
    let image = images[expression] ?? expression
    return simplified(image)
  }

  /// What a formula costs to read: one for each number, name and function, and for each operation beyond
  /// the first of a node; parts that are used twice count once.
  public func readingLength(of expression: Expression) -> Int {
    topologicalOrder(of: [expression]).reduce(0) { total, current in
      switch node(current) {
      case .rational(let value): total + (value.isInteger ? 1 : 2)
      case .pi, .symbol, .function, .application: total + 1
      case .sum(let terms): total + terms.count - 1
      case .product(let coefficient, let factors):
        total + factors.count - 1
          + (coefficient.magnitude.isOne ? 0 : coefficient.isInteger ? 1 : 2)
          + factors.count { !$0.exponent.isOne }
      }
    }
  }

  /// The shortest of the equal forms that simplification and the normal form offer, by
  /// ``readingLength(of:)``; the earlier one of equally long forms.
  public func shortestForm(of expression: Expression) -> Expression {
    var best = simplified(expression)
    // The normal form spells κ out, which is longer.
    let hasKernels = topologicalOrder(of: [best]).contains {
      if case .function(.kappa, _) = node($0) { true } else { false }
    }
    guard !hasKernels, hasQuickNormalForm(best, size: Self.foldingSize),
      let normal = normalForm(of: best)
    else { return best }
    let powers = withBinomialPowers(normal)
    for candidate in [normal, simplified(normal), powers, simplified(powers)]
    where readingLength(of: candidate) < readingLength(of: best) {
      best = candidate
    }
    return best
  }

  /// The expression with every polynomial c(1 + r xᵏ)ⁿ, n ≥ 2, of one symbol x written as that power.
  private func withBinomialPowers(_ expression: Expression) -> Expression {
    var images: [Expression: Expression] = [:]
    for current in topologicalOrder(of: [expression]) {
      let image = (try? rebuiltNode(current) { images[$0] ?? $0 }) ?? current
      images[current] = binomialPower(image) ?? image
    }
    return images[expression] ?? expression
  }

  /// c₀ + c₁xᵏ + … + cₙxⁿᵏ as c₀(1 + r xᵏ)ⁿ with r = c₁/(n c₀), when the binomial theorem gives every
  /// coefficient.
  private func binomialPower(_ expression: Expression) -> Expression? {
    guard case .sum(let terms) = node(expression), terms.count > 2 else { return nil }
    var coefficients: [Int: Rational] = [:]
    var base: Expression?
    for term in terms {
      if let number = rationalValue(term) {
        coefficients[0] = number
        continue
      }
      var (number, factors) = (Rational(1), [Factor(term)])
      if case .product(let stored, let inner) = node(term) { (number, factors) = (stored, inner) }
      guard factors.count == 1, case .symbol = node(factors[0].base),
        base == nil || base == factors[0].base, let exponent = factors[0].exponent.word,
        exponent > 0
      else { return nil }
      base = factors[0].base
      coefficients[exponent] = number
    }
    guard let base, let constant = coefficients[0], let top = coefficients.keys.max() else {
      return nil
    }
    let n = terms.count - 1
    guard top % n == 0, let first = coefficients[top / n] else { return nil }
    let ratio = first / (constant * Rational(n))
    var expected = constant
    for place in 0...n {
      guard coefficients[place * (top / n)] == expected else { return nil }
      expected *= ratio * Rational(n - place, over: place + 1)
    }
    guard let power = try? power(base, Rational(top / n)) else { return nil }
    let binomial = sum(rational(1), scaled(power, by: ratio))
    return (try? self.power(binomial, Rational(n))).map { scaled($0, by: constant) }
  }

  private func folded(_ part: Expression) -> Expression {
    switch node(part) {
    case .sum, .product: break
    case .rational, .pi, .symbol, .function, .application: return part
    }
    guard hasQuickNormalForm(part, size: Self.foldingSize) else { return part }
    let inner = topologicalOrder(of: [part])
    var best = part
    for current in inner {
      guard case .function(.arccos, let argument) = node(current) else { continue }
      guard let candidate = try? candidate(best, arccosine: current, argument),
        readingLength(of: candidate) < readingLength(of: best), areProvedEqual(candidate, best)
      else { continue }
      best = candidate
    }
    return best
  }

  private func candidate(
    _ part: Expression, arccosine: Expression, _ argument: Expression
  ) throws(ExpressionError) -> Expression? {
    let (zero, one) = (Symbol("kappa0 of the argument"), Symbol("kappa1 of the argument"))
    let (k0, k1) = (symbol(zero), symbol(one))
    let angle = product(pi, difference(rational(1), k0))
    let root = product(pi, difference(k1, product(argument, k0)))
    let square = difference(rational(1), try power(argument, 2))
    let known = try squareRoot(square)
    var image = try replacing(arccosine, by: angle, in: part)
    image = try replacing(known, by: root, in: image)
    image = try replacingRoots(of: square, by: root, in: image)
    guard hasQuickNormalForm(image, size: 2 * Self.foldingSize),
      let normal = normalForm(of: image)
    else { return nil }
    return simplified(
      try substituting(
        [
          zero: try function(.kappa(0), argument), one: try function(.kappa(1), argument),
        ], in: simplified(normal)))
  }

  /// The expression with every odd power of √square written with the given root.
  private func replacingRoots(
    of square: Expression, by root: Expression, in expression: Expression
  ) throws(ExpressionError) -> Expression {
    var result = expression
    for current in topologicalOrder(of: [expression]) {
      guard case .product(let coefficient, let factors) = node(current),
        let place = factors.firstIndex(where: {
          $0.base == square && $0.exponent.denominator == 2
        })
      else { continue }
      var parts = factors
      let exponent = parts[place].exponent - Rational(1, over: 2)
      parts[place] = Factor(root)
      if !exponent.isZero { parts.append(Factor(square, exponent)) }
      result = try replacing(current, by: product(coefficient, parts), in: result)
    }
    return result
  }
}
