import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct FunctionTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func exponentialsAndLogarithmsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let order = generator.int(1...18)
    let context = SeriesContext(order: order, fractionBits: 500)
    let radius = generator.bool() ? nil : -400
    let comment = "seed \(seed), order \(order), radius \(radius ?? 0)"
    let u = randomSeries(order: order, constant: .zero, &generator)
    var a = try enclosing(u, in: context, radiusExponent: radius, &generator)
    expectEncloses(try .exp(a), u.exponential.scaled(by: 1), errorExponent: -100, comment)
    let v = randomSeries(order: order, constant: .one, &generator)
    a = try enclosing(v, in: context, radiusExponent: radius, &generator)
    expectEncloses(try .log(a), v.logarithm, errorExponent: -100, comment)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func squareRootsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let order = generator.int(1...18)
    let context = SeriesContext(order: order, fractionBits: 700)
    let root = Rational(generator.int(1...9), over: generator.int(1...9))
    let v = randomSeries(order: order, constant: root * root, &generator)
    let radius = generator.bool() ? nil : -650
    let a = try enclosing(v, in: context, radiusExponent: radius, &generator)
    let truth = v.squareRoot(constant: root)
    let comment = "seed \(seed), order \(order), radius \(radius ?? 0)"
    expectEncloses(try .sqrt(a), truth, errorExponent: -100, comment)
    expectEncloses(
      try a.power(Rational(3, over: 2)), truth.multiplied(by: v), errorExponent: -100, comment)
    expectEncloses(
      try a.power(Rational(-1, over: 2)), truth.reciprocal, errorExponent: -100, comment)
  }

  /// Identities join two routes: exp ∘ log, sin² + cos² through arcsin', cubes of cube roots.
  @Test func identities() throws {
    let context = SeriesContext(order: 40, fractionBits: 300)
    let u = try context.polynomial([
      Rational(2, over: 3), Rational(1, over: 5), Rational(-1, over: 7), Rational(1, over: 9),
    ])
    expectOverlap(try .exp(.log(u)), u, "exp(log u)")
    let cubeRoot = try u.power(Rational(1, over: 3))
    expectOverlap(try cubeRoot.power(3), u, "(u^(1/3))^3")
    expectOverlap(
      try u.power(Rational(-2, over: 3)).multiplied(by: cubeRoot.squared()),
      context.one, "u^(-2/3)·u^(2/3)")
    expectOverlap(try u.power(-3).multiplied(by: u.power(3)), context.one, "u^-3·u^3")
    expectOverlap(try u.power(70), try u.power(35).squared(), "u^70")
    expectOverlap(try u.negated().power(71), try u.power(71).negated(), "(-u)^71")
    let pi = RealBall.pi(precision: 340)
    let kappa = try FixedSeries.kappa(0, of: u).scaled(by: pi)
    expectOverlap(
      try context.constant(pi).subtracting(.arccos(u)), kappa, "π - arccos u = π·κ₀(u)")
    expectOverlap(
      try FixedSeries.arcsin(u).derivative(),
      try u.derivative().multiplied(
        by: .inverseSquareRoot(context.one.subtracting(u.squared()).truncated(toOrder: 39))),
      "arcsin'")
    let half = try context.constant(Rational(1, over: 2))
    let scaled = try u.scaled(by: RealBall.sqrt(RealBall(2), precision: 340))
    expectOverlap(
      try FixedSeries.normalDistribution(scaled),
      try half.adding(.erf(u).scaled(by: Rational(1, over: 2))),
      "Φ(√2·u) = 1/2 + erf(u)/2")
    expectOverlap(
      try FixedSeries.erf(u).derivative(),
      try FixedSeries.exp(u.squared().negated()).truncated(toOrder: 39)
        .multiplied(by: u.derivative())
        .scaled(by: RealBall(2).divided(by: .sqrt(pi, precision: 340), precision: 340)),
      "erf'")
    #expect(cubeRoot.largestError <= .powerOfTwo(-270))
    #expect(try FixedSeries.erf(u).largestError <= .powerOfTwo(-280))
  }

  /// sin t and cos t by their series; sin² + cos² = 1 and the derivatives for a general argument.
  @Test func sineAndCosine() throws {
    let context = SeriesContext(order: 40, fractionBits: 200)
    let (sine, cosine) = try FixedSeries.sineAndCosine(context.variable)
    var factorial = Rational.one
    for n in 0..<40 {
      let value = (n / 2) & 1 == 0 ? 1 / factorial : -1 / factorial
      #expect(sine[n].contains(n & 1 == 1 ? value : 0), "n = \(n)")
      #expect(cosine[n].contains(n & 1 == 0 ? value : 0), "n = \(n)")
      factorial *= Rational(n + 1)
    }
    let u = try context.polynomial([Rational(2, over: 3), Rational(-3, over: 5), 1])
    let (s, c) = try FixedSeries.sineAndCosine(u)
    expectOverlap(try s.squared().adding(c.squared()), context.one, "sin² + cos²")
    expectOverlap(
      s.derivative(), try u.derivative().multiplied(by: c.truncated(toOrder: 39)), "sin'")
    expectOverlap(
      c.derivative(), try u.derivative().multiplied(by: s.truncated(toOrder: 39)).negated(), "cos'")
    expectOverlap(try .arcsin(s), u, "arcsin(sin u)")
    #expect(s.largestError <= .powerOfTwo(-180))
  }

  /// √(t²·w) = t·√w with two coefficients less of w and one more of t.
  @Test func powersOfSeriesWithValuation() throws {
    let context = SeriesContext(order: 12, fractionBits: 100)
    let w = try context.polynomial([1, 2, 3] as [Rational])
    let square = try context.monomial(2).multiplied(by: w)
    let root = try square.power(Rational(1, over: 2))
    #expect(root.order == 11)
    expectOverlap(
      root, try context.variable.multiplied(by: .sqrt(w)).truncated(toOrder: 11), "√(t²w)")
    #expect(root.isExactlyZero(0))
    #expect(throws: SeriesError.domain(function: "power")) {
      try context.variable.power(Rational(1, over: 2))
    }
    #expect(throws: SeriesError.domain(function: "power")) { try context.variable.power(-1) }
    #expect(try context.variable.power(Rational(10).power(50)).support.isEmpty)
    #expect(try context.monomial(3).power(Rational(2, over: 3)).order == 11)
  }

  @Test func inputErrorsAreCovered() throws {
    var generator = SplitMix64(seed: 17)
    let order = 20
    let u = RationalSeries(order: order) { n in
      Rational(generator.int(1...9), over: 20 * (n + 1))
    }
    let fine = SeriesContext(order: order, fractionBits: 400)
    let coarse = SeriesContext(order: order, fractionBits: 160)
    let blurred = try enclosing(u, in: coarse, radiusExponent: -120, &generator)
    let exact = try fine.polynomial(u.coefficients)
    let functions: [(String, (FixedSeries) throws -> FixedSeries)] = [
      ("exp", { try .exp($0) }), ("log", { try .log($0) }), ("sqrt", { try .sqrt($0) }),
      ("arcsin", { try .arcsin($0) }), ("arccos", { try .arccos($0) }),
      ("erf", { try .erf($0) }), ("Phi", { try .normalDistribution($0) }),
      ("reciprocal", { try .reciprocal($0) }),
      ("inverse root", { try .inverseSquareRoot($0) }),
      ("power", { try $0.power(Rational(5, over: 7)) }),
      ("sin", { try .sin($0) }), ("cos", { try .cos($0) }),
      ("kappa 2", { try .kappa(2, of: $0) }), ("square", { try $0.squared() }),
    ]
    for (name, function) in functions {
      let (wide, narrow) = (try function(blurred), try function(exact))
      for n in 0..<order where !wide[n].contains(narrow[n].midpoint) {
        Issue.record("\(name), coefficient \(n)")
      }
      #expect(wide.largestError <= .powerOfTwo(-60), "\(name)")
      #expect(narrow.largestError <= .powerOfTwo(-280), "\(name)")
    }
  }

  /// Stored zeros at the end are no proof of zeros: 1/n! falls below a unit, and √(1 + 2t + t²) has
  /// stored coefficients of a polynomial although its argument is only known up to an error.
  @Test func vanishingStoredCoefficientsAreNotExactZeros() throws {
    let context = SeriesContext(order: 60, fractionBits: 100)
    let series = try FixedSeries.exp(context.variable)
    var factorial = Rational.one
    for n in 0..<60 {
      #expect(series[n].contains(factorial) && !series.isExactlyZero(n), "n = \(n)")
      factorial = factorial / Rational(n + 1)
    }
    let blurred = try context.polynomial([
      RealBall.one, RealBall(2), RealBall(midpoint: .one, radius: .powerOfTwo(-90)),
    ])
    let root = try FixedSeries.sqrt(blurred)
    #expect((0..<60).allSatisfy { !root.isExactlyZero($0) })
    let moved = try FixedSeries.sqrt(
      SeriesContext(order: 60, fractionBits: 300).polynomial([1, 2, 1 + Rational(2).power(-91)]))
    expectOverlap(root, moved, "√(1 + 2t + (1 + 2⁻⁹¹)t²)")
    let square = try context.polynomial([1, 2, 1] as [Rational])
    expectOverlap(
      try .sqrt(square), try context.polynomial([1, 1] as [Rational]), "√(1 + t)²")
  }

  /// No size of a parameter traps: every call ends with a series or with a reason.
  @Test func extremesEndWithAReason() throws {
    let huge = Rational(10).power(50)
    for order in [1, 2, 3] {
      let context = SeriesContext(order: order, fractionBits: 64)
      for c in [huge, 1 / huge, -huge, 1 - 1 / huge, 1 / huge - 1, .zero] {
        let u = try context.polynomial([c, huge, 1 / huge].prefix(order).map { $0 })
        let functions: [(FixedSeries) throws -> FixedSeries] = [
          { try .exp($0) }, { try .sin($0) }, { try .log($0) }, { try .sqrt($0) },
          { try .arcsin($0) },
          { try .arccos($0) }, { try .erf($0) }, { try .normalDistribution($0) },
          { try .reciprocal($0) }, { try .inverseSquareRoot($0) }, { try .kappa(3, of: $0) },
          { try $0.power(1 / huge) }, { try $0.power(3) }, { try $0.power(-2) },
        ]
        for (index, function) in functions.enumerated() {
          do {
            _ = try function(u)
          } catch {
            #expect(error is SeriesError, "function \(index), constant \(c)")
          }
        }
      }
    }
  }
}
