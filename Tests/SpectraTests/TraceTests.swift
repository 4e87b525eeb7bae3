import Arithmetic
import Expressions
import Spectra
import TestSupport
import Testing

private func trace(
  _ kernel: ReadKernel, _ value: Int, dimension: Int, through last: Int
) throws -> TraceIdentity {
  let found = try FunkHecke.eigenvalues(
    of: kernel.meridian, dimension: dimension, degrees: 0...last, accuracy: 100)
  return TraceIdentity(
    found, degrees: 0...last, dimension: dimension, of: kernel.expression, in: kernel.store,
    value: RealBall(value), precision: 140)
}

@Test(arguments: [
  ("fc_ntk(2)", 3), ("fc_gpk(3)", 1), ("kappa0", 1), ("res_gpk(2, 1)", 4), ("laplace(1)", 1),
])
func tailsHoldTheNextFrequencies(_ text: String, _ value: Int) throws {
  var random = SplitMix64(seed: UInt64(text.utf8.count))
  let kernel = try ReadKernel(text)
  for last in [4, 16] {
    let dimension = random.int(2...8)
    let short = try trace(kernel, value, dimension: dimension, through: last)
    let long = try trace(kernel, value, dimension: dimension, through: 4 * last)
    let next = long.sum.subtracting(short.sum, precision: 140)
    let tail = try #require(short.tail)
    let bound = try #require(short.tailBound)
    #expect(!tail.isCertainlyLess(than: next), "\(text), d \(dimension), K \(last)")
    #expect(tail.lowerMagnitude <= bound, "\(text), d \(dimension), K \(last): \(tail), \(bound)")
    #expect(next.lowerMagnitude <= bound)
    // Of the right order: within a factor 8 of the tail.
    #expect(bound <= tail.magnitude * Magnitude(8), "\(text), d \(dimension), K \(last): \(tail)")
  }
}

@Test func polynomialsHaveNoTail() throws {
  let kernel = try ReadKernel("t^4 + 2*t^3")
  let whole = try trace(kernel, 3, dimension: 6, through: 4)
  #expect(whole.sum.contains(Rational(3)))
  #expect(try #require(whole.tailBound) < .powerOfTwo(-40))
}

@Test func noTailIsStatedWithoutAProof() throws {
  let kernel = try ReadKernel("t^2 - t")
  let identity = try trace(kernel, 0, dimension: 3, through: 5)
  #expect(identity.tail == nil && identity.tailBound == nil)
}
