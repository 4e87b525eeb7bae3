internal import Arithmetic

// Simplification is a call, never a surprise: constructors only collect. It works bottom-up on the
// shared graph and takes out of each sum what all its terms have in common, so that
// (1+α²)^l + α²(1+α²)^l becomes (1+α²)^(l+1); sums of constants that the normal form proves to be zero
// become 0.
extension ExpressionStore {
  /// An equal expression, simplified.
  ///
  /// - Complexity: O(reachable nodes) apart from the constants that are checked for zero.
  public func simplified(_ expression: Expression) -> Expression {
    for current in topologicalOrder(of: [expression], stoppingAt: { simpler[$0.index] != nil }) {
      let image = (try? simplifiedNode(current)) ?? current
      simpler[current.index] = image
      simpler[image.index] = image
    }
    return simpler[expression.index] ?? expression
  }

  private func simplifiedNode(_ current: Expression) throws(ExpressionError) -> Expression {
    func image(_ child: Expression) -> Expression { simpler[child.index] ?? child }
    switch node(current) {
    case .rational, .pi, .symbol: return current
    case .sum(let terms): return factored(merged(terms.map(image)))
    case .product(let coefficient, let factors):
      var parts = [rational(coefficient)]
      for factor in factors { parts.append(try power(image(factor.base), factor.exponent)) }
      return withIntegralSum(product(parts))
    case .function(let function, let argument):
      return try self.function(function, image(argument))
    case .application(let function, let arguments):
      return try application(function, arguments.map(image))
    }
  }

  /// A sum that multiplies a κ, with integers without a common divisor as its coefficients: the number in
  /// front of (4t + κ₁)κ₀/4 meets those of other terms, and no fraction stands in the brackets.
  private func withIntegralSum(_ expression: Expression) -> Expression {
    guard case .product(let coefficient, let factors) = node(expression), factors.count == 2,
      let place = factors.firstIndex(where: { $0.exponent.isOne && isSum($0.base) }),
      case .function(.kappa, _) = node(factors[1 - place].base),
      case .sum(let terms) = node(factors[place].base)
    else { return expression }
    let numbers = terms.map { termFactors($0).coefficient.magnitude }
    var (numerator, denominator) = (numbers[0].numerator, numbers[0].denominator)
    for number in numbers {
      numerator = Integer.gcd(numerator, number.numerator)
      denominator *= Rational(number.denominator, over: denominator).numerator
    }
    let content = Rational(numerator, over: denominator)
    if numbers.allSatisfy({ $0.isInteger }) || content.isOne { return expression }
    let whole = sum(terms.map { scaled($0, by: Rational.one / content) })
    return product(coefficient * content, [Factor(whole), factors[1 - place]])
  }

  private func isSum(_ expression: Expression) -> Bool {
    if case .sum = node(expression) { true } else { false }
  }

  /// The sum, with sums among its terms opened where that makes like terms meet.
  private func merged(_ terms: [Expression]) -> Expression {
    let opened = terms.flatMap { term -> [Expression] in
      if case .sum(let inner) = node(term) { inner } else { [term] }
    }
    let flat = sum(opened)
    let count = if case .sum(let collected) = node(flat) { collected.count } else { 1 }
    return count < opened.count ? flat : sum(terms)
  }

  /// The sum with the common factors of its terms taken out.
  func factored(_ expression: Expression) -> Expression {
    guard case .sum(let terms) = node(expression) else { return expression }
    let rows = terms.map { termFactors($0) }
    let common = commonFactors(rows.map(\.factors))
    let coefficient = commonCoefficient(rows.map(\.coefficient))
    let rest = rows.map { row in
      let inverse = common.map { Factor($0.base, -$0.exponent) }
      return product(row.coefficient / coefficient, row.factors + inverse)
    }
    let inner = sum(rest)
    if isProvedZeroConstant(inner) { return rational(0) }
    return product(coefficient, [Factor(inner)] + common)
  }

  private func termFactors(_ term: Expression) -> (coefficient: Rational, factors: [Factor]) {
    switch node(term) {
    case .rational(let value): (value, [])
    case .product(let coefficient, let factors): (coefficient, factors)
    case .pi, .symbol, .sum, .function, .application: (1, [Factor(term)])
    }
  }

  /// The bases that all rows share, with the least exponent; exponents of one base must differ by
  /// integers, so that what remains has no new roots.
  private func commonFactors(_ rows: [[Factor]]) -> [Factor] {
    rows[0].compactMap { candidate in
      var least = candidate.exponent
      for row in rows.dropFirst() {
        guard let match = row.first(where: { $0.base == candidate.base }),
          (match.exponent - candidate.exponent).isInteger
        else { return nil }
        least = min(least, match.exponent)
      }
      return Factor(candidate.base, least)
    }
  }

  /// The coefficient to take out: the one that leaves the fewest digits to read.
  ///
  /// Candidates are the coefficients themselves. A tie is decided for integers inside the brackets.
  private func commonCoefficient(_ coefficients: [Rational]) -> Rational {
    var best = (cost: readingCost(1, coefficients), factor: Rational.one)
    for candidate in coefficients.map(\.magnitude) where !candidate.isOne {
      let cost = readingCost(candidate, coefficients)
      let isWhole = coefficients.allSatisfy { ($0 / candidate).isInteger }
      if cost < best.cost || (cost == best.cost && isWhole && best.factor.isOne) {
        best = (cost, candidate)
      }
    }
    return best.factor
  }

  /// The digits written when `factor` is taken out of the coefficients; a coefficient 1 is not written.
  private func readingCost(_ factor: Rational, _ coefficients: [Rational]) -> Int {
    func digits(_ value: Rational) -> Int {
      value.magnitude.isOne ? 0 : value.magnitude.description.count
    }
    return coefficients.reduce(digits(factor)) { $0 + digits($1 / factor) }
  }

  /// Whether a sum free of t is identically zero by its normal form.
  private func isProvedZeroConstant(_ expression: Expression) -> Bool {
    guard case .sum = node(expression), !dependsOnCosine(expression),
      hasQuickNormalForm(expression, size: 60), !isNonzeroAtSample(expression)
    else { return false }
    let field = NormalFormField(store: self, keepsKappas: true)
    return (try? field.fraction(of: expression).isZero) == true
  }
}
