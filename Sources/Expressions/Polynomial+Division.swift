internal import Arithmetic

// Most divisions that cancellation tries do not come out even, and long division would find that out late.
// So an image in one variable modulo a prime is divided first. If numerator = quotient·divisor with
// coefficients that the prime does not divide the denominators of, then Gauss's lemma gives the quotient
// such coefficients too, unless the prime divides all of the divisor; so a remainder of the images that is
// not zero proves that the division does not come out even. A remainder that is zero proves nothing.
extension Polynomial {
  /// The quotient by a divisor that divides evenly, or `nil`.
  ///
  /// Long division by leading terms in lexicographic order; it stops at the first leading term that the
  /// divisor's does not divide, which proves that the division does not come out even. Both polynomials
  /// must have nonnegative exponents only.
  ///
  /// - Complexity: O(q d log(qd)) for q terms of the quotient and d of the divisor; O(n) for n terms when
  ///   the image modulo a prime shows that the division does not come out even.
  package func dividedExactly(by divisor: Polynomial) -> Polynomial? {
    guard let lead = divisor.leading, !isIndivisible(by: divisor) else { return nil }
    let others = divisor.terms.filter { $0.key != lead.monomial }
    var rest = terms
    var queue = MonomialQueue(rest.keys)
    var quotient = Polynomial()
    while let top = queue.next() {
      guard let value = rest.removeValue(forKey: top) else { continue }
      let monomial = top.multiplied(by: lead.monomial, power: -1)
      guard monomial.powers.allSatisfy({ $0.exponent > 0 }) else { return nil }
      let coefficient = value / lead.coefficient
      quotient.add(coefficient, monomial)
      for (own, factor) in others {
        let place = own.multiplied(by: monomial)
        let old = rest[place]
        let sum = (old ?? 0) - factor * coefficient
        rest[place] = sum.isZero ? nil : sum
        if old == nil { queue.insert(place) }
      }
    }
    return quotient
  }

  /// Whether an image modulo a prime proves that the divisor does not divide this polynomial.
  private func isIndivisible(by divisor: Polynomial) -> Bool {
    var degrees: [Int: Int] = [:]
    for monomial in divisor.terms.keys {
      for power in monomial.powers {
        degrees[power.generator] = max(degrees[power.generator] ?? 0, power.exponent)
      }
    }
    // The variable of highest degree, the first of several: the outcome must not depend on hashing.
    guard let variable = degrees.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key,
      let low = divisor.image(in: variable), let high = image(in: variable),
      let top = low.lastIndex(where: { $0 != 0 }), top > 0
    else { return false }
    var rest = high
    let inverse = PrimeModulus.inverse(low[top])
    for place in stride(from: rest.count - 1, through: top, by: -1) where rest[place] != 0 {
      let factor = PrimeModulus.product(rest[place], inverse)
      for offset in 0...top {
        let product = PrimeModulus.product(factor, low[offset])
        rest[place - top + offset] = PrimeModulus.difference(rest[place - top + offset], product)
      }
    }
    return rest.contains { $0 != 0 }
  }

  /// The coefficients modulo the prime of the powers of one generator, with fixed values for the others;
  /// `nil` when a denominator vanishes.
  private func image(in variable: Int) -> [UInt64]? {
    var image: [UInt64] = []
    for (monomial, coefficient) in terms {
      let denominator = PrimeModulus.residue(of: coefficient.denominator)
      guard denominator != 0 else { return nil }
      var value = PrimeModulus.residue(of: coefficient.numerator)
      if denominator != 1 {
        value = PrimeModulus.product(value, PrimeModulus.inverse(denominator))
      }
      var degree = 0
      for power in monomial.powers {
        if power.generator == variable {
          degree = power.exponent
        } else {
          let point = PrimeModulus.point(power.generator)
          value = PrimeModulus.product(value, PrimeModulus.power(point, power.exponent))
        }
      }
      guard degree >= 0 else { return nil }
      while image.count <= degree { image.append(0) }
      image[degree] = PrimeModulus.sum(image[degree], value)
    }
    return image
  }
}

/// The monomials of a division, the first in lexicographic order on top: a binary heap.
private struct MonomialQueue {
  private var heap: [Monomial]

  init(_ monomials: some Sequence<Monomial>) {
    // A sorted array is a heap.
    heap = monomials.sorted { $0.precedes($1) }
  }

  mutating func insert(_ monomial: Monomial) {
    var place = heap.count
    heap.append(monomial)
    while place > 0, heap[place].precedes(heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func next() -> Monomial? {
    guard let top = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return top }
    heap[0] = last
    var place = 0
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].precedes(heap[first]) {
        first = child
      }
      if first == place { return top }
      heap.swapAt(place, first)
      place = first
    }
  }
}

/// Arithmetic modulo the Mersenne prime 2⁶¹ - 1.
private enum PrimeModulus {
  static let prime: UInt64 = (1 << 61) - 1
  private static let integer = Integer(Int(prime))

  static func residue(of integer: Integer) -> UInt64 {
    if let word = integer.word, word >= 0, UInt64(word) < prime { return UInt64(word) }
    // The remainder has the sign of the divisor and is less than it, so it is a word.
    let word = integer.quotientAndRemainder(dividingBy: Self.integer).remainder.word
    return UInt64(word ?? 0)
  }

  static func sum(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let sum = a + b
    return sum >= prime ? sum - prime : sum
  }

  static func difference(_ a: UInt64, _ b: UInt64) -> UInt64 { a >= b ? a - b : a + prime - b }

  static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return sum(low & prime, (high << 3) | (low >> 61))
  }

  static func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
    if exponent < 0 { return power(inverse(base), -exponent) }
    var (result, square, rest): (UInt64, UInt64, Int) = (1, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }

  /// The inverse of a residue that is not 0, by Fermat's theorem.
  static func inverse(_ a: UInt64) -> UInt64 { power(a, Int(prime - 2)) }

  /// A fixed residue for a generator, not 0.
  static func point(_ generator: Int) -> UInt64 {
    var mixer = FingerprintMixer()
    mixer.mix(UInt64(generator) &+ 0x9E37_79B9_7F4A_7C15)
    return mixer.state % (prime - 1) + 1
  }
}
