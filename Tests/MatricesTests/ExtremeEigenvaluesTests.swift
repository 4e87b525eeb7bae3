import Arithmetic
import TestSupport
import Testing

@testable import Matrices

struct ExtremeEigenvaluesTests {
  @Test(arguments: [0, 5, 14, 20, 30, 45, 60])
  func conditionNumbersUpToTenToTheSixty(_ exponent: Int) throws {
    var generator = SplitMix64(seed: UInt64(exponent))
    let smallest = Rational(Integer(7), over: Integer(10).power(exponent) * 3)
    let known = KnownSpectrum([smallest, smallest, 3, 4, 5, 9], using: &generator)
    let result = try ExtremeEigenvalues.enclosed(bits: 100, cap: 2048) {
      known.balls(precision: $0)
    }
    #expect(result.isGoalMet)
    #expect(result.smallest.contains(known.eigenvalues[0]))
    #expect(result.largest.contains(known.eigenvalues[5]))
    let condition = try #require(result.condition)
    #expect(condition.contains(known.eigenvalues[5] / known.eigenvalues[0]))
    #expect(condition.radius <= condition.lowerMagnitude.scaled(byPowerOfTwo: -97))
  }

  /// Constructed spectra with repeated and nearly equal eigenvalues, condition numbers from 1 to 10⁶⁰.
  @Test(arguments: 1...50)
  func randomMatricesWithKnownSpectra(_ seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    let exponent = Int.random(in: 0...60, using: &generator)
    let smallest = Rational(Integer.one, over: Integer(10).power(exponent))
    let near = 1 + Rational(Integer.one, over: Integer(10).power(45))
    let between = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      smallest + (1 - smallest) * Rational(Int.random(in: 0...99, using: &generator), over: 99)
    }
    // The extreme ones are double, and each has a neighbour 10^(-45) times its size away.
    let values = [smallest, smallest, smallest * near, 1, 1, 1 / near] + between
    let known = KnownSpectrum(values, using: &generator)
    let result = try ExtremeEigenvalues.enclosed(bits: 100, cap: 2048) {
      known.balls(precision: $0)
    }
    let (lowest, highest) = (known.eigenvalues[0], known.eigenvalues[values.count - 1])
    #expect(result.isGoalMet, "seed \(seed)")
    #expect(result.smallest.contains(lowest) && result.largest.contains(highest), "seed \(seed)")
    let condition = try #require(result.condition, "seed \(seed)")
    #expect(condition.contains(highest / lowest), "seed \(seed)")
    #expect(condition.radius <= condition.lowerMagnitude.scaled(byPowerOfTwo: -97), "seed \(seed)")
    // All eigenvalues, with as many in each cluster as there are in it.
    let matrix = known.balls(precision: 640)
    let clusters = EigenvalueCluster.clusters(
      of: SymmetricSpectrum(of: matrix, width: 10).eigenvalues(), precision: 640)
    for cluster in clusters {
      for k in cluster.first..<(cluster.first + cluster.count) {
        #expect(cluster.ball.contains(known.eigenvalues[k]), "seed \(seed), eigenvalue \(k)")
      }
    }
    #expect(clusters.count == Set(values).count, "seed \(seed): clusters of distinct eigenvalues")
  }

  @Test func singularMatricesEndAtTheCap() throws {
    var generator = SplitMix64(seed: 1)
    let known = KnownSpectrum([0, 1, 2], using: &generator)
    let result = try ExtremeEigenvalues.enclosed(bits: 50, cap: 700) { known.balls(precision: $0) }
    #expect(!result.isGoalMet && result.condition == nil)
    #expect(result.smallest.contains(Dyadic.zero) && result.smallest.radius <= .powerOfTwo(-600))
  }

  @Test func negativeEigenvaluesAreSeen() throws {
    var generator = SplitMix64(seed: 2)
    let tiny = Rational(Integer(-1), over: Integer(10).power(30))
    let known = KnownSpectrum([tiny, 1, 1], using: &generator)
    let result = try ExtremeEigenvalues.enclosed(bits: 50, cap: 700) { known.balls(precision: $0) }
    #expect(result.isGoalMet && result.smallest.isCertainlyNegative)
    #expect(result.smallest.contains(tiny) && result.condition == nil)
  }
}
