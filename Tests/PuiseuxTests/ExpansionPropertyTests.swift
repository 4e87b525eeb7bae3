import Arithmetic
import Expressions
import Puiseux
import TestSupport
import Testing

/// Expansions against direct evaluation, and symbolic ones against numeric ones.
struct ExpansionPropertyTests {
  /// What is left out is O(s^order): from s to s/2^16 the remainder falls by 2^(16·order), up to a factor
  /// that the coefficients allow for.
  @Test func remainderFallsAsStated() throws {
    try forEachSeed(40) { generator, seed in
      let kernels = TestKernels()
      let store = kernels.store
      let kernel = try kernels.random(&generator, depth: generator.int(1...3))
      for pole in Pole.allCases {
        let expansion = try PuiseuxExpansion.expand(
          kernel, at: pole, .terms(generator.int(2...6)), in: store)
        guard let order = expansion.order else { continue }
        var sizes: [RealBall] = []
        for bits in [96, 112] {
          let s = Rational(1, over: 2).power(bits)
          var remainder = try store.ball(
            kernel, at: [.cosine: pole.point * (1 - s)], bits: 2000)
          for term in expansion.terms {
            let power = try store.ball(
              try store.power(store.rational(s), term.exponent), bits: 2000)
            let value = try store.ball(term.coefficient, bits: 2000)
            remainder = remainder.subtracting(
              value.multiplied(by: power, precision: 2100), precision: 2100)
          }
          let scale = try store.ball(try store.power(store.rational(s), order), bits: 3000)
          sizes.append(remainder.divided(by: scale, precision: 200))
        }
        // The quotient tends to the next coefficient, which may be 0.
        #expect(
          sizes[1].magnitude < (sizes[0].magnitude + .powerOfTwo(-12)) * Magnitude(2),
          "seed \(seed), \(store.text(kernel)) at \(pole)")
        #expect(sizes[0].magnitude < .powerOfTwo(40), "seed \(seed)")
      }
    }
  }

  @Test func symbolicAgreesWithNumeric() throws {
    try forEachSeed(2) { generator, seed in
      let value = Rational(generator.int(1...30), over: generator.int(7...20))
      for depth in 1...2 {
        let kernels = TestKernels(isParametric: true)
        let store = kernels.store
        let symbolic = try kernels.residual(depth, alpha: kernels.alpha)
        let numeric = try kernels.residual(depth, alpha: store.rational(value))
        for (general, special) in [
          (symbolic.covariance, numeric.covariance), (symbolic.tangent, numeric.tangent),
        ] {
          for pole in Pole.allCases {
            let extent = PuiseuxExpansion.Extent.exponent(Rational(5, over: 2))
            let left = try PuiseuxExpansion.expand(general, at: pole, extent, in: store)
            let right = try PuiseuxExpansion.expand(special, at: pole, extent, in: store)
            #expect(left.conditions.isEmpty)
            for term in left.terms {
              let at = try store.substituting(
                [Symbol("alpha"): store.rational(value)], in: term.coefficient)
              let other = try #require(right.coefficient(of: term.exponent, in: store))
              #expect(
                try store.ball(at).overlaps(try store.ball(other)),
                "seed \(seed), depth \(depth), alpha \(value), s^\(term.exponent) at \(pole)")
            }
          }
        }
      }
    }
  }

  /// The short forms with their constants put in are the coefficients.
  @Test func shortFormsAreEqual() throws {
    let kernels = TestKernels()
    let store = kernels.store
    let expansion = try PuiseuxExpansion.expand(
      try kernels.tangent(5, squaredBias: store.rational(0)), at: .minusOne, .terms(8), in: store)
    #expect(!expansion.constants.isEmpty)
    var values: [Symbol: Expression] = [:]
    for constant in expansion.constants {
      values[constant.name] = try store.substituting(values, in: constant.value)
    }
    for term in expansion.terms {
      let whole = try store.substituting(values, in: term.shortForm)
      #expect(try store.ball(whole).overlaps(try store.ball(term.coefficient)))
    }
  }
}

extension ExpressionStore {
  /// The value at a point.
  func ball(_ kernel: Expression, at point: [Symbol: Rational], bits: Int) throws -> RealBall {
    try Tape(kernel, in: self).evaluate(at: point, goal: .absolute(bits: bits)).value
  }
}
