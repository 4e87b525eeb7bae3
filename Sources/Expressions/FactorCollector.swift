internal import Arithmetic

/// Collects the factors of a product: multiplies numbers, adds exponents of equal bases, and takes
/// apart products inside products.
struct FactorCollector {
  let store: ExpressionStore
  private var coefficient: Rational
  private var exponents: [Expression: Rational] = [:]
  private var bases: [Expression] = []

  init(store: ExpressionStore, coefficient: Rational) {
    self.store = store
    self.coefficient = coefficient
  }

  mutating func multiply(by factor: Factor) {
    switch store.node(factor.base) {
    case .rational(let value): multiply(number: value, exponent: factor.exponent)
    case .product(let inner, let factors)
    where factor.exponent.isInteger
      && factors.count + bases.count <= ExpressionStore.flatteningLimit:
      multiply(number: inner, exponent: factor.exponent)
      for part in factors { multiply(by: Factor(part.base, part.exponent * factor.exponent)) }
    case .product, .pi, .symbol, .sum, .function, .application: append(factor)
    }
  }

  /// Multiplies by value^exponent.
  ///
  /// Under a fractional exponent a positive number becomes an integer
  /// base: (p/q)^e = p^e·q^(-e).
  private mutating func multiply(number value: Rational, exponent: Rational) {
    if let whole = exponent.word {
      coefficient *= value.power(whole)
    } else if value.isInteger {
      multiply(radicand: value.numerator, exponent: exponent)
    } else {
      multiply(radicand: value.numerator, exponent: exponent)
      multiply(radicand: value.denominator, exponent: -exponent)
    }
  }

  /// Multiplies by n^(p/q): whole powers and exact roots go into the coefficient.
  private mutating func multiply(radicand: Integer, exponent: Rational) {
    if radicand.isOne { return }
    guard let degree = exponent.denominator.word, let top = exponent.numerator.word else {
      append(Factor(store.rational(Rational(radicand)), exponent))
      return
    }
    if let root = radicand.exactRoot(degree) {
      coefficient *= Rational(root).power(top)
      return
    }
    let (outer, inner) = SmallFactors.split(radicand, degree: degree)
    coefficient *= Rational(outer).power(top)
    let whole = exponent.floor.word ?? 0
    coefficient *= Rational(inner).power(whole)
    append(Factor(store.rational(Rational(inner)), exponent - Rational(whole)))
  }

  private mutating func append(_ factor: Factor) {
    if exponents[factor.base] == nil { bases.append(factor.base) }
    exponents[factor.base, default: 0] += factor.exponent
  }

  func expression() -> Expression {
    if coefficient.isZero { return store.rational(0) }
    var factors: [Factor] = []
    var settled = FactorCollector(store: store, coefficient: coefficient)
    var changed = false
    for base in bases {
      guard let exponent = exponents[base], !exponent.isZero else { continue }
      if case .rational(let value) = store.node(base) {
        // √2·√2 has become 2¹: settle it into the coefficient.
        let needsSettling = exponent.signum < 0 || exponent >= 1
        changed = changed || needsSettling
        settled.multiply(number: value, exponent: exponent)
      } else {
        settled.append(Factor(base, exponent))
      }
      factors.append(Factor(base, exponent))
    }
    if changed { return settled.expression() }
    return store.interned(coefficient: coefficient, factors: factors)
  }
}

/// Takes perfect powers out of integers by trial division with small primes.
enum SmallFactors {
  /// The integer as outerᵈ·inner, where no prime below 1000 divides `inner` d times.
  static func split(_ value: Integer, degree: Int) -> (outer: Integer, inner: Integer) {
    var outer = Integer.one
    var inner = value
    for prime in primes where degree < 64 {
      let power = Integer(prime).power(degree)
      if power > inner { break }
      while true {
        let (q, r) = inner.quotientAndRemainder(dividingBy: power)
        guard r.isZero else { break }
        inner = q
        outer *= Integer(prime)
      }
    }
    return (outer, inner)
  }

  private static let primes = (2..<1000).filter { n in
    !(2..<n).contains { $0 * $0 <= n && n % $0 == 0 }
  }

  /// The prime factors of a positive integer whose primes are all below 1000; `nil` for other numbers.
  static func primes(of value: Rational) -> [Integer]? {
    guard value.isInteger, value.signum > 0 else { return nil }
    var rest = value.numerator
    var factors: [Integer] = []
    for prime in primes.map({ Integer($0) }) {
      while true {
        let (q, r) = rest.quotientAndRemainder(dividingBy: prime)
        guard r.isZero else { break }
        rest = q
        factors.append(prime)
      }
      if rest.isOne { return factors }
    }
    return nil
  }
}
