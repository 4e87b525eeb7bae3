import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct ArcCosineTests {
  /// cₘ = C(2m, m)/4ᵐ by its product, against κ₀(t), κ₁(t), κ₂(t), κ₃(t).
  @Test func closedFormsOfTheVariable() throws {
    let context = SeriesContext(order: 60, fractionBits: 200)
    let kappas = try ArcCosineComposition(context.variable, upTo: 3).values
    let pi = RealBall.pi(precision: 260)
    var central = Rational.one
    for m in 0..<28 {
      let scaled = [
        kappas[0][2 * m + 1].multiplied(by: pi, precision: 260),
        kappas[1][2 * m + 2].multiplied(by: pi, precision: 260),
        kappas[2][2 * m + 3].multiplied(by: pi, precision: 260),
      ]
      let first = central / Rational(2 * m + 1)
      let second = first / Rational(2 * m + 2)
      let third = second / Rational(2 * m + 3) * Rational(4, over: 3)
      #expect(scaled[0].contains(first) && scaled[1].contains(second), "m = \(m)")
      #expect(scaled[2].contains(third), "m = \(m)")
      central *= Rational(2 * m + 1, over: 2 * m + 2)
    }
    #expect(kappas.allSatisfy { $0.largestError <= .powerOfTwo(-197) })
  }

  /// The general route, entered by an argument that is t with an error, agrees with the closed form.
  @Test func generalRouteAgreesOnTheVariable() throws {
    let context = SeriesContext(order: 50, fractionBits: 150)
    let almost = try context.polynomial([
      RealBall(midpoint: .zero, radius: .powerOfTwo(-140)), RealBall.one,
    ])
    let general = try ArcCosineComposition(almost, upTo: 3).values
    let exact = try ArcCosineComposition(context.variable, upTo: 3).values
    for n in 0...3 {
      expectOverlap(general[n], exact[n], "degree \(n)")
      #expect(general[n].largestError <= .powerOfTwo(-130))
    }
  }

  /// κₙ at a point: the recurrence against the explicit J₂ and J₃, and the ends of the interval.
  @Test func valuesAtPoints() throws {
    for x in [Rational(-99, over: 100), Rational(-1, over: 3), 0, Rational(3, over: 4)] {
      let p = 160
      let ball = RealBall(x, precision: p)
      let values = try ArcCosineValue.upTo(3, at: ball, precision: p)
      let pi = RealBall.pi(precision: p)
      let angle = pi.subtracting(try .acos(ball, precision: p), precision: p)
      let sine = try RealBall.sqrt(RealBall(1 - x * x, precision: p), precision: p)
      let second = sine.multiplied(by: x * 3, precision: p)
        .adding(angle.multiplied(by: 1 + x * x * 2, precision: p), precision: p)
      let third = sine.multiplied(by: 4 + x * x * 11, precision: p)
        .adding(angle.multiplied(by: x * 9 + x * x * x * 6, precision: p), precision: p)
      #expect(
        values[2].multiplied(by: pi, precision: p)
          .multiplied(by: 3, precision: p).overlaps(second))
      #expect(
        values[3].multiplied(by: pi, precision: p)
          .multiplied(by: 15, precision: p).overlaps(third))
    }
    #expect(try ArcCosineValue.upTo(4, at: .one, precision: 100).allSatisfy { $0.overlaps(.one) })
  }

  /// The truth lies in the enclosure when the argument is only known up to an error.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func inputErrorsAreCovered(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let order = 24
    let u = RationalSeries(order: order) { n in
      n == 0
        ? Rational(generator.int(-9...9), over: 10)
        : Rational(generator.int(-9...9), over: 40 * n)
    }
    let fine = SeriesContext(order: order, fractionBits: 400)
    let coarse = SeriesContext(order: order, fractionBits: 160)
    let exact = try ArcCosineComposition(fine.polynomial(u.coefficients), upTo: 2).values
    let blurred = try enclosing(u, in: coarse, radiusExponent: -120, &generator)
    let wide = try ArcCosineComposition(blurred, upTo: 2).values
    for degree in 0...2 {
      for n in 0..<order where !wide[degree][n].contains(exact[degree][n].midpoint) {
        Issue.record("seed \(seed), degree \(degree), coefficient \(n)")
      }
      #expect(wide[degree].largestError <= .powerOfTwo(-60), "seed \(seed)")
    }
  }

  /// Errors so large that the slope of the function changes across the ball: the truth at its edge.
  @Test(arguments: [(1, 2), (-1, 2), (7, 8), (1, 8)])
  func wideInputsAreCoveredToTheEdge(numerator: Int, denominator: Int) throws {
    let context = SeriesContext(order: 3, fractionBits: 120)
    let middle = Rational(numerator, over: denominator)
    for (exponent, sign) in [(-9, 1), (-9, -1), (-12, 1), (-12, -1)] {
      let edge = middle + Rational(sign) * Rational(2).power(exponent)
      let wide = try context.polynomial([
        RealBall(middle, precision: 64).widened(by: .powerOfTwo(exponent)),
        RealBall(Rational(1, over: 64), precision: 64),
      ])
      let exact = try context.polynomial([edge, Rational(1, over: 64)])
      let pairs = [
        (
          try ArcCosineComposition(wide, upTo: 2).values,
          try ArcCosineComposition(exact, upTo: 2).values
        ),
        ([try .arcsin(wide), try .erf(wide)], [try .arcsin(exact), try .erf(exact)]),
      ]
      for (left, right) in pairs {
        for (x, y) in zip(left, right) {
          #expect((0..<3).allSatisfy { x[$0].contains(y[$0].midpoint) }, "\(edge)")
        }
      }
    }
  }

  @Test func domains() throws {
    let context = SeriesContext(order: 5, fractionBits: 64)
    #expect(throws: SeriesError.domain(function: "kappa")) {
      try FixedSeries.kappa(0, of: context.one.adding(context.variable))
    }
    #expect(try FixedSeries.kappa(1, of: context.one)[0].contains(Rational.one))
    #expect(throws: SeriesError.domain(function: "kappa")) {
      try FixedSeries.kappa(1, of: context.constant(Rational(2)))
    }
  }

  /// u₀ = 1 - 10⁻³⁰: coefficients explode, and the driver still delivers.
  @Test func constantTermNextToOne() throws {
    let u = [1 - Rational(10).power(-30), Rational(1, over: 2), Rational(1, over: 3)]
    let solve = { (order: Int, bits: Int) in
      try SeriesSolver(order: order, goal: .absolute(bits: bits)).solve {
        context throws(SeriesError) in
        try .kappa(1, of: context.polynomial(u))
      }
    }
    let coarse = try solve(8, 64)
    let fine = try solve(9, 200)
    #expect(coarse.series.largestError <= .powerOfTwo(-64))
    expectOverlap(coarse.series, fine.series, "1 - 10^-30")
  }
}
