import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct NearNullVectorTests {
  /// ‖Av‖/‖v‖ bounds the smallest |λ| from above for every vector, and comes close to it for these.
  @Test(arguments: 1...20)
  func boundsHoldTheSmallestEigenvalue(_ seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let tiny = Rational(Integer.one, over: Integer(10).power(seed))
    let known = KnownSpectrum([tiny, 1, 2, 3, 5], using: &generator)
    let matrix = known.balls(precision: 256)
    let found = NearNullVector(of: matrix, bits: 150) {}
    let near = try #require(found)
    #expect(near.bound.rational >= tiny, "seed \(seed)")
    #expect(near.bound.rational <= 2 * tiny, "seed \(seed): \(near.bound) is far above")
    let random = (0..<5).map { _ in Dyadic(Int.random(in: -9...9, using: &generator)) }
    if let bound = matrix.residual(of: random, precision: 128) {
      #expect(bound.rational >= tiny, "seed \(seed)")
    }
  }

  @Test func singularMatricesHaveSmallResiduals() throws {
    var generator = SplitMix64(seed: 5)
    let known = KnownSpectrum([0, 0, 1, 2], using: &generator)
    let found = NearNullVector(of: known.balls(precision: 400), bits: 120) {}
    let near = try #require(found)
    #expect(near.bound.magnitude <= .powerOfTwo(-100))
    #expect(near.vector.contains { !$0.isZero })
  }

  @Test func zeroVectorsHaveNoResidual() {
    let matrix = SymmetricBallMatrix(count: 2) { i, j in i == j ? .one : .zero }
    #expect(matrix.residual(of: [.zero, .zero], precision: 64) == nil)
  }
}
