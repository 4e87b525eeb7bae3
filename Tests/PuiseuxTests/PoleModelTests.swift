import Arithmetic
import Expressions
import Puiseux
import TestSupport
import Testing

/// Enclosures next to a pole against values there.
struct PoleModelTests {
  /// A random rational number in (0, 1].
  private func fraction(_ generator: inout SplitMix64) -> Rational {
    let bits = generator.int(0...30)
    return Rational(generator.int(1...1000), over: 1000) * Rational(1, over: 1 << bits)
  }

  @Test func remaindersEnclose() throws {
    var found = 0
    try forEachSeed(40) { generator, seed in
      let kernels = TestKernels()
      let store = kernels.store
      let kernel = try kernels.random(&generator, depth: generator.int(1...3))
      for pole in Pole.allCases {
        let expansion = try PuiseuxExpansion.expand(
          kernel, at: pole, .terms(generator.int(1...5)), in: store)
        let reach = generator.pick([
          Rational(1, over: 2), Rational(1, over: 8), Rational(1, over: 64),
        ])
        guard let order = expansion.order,
          let ball = expansion.remainder(of: kernel, within: reach, in: store), ball.isFinite
        else { continue }
        found += 1
        for _ in 0..<12 {
          let s = reach * fraction(&generator)
          var rest = try store.ball(kernel, at: [.cosine: pole.point * (1 - s)], bits: 1200)
          for term in expansion.terms {
            let power = try store.ball(
              try store.power(store.rational(s), term.exponent), bits: 1200)
            rest = rest.subtracting(
              try store.ball(term.coefficient, bits: 1200).multiplied(by: power, precision: 1300),
              precision: 1300)
          }
          let scale = try store.ball(try store.power(store.rational(s), order), bits: 1200)
          let quotient = rest.divided(by: scale, precision: 200)
          #expect(
            ball.overlaps(quotient),
            "seed \(seed), \(store.text(kernel)) at \(pole), s = \(s): \(quotient) not in \(ball)")
          #expect(quotient.radius < .powerOfTwo(-60), "seed \(seed)")
        }
      }
    }
    #expect(found > 40)
  }

  @Test func neighbourhoodsHaveTheSign() throws {
    var found = 0
    try forEachSeed(30) { generator, seed in
      let kernels = TestKernels()
      let store = kernels.store
      // Two kernels with value 1 at t = 1: their difference vanishes there.
      let left = try kernels.random(&generator, depth: generator.int(1...3))
      let right = try kernels.random(&generator, depth: generator.int(1...2))
      let difference = store.difference(left, right)
      guard let near = PoleNeighbourhood.find(of: difference, at: .one, in: store) else { return }
      found += 1
      #expect(near.exponent.signum > 0)
      for _ in 0..<20 {
        let s = near.distance * fraction(&generator)
        let value = try store.ball(difference, at: [.cosine: 1 - s], bits: 400)
        #expect(
          near.isPositive ? value.isCertainlyPositive : value.isCertainlyNegative,
          "seed \(seed), \(store.text(difference)), s = \(s)")
      }
    }
    #expect(found > 10)
  }

  /// The remainder of κ₁(-1 + s) = c·s^(3/2) + … is its next coefficient for s → 0, and close to it before.
  @Test func remainderIsTight() throws {
    let kernels = TestKernels()
    let store = kernels.store
    let kernel = try kernels.kappa(1, store.cosine)
    let expansion = try PuiseuxExpansion.expand(kernel, at: .minusOne, .exponent(2), in: store)
    #expect(expansion.order == Rational(5, over: 2))
    let ball = try #require(
      expansion.remainder(of: kernel, within: Rational(1, over: 256), in: store))
    let next = try store.ball(
      try #require(
        PuiseuxExpansion.expand(kernel, at: .minusOne, .terms(2), in: store).terms.last
      ).coefficient)
    #expect(ball.contains(next))
    #expect(ball.radius < .powerOfTwo(-12))
  }

  @Test func symbolsHaveNoEnclosure() throws {
    let kernels = TestKernels(isParametric: true)
    let kernel = kernels.store.product(kernels.alpha, try kernels.kappa(1, kernels.store.cosine))
    #expect(PoleNeighbourhood.find(of: kernel, at: .one, in: kernels.store) == nil)
    let expansion = try PuiseuxExpansion.expand(
      kernel, at: .one, .terms(2), in: kernels.store)
    #expect(expansion.remainder(of: kernel, within: 1, in: kernels.store) == nil)
  }
}
