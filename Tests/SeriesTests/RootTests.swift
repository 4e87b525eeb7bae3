import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct RootTests {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func rootsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let order = generator.int(1...20)
      let root = Rational(generator.int(1...5), over: generator.int(1...5))
      let v = randomSeries(order: order, constant: root * root, &generator)
      // Coefficients of 1/√v grow like a power of max|vₙ|/v₀: give them room.
      let context = SeriesContext(order: order, fractionBits: 900)
      let radius = generator.bool() ? nil : -800
      let a = try enclosing(v, in: context, radiusExponent: radius, &generator)
      let comment = "seed \(seed), order \(order), radius \(radius ?? 0)"
      expectEncloses(
        try .inverseSquareRoot(a), v.squareRoot(constant: root).reciprocal, errorExponent: -100,
        comment)
      expectEncloses(try .reciprocal(a), v.reciprocal, errorExponent: -100, comment)
    }
  }

  /// Changing any single limb of the guess must show in the bound: the certificate assumes nothing.
  @Test(arguments: [BinomialRoot.Exponent.minusOne, .minusHalf])
  func perturbedGuessesAreFoundOut(exponent: BinomialRoot.Exponent) throws {
    var generator = SplitMix64(seed: 3)
    let context = SeriesContext(order: 64, fractionBits: 150)
    let u = try FixedSeries.kappa(1, of: context.variable).center
    let v = try context.one.subtracting(u.squared()).center
    let root = BinomialRoot(exponent: exponent, argument: v)
    let guess = try root.guess(count: 32)
    let honest = try root.certified(guess: guess)
    #expect(honest.largestError <= .powerOfTwo(-130))
    for _ in 0..<40 {
      let (position, bit) = (generator.below(guess.limbs.count), generator.below(64))
      var limbs = guess.limbs
      limbs[position] ^= 1 << Limb(bit)
      let broken = Coefficients(count: guess.count, width: guess.width) {
        for i in limbs.indices { $0[i] = limbs[i] }
      }
      let comment = "limb \(position), bit \(bit)"
      do {
        let series = try root.certified(guess: broken)
        // A change of size 2^(…) in one coefficient is either repaired or owned up to.
        for n in 0..<64 where !series[n].overlaps(honest[n]) {
          Issue.record("a wrong bound: \(comment), coefficient \(n)")
        }
        let lowest = 64 * (position % guess.width) + bit - context.fractionBits
        #expect(series.largestError >= .powerOfTwo(lowest - 12), "\(comment)")
      } catch {
        guard case SeriesError.insufficientPrecision = error else {
          Issue.record("the wrong error: \(comment)")
          continue
        }
      }
    }
  }

  @Test func evenSeriesAreHalvedAndStayEven() throws {
    let context = SeriesContext(order: 41, fractionBits: 120)
    let v = try context.polynomial([1, 0, -1] as [Rational])
    let r = try FixedSeries.inverseSquareRoot(v)
    #expect(r.parity == .even)
    var term = Rational.one
    for m in 0..<20 {
      #expect(r[2 * m].contains(term))
      term *= Rational(2 * m + 1, over: 2 * m + 2)
    }
    #expect(r.isExactlyZero(7))
    #expect(r.largestError <= .powerOfTwo(-110))
  }

  @Test func constantsAndDomains() throws {
    let context = SeriesContext(order: 5, fractionBits: 64)
    let quarter = try context.constant(Rational(1, over: 4))
    #expect(try FixedSeries.inverseSquareRoot(quarter)[0].contains(Rational(2)))
    #expect(throws: SeriesError.domain(function: "1/x")) {
      try FixedSeries.reciprocal(context.variable)
    }
    #expect(throws: SeriesError.domain(function: "1/sqrt(x)")) {
      try FixedSeries.inverseSquareRoot(context.one.negated())
    }
    let unclear = try context.constant(
      RealBall(midpoint: .zero, radius: .powerOfTwo(-50))
    ).adding(context.variable)
    #expect(throws: SeriesError.self) { try FixedSeries.reciprocal(unclear) }
  }

  /// Constant terms from 10⁻³⁰ to 10³⁰: either a true enclosure or an honest refusal.
  @Test(arguments: [-30, -9, 9, 30])
  func extremeConstantTerms(exponent: Int) throws {
    let order = 6
    let v0 = Rational(10).power(exponent)
    let v = RationalSeries(order: order) { $0 == 0 ? v0 * v0 : Rational(1, over: $0) }
    let solution = try SeriesSolver(order: order, goal: .absolute(bits: 64)).solve {
      context throws(SeriesError) in
      try .inverseSquareRoot(context.polynomial(v.coefficients))
    }
    expectEncloses(
      solution.series, v.squareRoot(constant: v0).reciprocal, errorExponent: -64,
      "constant 10^\(2 * exponent)")
  }
}
