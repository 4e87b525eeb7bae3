import Arithmetic
import Expressions
import TestSupport
import Testing

/// Enclosures at a low precision hold the values of a higher one.
struct EvaluationTests {
  @Test func lowPrecisionHoldsHigh() throws {
    var compared = 0
    forEachSeed(6000, from: 700_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let tape = Tape(built, in: store)
      let point = random.point()
      guard let fine = try? tape.evaluate(at: point, goal: .absolute(bits: 300), precisionCap: 2048)
      else { return }
      for precision in [8, 24, 53, 200] {
        let balls = point.mapValues { RealBall($0, precision: precision) }
        guard let coarse = try? tape.evaluate(over: balls, precision: precision) else { continue }
        compared += 1
        #expect(
          coarse.values[0].overlaps(fine.value),
          "seed \(seed), \(precision) bits at \(point): \(store.text(built))")
      }
    }
    #expect(compared > 10_000)
  }

  /// A wide box holds the values of its points.
  @Test func boxesHoldTheirPoints() {
    forEachSeed(6000, from: 710_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let tape = Tape(built, in: store)
      let ends = [random.point(), random.point()]
      var box: [Symbol: RealBall] = [:]
      for symbol in [Symbol.cosine, Symbol("alpha")] {
        let sides = ends.compactMap { $0[symbol] }.sorted()
        box[symbol] = RealBall(from: sides[0], to: sides[1], precision: 80)
      }
      guard let wide = try? tape.evaluate(over: box, precision: 80) else { return }
      for point in ends {
        guard let value = try? tape.evaluate(at: point, goal: .absolute(bits: 80)) else { continue }
        #expect(
          wide.values[0].overlaps(value.value), "seed \(seed) at \(point): \(store.text(built))")
      }
    }
  }

  @Test func pointsOutsideDomains() throws {
    let store = ExpressionStore()
    let x = Symbol("x")
    let cases: [(Expression, Rational)] = [
      (try store.function(.arccos, store.symbol(x)), 2),
      (try store.function(.kappa(1), store.symbol(x)), Rational(-11, over: 10)),
      (try store.function(.log, store.symbol(x)), -1),
      (try store.squareRoot(store.symbol(x)), -1),
      (try store.power(store.symbol(x), -1), 0),
    ]
    for (expression, point) in cases {
      let result = try? Tape(expression, in: store).evaluate(
        at: [x: point], goal: .absolute(bits: 64), precisionCap: 256)
      #expect(result?.isDefinednessProved != true, "\(store.text(expression)) at \(point)")
    }
  }

  @Test func goals() throws {
    let store = ExpressionStore()
    let tape = Tape(try store.function(.kappa(1), store.cosine), in: store)
    for bits in [10, 100, 1000, 10_000] {
      let near = Rational(-1) + Rational(1, over: 1 << 40)
      let result = try tape.evaluate(at: [.cosine: near], goal: .relative(bits: bits))
      #expect(result.isGoalMet && AccuracyGoal.relative(bits: bits).isMet(by: result.value))
      let absolute = try tape.evaluate(at: [.cosine: near], goal: .absolute(bits: bits))
      #expect(absolute.value.radius <= .powerOfTwo(-bits))
    }
  }
}
