import Arithmetic
import Expressions
import Series
import TestSupport
import Testing

/// The cone of positive definite kernels as the structure shows it, against Taylor coefficients.
struct DefinitenessTests {
  private static let order = 6

  /// Whether a coefficient is negative, as far as an enclosure tells.
  private static func isNegative(_ coefficient: Expression, _ store: ExpressionStore) -> Bool {
    let alpha = [Symbol("alpha"): Rational(3, over: 7)]
    let result = try? Tape(coefficient, in: store).evaluate(
      at: alpha, goal: .absolute(bits: 64), precisionCap: 512)
    return result?.value.isCertainlyNegative ?? false
  }

  private static func check(_ recipe: Recipe, _ seed: UInt64) -> Bool {
    let store = storeWithAlpha()
    guard let built = try? recipe.build(in: store), store.isPositiveDefinite(built),
      let exact = ExactTaylor.coefficients(of: built, count: order, in: store)
    else { return false }
    for (n, coefficient) in exact.enumerated() {
      #expect(
        !isNegative(coefficient, store), "seed \(seed), coefficient \(n) of \(store.text(built))")
    }
    return true
  }

  @Test func coefficientsAreNotNegative() {
    var shown = 0
    forEachSeed(1500, from: 400_000) { random, seed in
      if Self.check(random.bounded(depth: 3), seed) { shown += 1 }
    }
    forEachSeed(1500, from: 410_000) { random, seed in
      if Self.check(random.recipe(depth: 3), seed) { shown += 1 }
    }
    #expect(shown > 300)
  }

  @Test func kernelsOfThePapersAreInTheCone() throws {
    let store = storeWithAlpha()
    var kernel = store.cosine
    for degree in [1, 0, 2, 3, 1] {
      kernel = try store.function(.kappa(degree), kernel)
      #expect(store.isPositiveDefinite(kernel) && store.isBoundedByOne(kernel))
    }
  }

  @Test func othersAreNot() throws {
    let store = storeWithAlpha()
    let t = store.cosine
    let alpha = store.symbol(Symbol("alpha"))
    let outside = [
      store.negated(t), store.difference(try store.power(t, 2), t),
      try store.function(.kappa(1), store.scaled(t, by: 2)),
      try store.function(.kappa(1), store.product(alpha, t)),
      try store.function(.kappa(1), store.negated(t)),
      try store.function(.abs, t), try store.function(.sin, t), try store.function(.cos, t),
      try store.function(.erf, t), try store.function(.arccos, t),
      try store.function(.exp, store.negated(t)), try store.power(store.sum(t, alpha), -1),
    ]
    for expression in outside {
      #expect(!store.isPositiveDefinite(expression), "\(store.text(expression))")
    }
  }
}
