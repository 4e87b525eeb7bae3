import Arithmetic
import Expressions
import TestSupport

extension TestKernels {
  /// A random composition of what networks are made of, in Schoenberg's cone with value 1 at t = 1.
  func random(
    _ generator: inout SplitMix64, depth: Int
  ) throws -> Expression {
    if depth == 0 { return store.cosine }
    let inner = try random(&generator, depth: depth - 1)
    switch generator.below(6) {
    case 0: return try kappa(0, inner)
    case 1: return try kappa(1, inner)
    case 2: return try kappa(generator.int(2...4), inner)
    case 3:
      // A convex combination.
      let weight = Rational(generator.int(1...7), over: 8)
      let other = try kappa(1, inner)
      return store.sum(store.scaled(inner, by: weight), store.scaled(other, by: 1 - weight))
    case 4: return store.product(inner, try kappa(generator.below(2), inner))
    default:
      let shifted = store.difference(inner, store.rational(1))
      return try store.function(.exp, shifted)
    }
  }
}
