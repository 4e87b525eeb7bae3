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
