package import Arithmetic

/// A product of integer powers of generators, sorted by generator; exponents may be negative.
package struct Monomial: Hashable {
  package struct Power: Hashable {
    package let generator: Int
    package let exponent: Int
  }

  package let powers: [Power]

  package static let one = Monomial(powers: [])

  package init(powers: [Power]) { self.powers = powers }

  package init(generator: Int, exponent: Int) {
    powers = exponent == 0 ? [] : [Power(generator: generator, exponent: exponent)]
  }

  package func exponent(of generator: Int) -> Int {
    powers.first { $0.generator == generator }?.exponent ?? 0
  }

  /// The product of this monomial with the other one to a power.
  package func multiplied(by other: Monomial, power: Int = 1) -> Monomial {
    var result: [Power] = []
    result.reserveCapacity(powers.count + other.powers.count)
    var (i, j) = (0, 0)
    while i < powers.count || j < other.powers.count {
      let left = i < powers.count ? powers[i].generator : .max
      let right = j < other.powers.count ? other.powers[j].generator : .max
      var exponent = 0
      if left <= right {
        exponent += powers[i].exponent
        i += 1
      }
      if right <= left {
        exponent += power * other.powers[j].exponent
        j += 1
      }
      if exponent != 0 { result.append(Power(generator: min(left, right), exponent: exponent)) }
    }
    return Monomial(powers: result)
  }

  /// Lexicographic order: the monomial with the higher exponent of the first generator where two differ
  /// comes first.
  package func precedes(_ other: Monomial) -> Bool {
    var (i, j) = (0, 0)
    while i < powers.count || j < other.powers.count {
      let left = i < powers.count ? powers[i].generator : .max
      let right = j < other.powers.count ? other.powers[j].generator : .max
      let a = left <= right ? powers[i].exponent : 0
      let b = right <= left ? other.powers[j].exponent : 0
      if a != b { return a > b }
      if left <= right { i += 1 }
      if right <= left { j += 1 }
    }
    return false
  }
}

/// A Laurent polynomial with rational coefficients in the generators of a ``NormalFormField``.
package struct Polynomial: Hashable {
  package private(set) var terms: [Monomial: Rational] = [:]

  package static let zero = Polynomial()
  package static let one = Polynomial(1)

  package init() {}

  package init(_ constant: Rational) { add(constant, .one) }

  package init(_ monomial: Monomial, _ coefficient: Rational = 1) { add(coefficient, monomial) }

  package var isZero: Bool { terms.isEmpty }

  /// The rational number, when the polynomial is one.
  package var constant: Rational? {
    if isZero { return 0 }
    return terms.count == 1 ? terms[.one] : nil
  }

  /// The terms in lexicographic order of their monomials.
  package var sortedTerms: [(monomial: Monomial, coefficient: Rational)] {
    terms.map { ($0.key, $0.value) }.sorted { $0.0.precedes($1.0) }
  }

  /// The first term in lexicographic order.
  package var leading: (monomial: Monomial, coefficient: Rational)? {
    terms.min { $0.key.precedes($1.key) }.map { ($0.key, $0.value) }
  }

  package mutating func add(_ coefficient: Rational, _ monomial: Monomial) {
    if coefficient.isZero { return }
    let sum = (terms[monomial] ?? 0) + coefficient
    terms[monomial] = sum.isZero ? nil : sum
  }

  package static func + (left: Polynomial, right: Polynomial) -> Polynomial {
    var result = left
    for (monomial, coefficient) in right.terms { result.add(coefficient, monomial) }
    return result
  }

  package func scaled(by factor: Rational, _ monomial: Monomial = .one) -> Polynomial {
    var result = Polynomial()
    for (own, coefficient) in terms {
      result.add(coefficient * factor, own.multiplied(by: monomial))
    }
    return result
  }

  package static func * (left: Polynomial, right: Polynomial) -> Polynomial {
    var result = Polynomial()
    for (a, x) in left.terms {
      for (b, y) in right.terms { result.add(x * y, a.multiplied(by: b)) }
    }
    return result
  }

  /// The greatest monomial that divides every term (least exponents), as for Laurent polynomials.
  package var monomialContent: Monomial {
    guard let first = terms.keys.first else { return .one }
    var generators = Set<Int>()
    for monomial in terms.keys { monomial.powers.forEach { generators.insert($0.generator) } }
    let least = generators.sorted().map { generator in
      Monomial.Power(
        generator: generator,
        exponent: terms.keys.reduce(first.exponent(of: generator)) {
          min($0, $1.exponent(of: generator))
        })
    }
    return Monomial(powers: least.filter { $0.exponent != 0 })
  }
}
