import Arithmetic
import Expressions
import TestSupport
import Testing

/// The normal form never proves what is false.
struct IdentityTests {
  @Test func rootsOfZeroHaveNoNegativePower() throws {
    let store = ExpressionStore()
    let t = store.cosine
    let zero = store.sum([
      try store.function(.kappa(1), t),
      store.negated(try store.function(.kappa(1), store.negated(t))),
      store.negated(t),
    ])
    let nowhere = try store.power(zero, Rational(-1, over: 2))
    #expect(!store.areProvedEqual(nowhere, store.rational(0)))
    #expect(!store.areProvedEqual(try store.power(zero, -1), store.rational(0)))
  }

  /// Random expressions against themselves plus a small change.
  @Test func disturbedExpressionsAreNotEqual() {
    forEachSeed(1500, from: 800_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 3).build(in: store) else { return }
      let noise = store.scaled(
        random.pick([store.cosine, store.pi, store.rational(1)]),
        by: Rational(1, over: 1 << random.int(1...60)))
      #expect(!store.areProvedEqual(built, store.sum(built, noise)), "seed \(seed)")
      #expect(store.areProvedEqual(built, built), "seed \(seed)")
    }
  }

  /// Random pairs that the normal form takes for equal have the same values.
  @Test func provedPairsAgree() {
    forEachSeed(1500, from: 810_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 3).build(in: store) else { return }
      let simpler = store.simplified(built)
      let point = random.point()
      for other in [simpler, store.absolute(built), store.negated(built)]
      where store.areProvedEqual(built, other) {
        guard
          let pair = try? [built, other].map({
            try Tape($0, in: store).evaluate(at: point, goal: .absolute(bits: 60)).value
          })
        else { continue }
        #expect(pair[0].overlaps(pair[1]), "seed \(seed) at \(point): \(store.text(built))")
      }
    }
  }
}
