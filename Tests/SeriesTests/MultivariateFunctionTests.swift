import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct MultivariateFunctionTests {
  private static let shapes: [(MultivariateTruncation, Int)] = [
    (.totalDegree(below: 7), 2), (.totalDegree(below: 4), 3), (.box([4, 3]), 2),
    (.box([2, 6]), 2), (.box([2, 2, 2]), 3),
  ]

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func inversesAndRootsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for (truncation, count) in MultivariateFunctionTests.shapes {
      let ring = try MultivariateContext(
        variableCount: count, truncation: truncation, fractionBits: 256)
      let w = MultivariateRational.random(
        truncation, count, constant: Rational(generator.int(2...4)), &generator)
      let radius: Int? = generator.bool() ? nil : -200
      let series = try w.enclosed(in: ring, radiusExponent: radius, &generator)
      let square = try w.multiplied(by: w).enclosed(
        in: ring, radiusExponent: radius, &generator)
      let comment = "seed \(seed), \(truncation), \(count) variables"
      expectEncloses(try .reciprocal(series), w.reciprocal, errorExponent: -80, comment)
      expectEncloses(
        try .inverseSquareRoot(square), w.reciprocal, errorExponent: -60, comment)
      expectEncloses(try .sqrt(square), w, errorExponent: -60, comment)
      expectEncloses(
        try series.power(3), w.multiplied(by: w).multiplied(by: w), errorExponent: -100, comment)
      expectEncloses(
        try square.power(Rational(-1, over: 2)), w.reciprocal, errorExponent: -60, comment)
    }
  }

  /// e^v = Σ vᵏ/k!, sin v and cos v likewise, and log(1 + v) = Σ (-1)^(k+1)·vᵏ/k.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func elementaryFunctionsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for (truncation, count) in MultivariateFunctionTests.shapes {
      let ring = try MultivariateContext(
        variableCount: count, truncation: truncation, fractionBits: 256)
      let v = MultivariateRational.random(truncation, count, constant: 0, &generator)
      let series = try v.enclosed(in: ring, radiusExponent: -230, &generator)
      let comment = "seed \(seed), \(truncation), \(count) variables"
      let factorial = { (k: Int) in Rational(Integer.one, over: Integer.factorial(k)) }
      expectEncloses(try .exp(series), v.composed(factorial), errorExponent: -80, comment)
      expectEncloses(
        try .sin(series),
        v.composed { $0 & 1 == 0 ? .zero : factorial($0) * Rational($0 & 2 == 0 ? 1 : -1) },
        errorExponent: -80, comment)
      expectEncloses(
        try .cos(series),
        v.composed { $0 & 1 == 1 ? .zero : factorial($0) * Rational($0 & 2 == 0 ? 1 : -1) },
        errorExponent: -80, comment)
      expectEncloses(
        try .log(ring.one.adding(series)),
        v.composed { $0 == 0 ? .zero : Rational($0 & 1 == 1 ? 1 : -1, over: $0) },
        errorExponent: -80, comment)
    }
  }

  /// √(t₁² + t₂²) is a power series in X but none in the variables, and must not be delivered.
  @Test func singularPowersAreRefused() throws {
    let ring = try MultivariateContext(
      variableCount: 2, truncation: .totalDegree(below: 6), fractionBits: 64)
    let (s, t) = (try ring.variable(0), try ring.variable(1))
    let sum = try s.squared().adding(t.squared())
    for exponent in [Rational(1, over: 2), Rational(-1), Rational(1, over: 3)] {
      #expect(throws: SeriesError.domain(function: "power")) { try sum.power(exponent) }
    }
    #expect(throws: SeriesError.self) { try MultivariateSeries.sqrt(sum) }
    #expect(throws: SeriesError.self) { try MultivariateSeries.reciprocal(sum) }
    #expect(throws: SeriesError.domain(function: "abs")) { try MultivariateSeries.absolute(sum) }
    let high = try MultivariateContext(
      variableCount: 2, truncation: .totalDegree(below: 70), fractionBits: 64)
    let power = try high.variable(0).adding(high.variable(1)).power(66)
    let binomial = Rational(Integer.binomial(66, 30))
    #expect(power.isExact && power[[30, 36]].contains(binomial) && power[[30, 35]].isZero)
  }

  /// A wrong guess of an inverse root is refused, or its defect is in the bound.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func perturbedGuessesAreCaught(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let truncation = MultivariateTruncation.totalDegree(below: 8)
    func radicand(_ bits: Int) throws -> FixedSeries {
      let ring = try MultivariateContext(
        variableCount: 2, truncation: truncation, fractionBits: bits)
      let u = try ring.variable(0).adding(ring.variable(1)).scaled(by: Rational(1, over: 2))
      return try ring.one.subtracting(u.squared()).image
    }
    let v = try radicand(80)
    let truth = try FixedSeries.inverseSquareRoot(radicand(200))
    let root = BinomialRoot(exponent: .minusHalf, argument: v)
    let guess = try root.guess(count: (v.order + 1) / 2)
    var refusals = 0
    for size in [0, 8, 30, 50, 70, 79, 82, 90] {
      var integers = (0..<guess.count).map(guess.integer)
      // Any place: also one that no monomial takes.
      integers[generator.below(guess.count)] += Integer.one.shifted(leftBy: size)
      do {
        let result = try root.certified(guess: Coefficients(integers))
        expectOverlap(result, truth, "seed \(seed), perturbation 2^\(size)")
        #expect(size <= 79, "seed \(seed), perturbation 2^\(size)")
        #expect(result.largestError >= .powerOfTwo(size - 82), "seed \(seed), 2^\(size)")
      } catch {
        refusals += 1
      }
    }
    #expect(refusals >= 2, "seed \(seed)")
  }
}
