import Arithmetic
import Testing

@testable import Quadrature

/// Hermite expansions of functions whose coefficients are known.
struct HermiteExpansionTests {
  /// e^u, whose coefficients are e^(p/2)·p^(n/2)/√n!.
  private struct Exponential: PiecewiseAnalyticFunction {
    let identity = "e^u in a test"
    let breakpoints: [Rational] = []
    let growth = ExponentialGrowth(scale: 1, rate: 1)

    func value(ofPiece piece: Int, at u: RealBall, precision: Int) -> RealBall {
      RealBall.exp(u, precision: precision)
    }

    func value(ofPiece piece: Int, on u: ComplexBall, precision: Int) -> ComplexBall? {
      ComplexBall.exp(u, precision: precision)
    }
  }

  /// 1 for u > b, 0 below, whose first coefficient is Φ(-b/√p).
  private struct Threshold: PiecewiseAnalyticFunction {
    let identity = "threshold in a test"
    let breakpoints: [Rational]
    let growth = ExponentialGrowth(scale: 1, rate: 0)

    func value(ofPiece piece: Int, at u: RealBall, precision: Int) -> RealBall { RealBall(piece) }

    func value(ofPiece piece: Int, on u: ComplexBall, precision: Int) -> ComplexBall? {
      ComplexBall(piece)
    }
  }

  @Test(arguments: [Rational(1), Rational(1, over: 3), 4])
  func exponential(variance: Rational) throws {
    let p = RealBall(variance, precision: 200)
    let expansion = try #require(
      HermiteExpansion(of: Exponential(), variance: p, count: 60, precision: 100))
    let factor = RealBall.exp(p, precision: 200)
    var square = factor
    for (n, coefficient) in expansion.coefficients.enumerated() {
      if n > 0 {
        square = square.multiplied(by: p, precision: 200)
          .multiplied(by: Rational(1, over: n), precision: 200)
      }
      let known = try RealBall.sqrt(square, precision: 200)
      #expect(coefficient.overlaps(known), "coefficient \(n): \(coefficient), not \(known)")
      #expect(coefficient.radius <= .powerOfTwo(-90), "coefficient \(n): \(coefficient)")
    }
    #expect(expansion.squareNorm.overlaps(RealBall.exp(p.scaled(byPowerOfTwo: 1), precision: 200)))
    #expect(expansion.tail <= .powerOfTwo(-60))
  }

  /// Σ aₙ² = P(u > b): what is left out is not more than the tail says, and not nothing.
  @Test func threshold() throws {
    let expansion = try #require(
      HermiteExpansion(
        of: Threshold(breakpoints: [Rational(1, over: 3)]), variance: RealBall(2), count: 80,
        precision: 80))
    let place = RealBall(Rational(-1, over: 3), precision: 120).divided(
      by: try RealBall.sqrt(RealBall(2), precision: 120), precision: 120)
    let mass = RealBall.normalDistribution(place, precision: 120)
    #expect(expansion.coefficients[0].overlaps(mass))
    #expect(expansion.squareNorm.overlaps(mass))
    #expect(expansion.squareNorm.radius <= .powerOfTwo(-70))
    #expect(Magnitude.powerOfTwo(-10) < expansion.tail && expansion.tail < .powerOfTwo(-3))
  }
}
