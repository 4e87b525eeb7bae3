import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct TridiagonalMatrixTests {
  @Test(arguments: 1...30)
  func countsAgreeWithExactPivots(_ seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let n = Int.random(in: 1...12, using: &generator)
    let diagonal = (0..<n).map { _ in Int.random(in: -9...9, using: &generator) }
    let coupling = (0..<n).map { _ in Int.random(in: -3...3, using: &generator) }
    let matrix = TridiagonalMatrix(
      diagonal: diagonal.map { Dyadic($0) }, offDiagonal: coupling.map { Dyadic($0) },
      precision: 96)
    for numerator in -40...40 {
      let shift = Rational(4 * numerator + 1, over: 8)
      guard let exact = Self.exactCount(diagonal, coupling, below: shift) else { continue }
      let found = matrix.count(below: Dyadic(4 * numerator + 1, timesPowerOfTwo: -3))
      #expect(found == exact, "seed \(seed), shift \(shift)")
    }
  }

  /// The number of negative pivots in rational arithmetic; `nil` where one is 0.
  private static func exactCount(_ a: [Int], _ b: [Int], below shift: Rational) -> Int? {
    var count = 0
    var pivot = Rational(1)
    for i in a.indices {
      pivot = Rational(a[i]) - shift - (i == 0 ? 0 : Rational(b[i] * b[i]) / pivot)
      if pivot.isZero { return nil }
      if pivot.signum < 0 { count += 1 }
    }
    return count
  }

  @Test func aPivotOfZeroIsNoTrap() {
    // The first pivot at 0 vanishes; the eigenvalues are ±1.
    let matrix = TridiagonalMatrix(
      diagonal: [.zero, .zero], offDiagonal: [.zero, .one], precision: 96)
    #expect(matrix.count(below: .zero) == 1)
    #expect(matrix.bisected(0, widthExponent: -80).contains(Dyadic(-1)))
    #expect(matrix.bisected(1, widthExponent: -80).contains(Dyadic(1)))
  }

  /// Wrong guesses are never believed: the enclosures come from counts alone.
  @Test func guessesAreGood() {
    var generator = SplitMix64(seed: 5)
    let n = 40
    let matrix = TridiagonalMatrix(
      diagonal: (0..<n).map { _ in Dyadic(Int.random(in: -99...99, using: &generator)) },
      offDiagonal: (0..<n).map { _ in Dyadic(Int.random(in: -99...99, using: &generator)) },
      precision: 256)
    let all = matrix.allEigenvalues(widthExponent: -200)
    for k in 0..<n {
      let slow = matrix.bisected(k, widthExponent: -200)
      #expect(all[k].overlaps(slow) && all[k].radius <= .powerOfTwo(-190))
    }
  }
}
