import Arithmetic
import Expressions
import TestSupport
import Testing

/// Simplifying, rebuilding and reordering change the form, never the value.
struct SimplificationTests {
  private static let bits = 128

  /// The value at a point, or `nil` where the expression is not shown to have one.
  private static func value(
    _ expression: Expression, _ point: [Symbol: Rational], _ store: ExpressionStore
  ) -> RealBall? {
    guard
      let result = try? Tape(expression, in: store).evaluate(
        at: point, goal: .absolute(bits: bits), precisionCap: 1024), result.isDefinednessProved
    else { return nil }
    return result.value
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func simplifiedAgrees(part: UInt64) {
    var compared = 0
    forEachSeed(3000, from: 100_000 + 3000 * part) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: random.int(2...5)).build(in: store) else {
        return
      }
      let simpler = store.simplified(built)
      for _ in 0..<2 {
        let point = random.point()
        guard let before = Self.value(built, point, store) else { continue }
        guard let after = Self.value(simpler, point, store) else {
          // A value at the very end of a domain may be shown for one form only.
          continue
        }
        compared += 1
        #expect(before.overlaps(after), "seed \(seed) at \(point): \(store.text(built))")
      }
    }
    #expect(compared > 4000)
  }

  @Test func substitutionIsEvaluation() {
    forEachSeed(3000, from: 200_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let point = random.point()
      guard let before = Self.value(built, point, store),
        let replaced = try? store.substituting(point.mapValues { store.rational($0) }, in: built)
      else { return }
      #expect(store.symbols(in: replaced).isEmpty, "seed \(seed)")
      guard let after = Self.value(replaced, [:], store) else { return }
      #expect(before.overlaps(after), "seed \(seed) at \(point): \(store.text(built))")
    }
  }

  @Test func substitutionComposes() {
    forEachSeed(2000, from: 210_000) { random, seed in
      let store = storeWithAlpha()
      guard let outer = try? random.recipe(depth: 3).build(in: store),
        let inner = try? random.bounded(depth: 3).build(in: store),
        let composed = try? store.substituting([.cosine: inner], in: outer)
      else { return }
      let point = random.point()
      guard let u = Self.value(inner, point, store), let alpha = point[Symbol("alpha")],
        let direct = Self.value(composed, point, store),
        let (values, isDefined) = try? Tape(outer, in: store).evaluate(
          over: [.cosine: u, Symbol("alpha"): RealBall(alpha, precision: 200)], precision: 200),
        isDefined
      else { return }
      #expect(direct.overlaps(values[0]), "seed \(seed) at \(point)")
    }
  }

  @Test func replacingAPartByItselfChangesNothing() {
    forEachSeed(1000, from: 220_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store) else { return }
      let part = random.pick(store.topologicalOrder(of: [built]))
      let same = try? store.replacing(part, by: part, in: built)
      #expect(same == built, "seed \(seed)")
    }
  }
}
