import Arithmetic
import Expressions
import TestSupport
import Testing

/// One expression has one form, whatever the order in which it was put together.
struct CanonicalFormTests {
  @Test func orderOfConstructionDoesNotShow() throws {
    try forEachSeed(4000) { random, seed in
      let recipe = random.recipe(depth: 4)
      let other = recipe.shuffled(&random)
      let (first, second) = (storeWithAlpha(), storeWithAlpha())
      // Strangers in the store move all indices.
      for _ in 0..<5 { _ = try? random.recipe(depth: 2).build(in: second) }
      guard let a = try? recipe.build(in: first) else {
        #expect(throws: ExpressionError.self, "seed \(seed)") { try other.build(in: second) }
        return
      }
      let b = try other.build(in: second)
      #expect(first.text(a) == second.text(b), "seed \(seed)")
      #expect(try other.build(in: first) == a, "seed \(seed)")
    }
  }

  @Test func nodesKeepTheirInvariants() {
    forEachSeed(4000, from: 10_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 5).build(in: store) else { return }
      #expect(store.brokenInvariant(in: built) == nil, "seed \(seed)")
      let simpler = store.simplified(built)
      #expect(store.brokenInvariant(in: simpler) == nil, "seed \(seed), simplified")
    }
  }

  @Test func longProductsDoNotDependOnTheOrder() {
    let store = ExpressionStore()
    let symbols = (0..<60).map { store.symbol(Symbol("x\($0)")) }
    let left = store.product(Array(symbols[..<20]))
    let right = store.product(Array(symbols[20..<45]))
    let rest = store.product(Array(symbols[45...]))
    let orders = [[left, right, rest], [rest, left, right], [right, rest, left]]
    let products = Set(orders.map { store.product($0) })
    #expect(products.count == 1)
  }

  @Test func simplifyingTwiceChangesNothing() {
    forEachSeed(2000, from: 20_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let once = store.simplified(built)
      #expect(store.simplified(once) == once, "seed \(seed): \(store.text(built))")
    }
  }

  @Test(arguments: [
    ("sqrt 8", 8, Rational(1, over: 2), "2*sqrt(2)"),
    ("cube root of 16", 16, Rational(1, over: 3), "2*2^(1/3)"),
    ("reciprocal root", 12, Rational(-1, over: 2), "sqrt(3)/6"),
    ("exact root", 32, Rational(2, over: 5), "4"),
  ])
  func roots(name: String, base: Int, exponent: Rational, text: String) throws {
    let store = ExpressionStore()
    #expect(store.text(try store.power(store.rational(Rational(base)), exponent)) == text)
  }
}
