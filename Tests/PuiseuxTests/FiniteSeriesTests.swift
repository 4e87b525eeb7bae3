import Arithmetic
import Expressions
import Puiseux
import TestSupport
import Testing

/// Series that end are claimed to be the kernel only as far as that is proved.
struct FiniteSeriesTests {
  private let kernels = TestKernels()
  private var store: ExpressionStore { kernels.store }
  private var t: Expression { store.cosine }

  private func absolute(_ argument: Expression) throws -> Expression {
    try store.function(.abs, argument)
  }

  private func shifted(_ value: Rational) -> Expression { store.sum(t, store.rational(value)) }

  private func expansion(_ kernel: Expression, _ pole: Pole) throws -> PuiseuxExpansion {
    try PuiseuxExpansion.expand(kernel, at: pole, .terms(4), in: store)
  }

  @Test func polynomialsAreExactThroughout() throws {
    let kernel = store.sum(try store.power(t, 3), t)
    for pole in Pole.allCases {
      let expansion = try expansion(kernel, pole)
      #expect(expansion.order == nil)
      #expect(expansion.exactDistance(of: kernel, in: store) == 2)
      #expect(expansion.remainder(of: kernel, within: 2, in: store) == .zero)
    }
  }

  /// |t| = 1 - s for s ≤ 1 only.
  @Test func kinksEndTheRange() throws {
    let kernel = try absolute(t)
    let expansion = try expansion(kernel, .one)
    #expect(expansion.order == nil)
    #expect(expansion.exactDistance(of: kernel, in: store) == 1)
    #expect(expansion.remainder(of: kernel, within: 1, in: store) == .zero)
    #expect(
      expansion.remainder(of: kernel, within: Rational(1001, over: 1000), in: store) == nil)
    let obstacle = try #require(
      expansion.obstacle(of: kernel, within: Rational(3, over: 2), in: store))
    #expect(obstacle.description.contains("t, the argument of an `abs`"), "\(obstacle)")
    #expect(obstacle.description.hasSuffix("changes its sign at t = 0"), "\(obstacle)")
  }

  /// A kink exactly where a model next to the pole ends: |t - 1/2| at s = 1/2.
  @Test func kinksAtTheEndOfAModel() throws {
    let kernel = try absolute(shifted(Rational(-1, over: 2)))
    let expansion = try expansion(kernel, .one)
    #expect(expansion.exactDistance(of: kernel, in: store) == Rational(1, over: 2))
    for distance in [Rational(3, over: 4), 1, 2] {
      #expect(expansion.remainder(of: kernel, within: distance, in: store) == nil)
    }
  }

  /// A smooth kink, and one that the parts of an identity hide.
  @Test func hiddenKinks() throws {
    let third = Rational(-1, over: 3)
    let cubic = store.sum(t, try store.power(try absolute(shifted(third)), 3))
    let atOne = try expansion(cubic, .one)
    #expect(atOne.remainder(of: cubic, within: Rational(3, over: 2), in: store) == nil)
    #expect(atOne.remainder(of: cubic, within: Rational(3, over: 5), in: store) == .zero)
    // κ₀(t) + κ₀(-t) = 1, which the series alone do not show.
    let one = store.sum(
      try kernels.kappa(0, t), try kernels.kappa(0, store.negated(t)))
    let sum = store.sum(one, try absolute(shifted(third)))
    let atMinusOne = try expansion(sum, .minusOne)
    #expect(atMinusOne.remainder(of: sum, within: Rational(7, over: 5), in: store) == nil)
  }

  /// arccos(cos 3t) = 3|t|: at t = 0 the inner cosine reaches 1.
  @Test func foldedAngles() throws {
    let angle = store.scaled(t, by: 3)
    for function in [Function.cos, .sin] {
      let kernel = try store.function(
        function == .cos ? .arccos : .arcsin, try store.function(function, angle))
      for pole in Pole.allCases {
        let expansion = try expansion(kernel, pole)
        #expect(expansion.terms.map(\.exponent) == [0, 1])
        let slope = try #require(expansion.terms.last).coefficient
        #expect(
          store.rationalValue(slope)?.magnitude == 3, "\(store.text(slope))")
        #expect(expansion.order.map { $0 > 4 } != false)
        #expect(expansion.remainder(of: kernel, within: Rational(3, over: 2), in: store) == nil)
      }
    }
  }

  /// Wherever a random piecewise polynomial is said to be its series, it is.
  @Test func exactRangesAreTrue() throws {
    var (exact, refused) = (0, 0)
    try forEachSeed(60) { generator, seed in
      let kernels = TestKernels()
      let (store, t) = (kernels.store, kernels.store.cosine)
      var kernel = store.scaled(t, by: Rational(generator.int(-3...3)))
      for _ in 0..<generator.int(1...2) {
        let kink = store.rational(Rational(generator.int(-9...9), over: generator.int(1...8)))
        var inner = store.difference(t, kink)
        if generator.int(0...1) == 1 {
          inner = store.product([inner, store.sum(t, store.rational(Rational(1, over: 3)))])
        }
        let part = try store.function(.abs, inner)
        kernel = store.sum(kernel, try store.power(part, Rational(generator.int(1...3))))
      }
      for pole in Pole.allCases {
        guard let expansion = try? PuiseuxExpansion.expand(kernel, at: pole, .terms(9), in: store),
          expansion.order == nil
        else { continue }
        let wanted = Rational(generator.int(1...200), over: 100)
        let isClaimed = expansion.remainder(of: kernel, within: wanted, in: store) == .zero
        if isClaimed { exact += 1 } else { refused += 1 }
        var reach = expansion.exactDistance(of: kernel, in: store) ?? 0
        if isClaimed { reach = max(reach, wanted) }
        for step in 1...25 {
          let s = reach * Rational(step, over: 25)
          var rest = try store.ball(kernel, at: [.cosine: pole.point * (1 - s)], bits: 200)
          for term in expansion.terms {
            let power = try store.ball(
              try store.power(store.rational(s), term.exponent), bits: 200)
            rest = rest.subtracting(
              try store.ball(term.coefficient, bits: 200).multiplied(by: power, precision: 220),
              precision: 220)
          }
          #expect(rest.containsZero, "seed \(seed), \(store.text(kernel)) at \(pole), s = \(s)")
        }
      }
    }
    #expect(exact > 15 && refused > 15, "\(exact) claimed, \(refused) refused")
  }
}
