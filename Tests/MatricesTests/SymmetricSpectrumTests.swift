import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct SymmetricSpectrumTests {
  /// Spectra with repeated, nearly equal, tiny, zero and negative eigenvalues.
  private static func spectrum(_ number: Int, using generator: inout SplitMix64) -> [Rational] {
    let n = Int.random(in: 1...9, using: &generator)
    let plain = (0..<n).map { _ in
      Rational(
        Int.random(in: -999...999, using: &generator),
        over: Int.random(in: 1...99, using: &generator))
    }
    let tiny = Rational(Integer.one, over: Integer(10).power(40))
    switch number % 5 {
    case 0: return plain
    case 1: return plain.map { Rational($0.floor) / 400 }  // many repeated ones
    case 2: return plain.indices.map { plain[0] + Rational($0 / 2) * tiny }
    case 3: return plain.map { $0 * $0 + tiny }
    default: return plain.indices.map { $0 % 3 == 0 ? 0 : plain[$0] }
    }
  }

  @Test(arguments: 0..<50)
  func enclosuresHoldKnownEigenvalues(_ number: Int) {
    var generator = SplitMix64(seed: UInt64(number))
    let known = KnownSpectrum(Self.spectrum(number, using: &generator), using: &generator)
    for width in 2...8 {
      let matrix = known.balls(precision: 64 * width)
      let found = SymmetricSpectrum(of: matrix, width: width)
      let all = found.eigenvalues()
      #expect(all.count == known.eigenvalues.count)
      let size = known.eigenvalues.map(\.magnitude).max() ?? 0
      let scale = RealBall(size + 1, precision: 64).magnitude
      for (k, value) in known.eigenvalues.enumerated() {
        #expect(all[k].contains(value), "seed \(number), width \(width), eigenvalue \(k)")
        #expect(
          all[k].radius <= scale.scaled(byPowerOfTwo: 24 - 64 * width),
          "seed \(number), width \(width): \(all[k]) is too wide")
        #expect(found.eigenvalue(k).contains(value), "seed \(number), by bisection")
      }
    }
  }

  @Test func radiiOfEntriesAreCounted() {
    // Every matrix in the balls has its eigenvalues in the enclosures: the corners do.
    let wide = RealBall(midpoint: Dyadic(1), radius: .powerOfTwo(-4))
    let found = SymmetricSpectrum(
      of: SymmetricBallMatrix(count: 2) { i, j in i == j ? RealBall(3) : wide }, width: 2
    ).eigenvalues()
    for corner in [Rational(15, over: 16), Rational(17, over: 16)] {
      #expect(found[0].contains(3 - corner) && found[1].contains(3 + corner))
    }
  }

  @Test(arguments: [1, 2, 3, 5, 64, 90])
  func secondDifferencesHaveTheirClosedForm(_ n: Int) {
    let matrix = SymmetricBallMatrix(count: n) { i, j in
      RealBall(i == j ? 2 : i == j + 1 ? -1 : 0)
    }
    let found = SymmetricSpectrum(of: matrix, width: 3, workers: 2).eigenvalues()
    for k in 1...n {
      let angle = RealBall.pi(precision: 256).multiplied(
        by: Rational(k, over: n + 1), precision: 256)
      let exact = RealBall(2).subtracting(
        RealBall.cos(angle, precision: 256).scaled(byPowerOfTwo: 1), precision: 256)
      #expect(found[k - 1].overlaps(exact), "n \(n), k \(k)")
      #expect(found[k - 1].radius <= .powerOfTwo(-150))
    }
  }

  /// Sums in fixed point are exact modulo a power of two, so the number of threads changes nothing.
  @Test func threadsDoNotChangeTheResult() {
    var generator = SplitMix64(seed: 11)
    let entries = (0..<(100 * 101 / 2)).map { _ in
      RealBall(Dyadic(Int.random(in: -1_000_000...1_000_000, using: &generator)))
    }
    let matrix = SymmetricBallMatrix(count: 100, lowerTriangle: entries)
    let alone = SymmetricSpectrum(of: matrix, width: 3, workers: 1).eigenvalues()
    let shared = SymmetricSpectrum(of: matrix, width: 3, workers: 3).eigenvalues()
    #expect(alone == shared)
    // A second route to the same numbers: other widths, and the trace.
    for width in 2...7 {
      let other = SymmetricSpectrum(of: matrix, width: width, workers: 2).eigenvalues()
      for k in 0..<100 { #expect(alone[k].overlaps(other[k]), "width \(width), eigenvalue \(k)") }
    }
    let precise = SymmetricSpectrum(of: matrix, width: 7).eigenvalues()
    var sum = RealBall.zero
    var trace = RealBall.zero
    for k in 0..<100 {
      #expect(alone[k].overlaps(precise[k]))
      sum = sum.adding(alone[k], precision: 256)
      trace = trace.adding(matrix[k, k], precision: 256)
    }
    #expect(sum.overlaps(trace))
    #expect(sum.radius <= .powerOfTwo(-100))
  }

  @Test func zeroMatrixHasZeroEigenvalues() {
    let matrix = SymmetricBallMatrix(count: 4) { _, _ in .zero }
    for ball in SymmetricSpectrum(of: matrix, width: 2).eigenvalues() {
      #expect(ball.contains(Dyadic.zero) && ball.radius <= .powerOfTwo(-120))
    }
  }

  @Test(arguments: 1...20)
  func approximateEigenvectorsWitness(_ seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    let values = (0..<6).map { Rational($0 == 0 ? -1 - seed : 5 * $0) }
    let known = KnownSpectrum(values, using: &generator)
    let matrix = known.balls(precision: 192)
    let vector = SymmetricSpectrum(of: matrix, width: 3).approximateEigenvector(0)
    let form = matrix.quadraticForm(vector, precision: 192)
    let square = vector.reduce(RealBall.zero) {
      $0.adding(RealBall($1).squared(precision: 192), precision: 192)
    }
    let quotient = form.divided(by: square, precision: 192)
    #expect(form.isCertainlyNegative, "seed \(seed)")
    let gap = quotient.subtracting(RealBall(-1 - seed), precision: 192)
    #expect(gap.magnitude <= .powerOfTwo(-100), "seed \(seed): \(quotient)")
  }

  @Test func clustersGroupWhatOverlaps() {
    var generator = SplitMix64(seed: 3)
    let known = KnownSpectrum([1, 1, 2, 5, 5, 5], using: &generator)
    let found = SymmetricSpectrum(of: known.balls(precision: 128), width: 2).eigenvalues()
    let clusters = EigenvalueCluster.clusters(of: found, precision: 160)
    #expect(clusters.map(\.count) == [2, 1, 3])
    #expect(clusters.map(\.first) == [0, 2, 3])
    #expect(clusters[2].ball.contains(Dyadic(5)))
  }
}
