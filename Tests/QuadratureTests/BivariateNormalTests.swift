import Arithmetic
import Testing

@testable import Quadrature

/// Φ₂ against closed forms, symmetries, and the tetrachoric series.
struct BivariateNormalTests {
  private static let precision = 120

  private static func value(_ h: Rational, _ k: Rational, _ rho: Rational) -> RealBall {
    func ball(_ x: Rational) -> RealBall { RealBall(x, precision: precision) }
    return BivariateNormal.distribution(
      ball(h), ball(k), correlation: ball(rho), precision: precision)
  }

  private static func phi(_ x: Rational) -> RealBall {
    RealBall.normalDistribution(RealBall(x, precision: precision), precision: precision)
  }

  private static let places: [Rational] = [
    -5, -2, -1, Rational(-1, over: 3), 0, Rational(1, over: 7), 1, Rational(5, over: 2),
  ]
  private static let correlations: [Rational] = [
    -1, Rational(-999, over: 1000), Rational(-1, over: 2), 0, Rational(1, over: 5),
    Rational(9, over: 10), Rational(99999, over: 100000), 1,
  ]

  /// P(U ≤ h, V ≤ k) + P(U ≤ h, V > k) = P(U ≤ h), and V > k is -V < -k.
  @Test func complements() {
    for h in Self.places {
      for k in Self.places {
        for rho in Self.correlations {
          let sum = Self.value(h, k, rho).adding(Self.value(h, -k, -rho), precision: 140)
          #expect(sum.overlaps(Self.phi(h)), "\(h), \(k), \(rho): \(sum)")
          #expect(sum.radius <= .powerOfTwo(-80), "\(h), \(k), \(rho): \(sum)")
          #expect(Self.value(h, k, rho).overlaps(Self.value(k, h, rho)), "\(h), \(k), \(rho)")
        }
      }
    }
  }

  /// Φ₂ = Φ(h)Φ(k) + φ(h)φ(k)·Σ Heₙ(h)Heₙ(k)·ρⁿ⁺¹/(n+1)! (Mehler), whose terms are below ρⁿ⁺¹ here.
  @Test func tetrachoricSeries() {
    let rho = Rational(1, over: 4)
    for h in [Rational(-1), Rational(1, over: 3), 2] {
      for k in [Rational(-3, over: 2), 0, 1] {
        var sum = RealBall.zero
        var (a, b) = ((Rational.zero, Rational.one), (Rational.zero, Rational.one))
        for n in 0..<60 {
          let term = a.1 * b.1 * rho.power(n + 1) / Rational(Integer.factorial(n + 1))
          sum = sum.adding(RealBall(term, precision: 140), precision: 140)
          a = (a.1, h * a.1 - Rational(n) * a.0)
          b = (b.1, k * b.1 - Rational(n) * b.0)
        }
        let bell = RealBall.exp(
          RealBall((h * h + k * k) / -2, precision: 140), precision: 140)
        let turn = RealBall.pi(precision: 140).scaled(byPowerOfTwo: 1)
        let known = Self.phi(h).multiplied(by: Self.phi(k), precision: 140).adding(
          sum.multiplied(by: bell, precision: 140).divided(by: turn, precision: 140),
          precision: 140
        ).widened(by: .powerOfTwo(-90))
        let found = Self.value(h, k, rho)
        #expect(found.overlaps(known), "\(h), \(k): \(found) and \(known)")
        #expect(found.radius <= .powerOfTwo(-100))
      }
    }
  }

  @Test func quadrants() {
    // 1/4 + arcsin(1/2)/(2π) = 1/3.
    #expect(Self.value(0, 0, Rational(1, over: 2)).contains(Rational(1, over: 3)))
    #expect(Self.value(0, 0, Rational(-1, over: 2)).contains(Rational(1, over: 6)))
  }

  /// A wide ball holds the values at its points.
  @Test func wideBalls() {
    let wide = BivariateNormal.distribution(
      RealBall(from: Rational(-1), to: 1, precision: 60),
      RealBall(from: Rational(0), to: Rational(1, over: 2), precision: 60),
      correlation: RealBall(from: Rational(1, over: 2), to: 1, precision: 60), precision: 60)
    for h in [Rational(-1), 0, 1] {
      for rho in [Rational(1, over: 2), Rational(7, over: 8), 1] {
        #expect(wide.contains(Self.value(h, Rational(1, over: 4), rho)), "\(h), \(rho)")
      }
    }
  }
}
