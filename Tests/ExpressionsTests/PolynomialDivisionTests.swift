import Arithmetic
import TestSupport
import Testing

@testable import Expressions

/// Exact division of polynomials, with the image modulo a prime that rejects most attempts.
struct PolynomialDivisionTests {
  private static func polynomial(_ random: inout SplitMix64, terms: Int) -> Polynomial {
    var result = Polynomial()
    for _ in 0..<terms {
      let powers = (0..<3).map {
        Monomial.Power(generator: $0, exponent: random.int(0...3))
      }.filter { $0.exponent > 0 }
      result.add(
        Rational(random.int(-30...30), over: random.int(1...9)), Monomial(powers: powers))
    }
    return result
  }

  @Test func productsDivide() {
    forEachSeed(600, from: 900_000) { random, seed in
      let a = Self.polynomial(&random, terms: random.int(1...8))
      let b = Self.polynomial(&random, terms: random.int(1...6))
      guard !a.isZero, !b.isZero else { return }
      #expect((a * b).dividedExactly(by: b) == a, "seed \(seed)")
      // Large coefficients, beyond the prime.
      let large = Rational(3).power(60)
      let scaled = (a * b).scaled(by: large)
      #expect(scaled.dividedExactly(by: b) == a.scaled(by: large), "seed \(seed)")
    }
  }

  /// What is found is a quotient; where none is found, there is none.
  @Test func othersDoNot() {
    forEachSeed(600, from: 910_000) { random, seed in
      let a = Self.polynomial(&random, terms: random.int(1...6))
      let b = Self.polynomial(&random, terms: random.int(2...4))
      let noise = Self.polynomial(&random, terms: 1)
      guard !a.isZero, b.terms.count > 1, !noise.isZero else { return }
      let sum = a * b + noise
      // b has two terms or more, so it divides no single term.
      #expect(sum.dividedExactly(by: b) == nil, "seed \(seed)")
    }
  }
}
