import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct BoundsTests {
  @Test(arguments: 1...40)
  func doubleConstantMatricesAreBetterConditioned(_ seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let n = Int.random(in: 2...7, using: &generator)
    let values = (0..<n).map { _ in Rational(Int.random(in: 1...50, using: &generator), over: 7) }
    let known = KnownSpectrum(values, using: &generator)
    let matrix = known.balls(precision: 200)
    let means = DoubleConstantMatrix(meansOf: matrix, precision: 200)
    let bound = try #require(means.condition(precision: 200))
    let own = RealBall(known.eigenvalues[n - 1] / known.eigenvalues[0], precision: 200)
    #expect(!own.isCertainlyLess(than: bound), "seed \(seed)")
    // Its own spectrum, by the general method.
    let copy = SymmetricBallMatrix(count: n) { i, j in i == j ? means.diagonal : means.offDiagonal }
    let all = SymmetricSpectrum(of: copy, width: 3).eigenvalues()
    let (repeated, single) = means.eigenvalues(precision: 200)
    #expect(all.filter { $0.overlaps(repeated) }.count >= n - 1)
    #expect(all.contains { $0.overlaps(single) })
    let condition = all[n - 1].divided(by: all[0], precision: 200)
    #expect(condition.overlaps(bound), "seed \(seed)")
  }

  @Test func doubleConstantFormulas() throws {
    // ρ = 1 + n·b̃/(b - b̃) = 1 + 4·(1/3)/(2/3) = 3, and (b - b̃)/(b + (n-1)b̃) = (6/5)/(2/5) = 3.
    let third = RealBall(Rational(1, over: 3), precision: 100)
    let upward = DoubleConstantMatrix(count: 4, diagonal: .one, offDiagonal: third)
    #expect(try #require(upward.condition(precision: 100)).contains(Dyadic(3)))
    let fifth = RealBall(Rational(-1, over: 5), precision: 100)
    let downward = DoubleConstantMatrix(count: 4, diagonal: .one, offDiagonal: fifth)
    #expect(try #require(downward.condition(precision: 100)).contains(Dyadic(3)))
    let indefinite = DoubleConstantMatrix(
      count: 4, diagonal: .one, offDiagonal: RealBall(Rational(-1, over: 2), precision: 100))
    #expect(indefinite.condition(precision: 100) == nil)
  }

  @Test(arguments: 1...20)
  func gershgorinHoldsTheSpectrum(_ seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let known = KnownSpectrum([-3, 1, 4, Rational(15, over: 2)], using: &generator)
    let (lower, upper) = known.balls(precision: 100).gershgorinBounds(precision: 100)
    #expect(lower.rational <= -3 && upper.rational >= Rational(15, over: 2), "seed \(seed)")
  }

  /// A rectangular matrix with rows of random integers.
  private func rectangle(_ rows: Int, _ columns: Int, _ seed: Int) -> [[RealBall]] {
    var generator = SplitMix64(seed: UInt64(seed))
    return (0..<rows).map { _ in
      (0..<columns).map { _ in RealBall(Int.random(in: -9...9, using: &generator)) }
    }
  }

  /// σ₁ from the largest eigenvalue of WᵀW.
  private func spectralNorm(_ w: [[RealBall]]) throws -> RealBall {
    let columns = GramIteration.transposed(w)
    let gram = SymmetricBallMatrix(count: columns.count) { i, j in
      RealBall.dotProduct(columns[i], columns[j], precision: 256)
    }
    let top = SymmetricSpectrum(of: gram, width: 4).eigenvalue(columns.count - 1)
    return try RealBall.sqrt(top, precision: 256)
  }

  @Test(arguments: [(3, 5), (6, 4), (1, 1), (7, 7)])
  func gramIterationBoundsTheSpectralNorm(_ size: (Int, Int)) throws {
    let w = rectangle(size.0, size.1, size.0)
    let norm = try spectralNorm(w)
    var iteration = GramIteration(w, precision: 256)
    var last = iteration.bounds.upper
    for k in 1...12 {
      iteration.advance()
      let (lower, upper) = (RealBall(iteration.bounds.lower), RealBall(iteration.bounds.upper))
      #expect(!norm.isCertainlyLess(than: lower), "lower bound, k \(k)")
      #expect(!upper.isCertainlyLess(than: norm), "upper bound, k \(k)")
      #expect(
        iteration.bounds.upper
          <= last.adding(Dyadic(1, timesPowerOfTwo: -200), precision: 256, rounding: .up))
      last = iteration.bounds.upper
    }
    // The relative gap is at most r^(2^(-k-1)) - 1 < ln(7)/4096 here.
    let gap = iteration.bounds.upper.subtracting(
      iteration.bounds.lower, precision: 64, rounding: .up)
    #expect(gap.magnitude <= norm.magnitude * .powerOfTwo(-10))
  }

  @Test func circularConvolutionsAreBoundedLikeTheirMatrices() throws {
    // Two channels to three on a ring of 5 pixels, with three taps.
    let taps = [-1, 0, 1].map {
      CircularConvolution.Tap(offset: [$0], matrix: rectangle(3, 2, 20 + $0))
    }
    let convolution = CircularConvolution(shape: [5], taps: taps)
    var dense = [[RealBall]](repeating: Array(repeating: .zero, count: 10), count: 15)
    for x in 0..<5 {
      for tap in taps {
        let y = (x + tap.offset[0] + 5) % 5
        for i in 0..<3 { for j in 0..<2 { dense[3 * x + i][2 * y + j] = tap.matrix[i][j] } }
      }
    }
    let norm = try spectralNorm(dense)
    let (lower, upper) = convolution.spectralNormBounds(iterations: 10, precision: 256)
    #expect(
      !norm.isCertainlyLess(than: RealBall(lower)) && !RealBall(upper).isCertainlyLess(than: norm))
    let gap = upper.subtracting(lower, precision: 64, rounding: .up)
    #expect(gap.magnitude <= norm.magnitude * .powerOfTwo(-9))
  }
}
