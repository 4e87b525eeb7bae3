import Arithmetic
import Expressions
import TestSupport
import Testing

/// The arc-cosine kernels against Cho & Saul (2009), section 2.
struct ArcCosineKernelTests {
  /// π·(2n-1)!!·κₙ = Jₙ, as the paper prints J₀ … J₂ and F1.3 prints J₃.
  @Test(arguments: [
    (0, [], [1]),
    (1, [1], [0, 1]),
    (2, [0, 3], [1, 0, 2]),
    (3, [4, 0, 11], [0, 9, 0, 6]),
  ])
  func polynomials(degree: Int, a: [Int], b: [Int]) {
    let found = ArcCosineKernel.polynomials(degree: degree)
    let scale = stride(from: 1, through: 2 * degree - 1, by: 2).reduce(Rational.one) {
      $0 * Rational($1)
    }
    #expect(found.a.map { $0 * scale } == a.map { Rational($0) })
    #expect(found.b.map { $0 * scale } == b.map { Rational($0) })
  }

  @Test func endsAndParity() throws {
    let store = ExpressionStore()
    for degree in 0...30 {
      #expect(try store.function(.kappa(degree), store.rational(1)) == store.rational(1))
      #expect(try store.function(.kappa(degree), store.rational(-1)) == store.rational(0))
      let (a, b) = ArcCosineKernel.polynomials(degree: degree)
      // B(1)·π = π, and the parities of A and B are those of n - 1 and n.
      #expect(b.reduce(0, +) == 1)
      #expect(b.enumerated().allSatisfy { ($0.offset - degree) % 2 == 0 || $0.element.isZero })
      #expect(a.enumerated().allSatisfy { ($0.offset - degree) % 2 != 0 || $0.element.isZero })
    }
  }

  /// κₙ is E[u₊ⁿv₊ⁿ] up to scale, so its second difference in t is positive and κₙ(0) is the product of
  /// half-moments: κₙ(0) = 2·(E u₊ⁿ)²/(2n-1)!!.
  @Test func valuesAtZero() throws {
    let store = ExpressionStore()
    for (degree, text) in [(0, "1/2"), (1, "1/pi"), (2, "1/6"), (3, "4/(15*pi)"), (4, "3/70")] {
      let value = try store.function(.kappa(degree), store.rational(0))
      #expect(store.text(value) == text, "degree \(degree)")
    }
  }

  @Test func enclosuresOfWideBalls() throws {
    try forEachSeed(3000, from: 600_000) { random, seed in
      let store = ExpressionStore()
      let degree = random.pick([0, 1, 2, 3, 5, 8])
      let tape = Tape(try store.function(.kappa(degree), store.cosine), in: store)
      let low = Rational(random.int(-1000...999), over: 1000)
      let high = min(1, low + Rational(1, over: 1 << random.int(0...40)))
      let wide = try tape.evaluate(
        over: [.cosine: RealBall(from: low, to: high, precision: 64)], precision: 64
      ).values[0]
      for point in [low, high, (low + high) / 2] {
        let value = try tape.evaluate(at: [.cosine: point], goal: .absolute(bits: 120)).value
        #expect(wide.overlaps(value), "seed \(seed): kappa\(degree) on [\(low), \(high)]")
      }
      let size = wide.radius.roundedUpDouble
      #expect(size <= 4 * Double(degree * degree + 1) && wide.isFinite, "seed \(seed)")
    }
  }
}
