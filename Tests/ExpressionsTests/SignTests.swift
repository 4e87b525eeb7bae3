import Arithmetic
import Expressions
import TestSupport
import Testing

/// What the structure tells of signs and bounds is never contradicted by a value.
struct SignTests {
  private static func value(
    _ expression: Expression, _ point: [Symbol: Rational], _ store: ExpressionStore
  ) -> RealBall? {
    try? Tape(expression, in: store).evaluate(
      at: point, goal: .absolute(bits: 64), precisionCap: 512
    ).value
  }

  @Test func signsAndBounds() {
    var (signs, bounds) = (0, 0)
    forEachSeed(10_000, from: 300_000) { random, seed in
      let store = storeWithAlpha()
      let recipe = random.chance(2) ? random.recipe(depth: 4) : random.nonnegative(depth: 4)
      guard let built = try? recipe.build(in: store) else { return }
      let point = random.point()
      guard let value = Self.value(built, point, store) else { return }
      let message: Comment = "seed \(seed) at \(point): \(store.text(built))"
      if store.isNonnegative(built) {
        signs += 1
        #expect(!value.isCertainlyNegative, message)
      }
      if store.isPositive(built) { #expect(!value.isCertainlyNonpositive, message) }
      if store.isNonpositive(built) { #expect(!value.isCertainlyPositive, message) }
      if store.isBoundedByOne(built) {
        bounds += 1
        #expect(RealBall(midpoint: .zero, radius: .powerOfTwo(0)).overlaps(value), message)
      }
    }
    #expect(signs > 2000 && bounds > 200)
  }

  @Test func boundedArguments() {
    var shown = 0
    forEachSeed(4000, from: 320_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.bounded(depth: 4).build(in: store),
        store.isBoundedByOne(built)
      else { return }
      shown += 1
      for _ in 0..<4 {
        let point = random.point()
        guard let value = Self.value(built, point, store) else { continue }
        let unit = RealBall(midpoint: .zero, radius: .powerOfTwo(0))
        #expect(unit.overlaps(value), "seed \(seed) at \(point): \(store.text(built))")
      }
    }
    #expect(shown > 500)
  }

  /// An expression that is shown to be defined throughout has a value at every point.
  @Test func definedThroughoutMeansDefined() {
    forEachSeed(6000, from: 330_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let tape = Tape(built, in: store)
      guard tape.isDefinedThroughout else { return }
      let point = random.point()
      #expect(throws: Never.self, "seed \(seed) at \(point): \(store.text(built))") {
        try tape.evaluate(at: point, goal: .absolute(bits: 32), precisionCap: 256)
      }
    }
  }

  /// Exponents beyond a machine word keep their parity.
  @Test func hugeExponents() throws {
    let store = ExpressionStore()
    let huge = try #require(Rational("1000000000000000000000000000001"))
    for exponent in [huge, -huge, huge * huge] {
      guard let odd = try? store.power(store.cosine, exponent) else { continue }
      #expect(!store.isNonnegative(odd))
      #expect(!store.isPositive(odd))
    }
    if let even = try? store.power(store.cosine, huge - 1) { #expect(!store.isPositive(even)) }
  }

  @Test func interiorPolesAreNotDefined() throws {
    let store = ExpressionStore()
    let reciprocal = try store.power(store.cosine, -1)
    let logarithm = try store.function(.log, store.cosine)
    let root = try store.squareRoot(store.cosine)
    let wide = try store.function(.arccos, store.scaled(store.cosine, by: 2))
    for expression in [reciprocal, logarithm, root, wide] {
      #expect(!Tape(expression, in: store).isDefinedThroughout, "\(store.text(expression))")
    }
  }
}
