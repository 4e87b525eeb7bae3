import Arithmetic
import TestSupport
import Testing

@testable import Series

@Suite struct ProductTests {
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func productsEncloseTheTruth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<4 {
      let order = generator.int(1...40)
      let context = SeriesContext(order: order, fractionBits: generator.int(40...200))
      let x = randomSeries(order: order, constant: generator.fraction(), &generator)
      let y = randomSeries(order: order, constant: generator.fraction(), &generator)
      let radius: [Int?] = [nil, -20, -30, -context.fractionBits]
      let a = try enclosing(x, in: context, radiusExponent: radius[generator.below(4)], &generator)
      let b = try enclosing(y, in: context, radiusExponent: radius[generator.below(4)], &generator)
      let comment = "seed \(seed), order \(order), bits \(context.fractionBits)"
      expectEncloses(try a.multiplied(by: b), x.multiplied(by: y), errorExponent: -8, comment)
      expectEncloses(try a.squared(), x.multiplied(by: x), errorExponent: -8, comment)
      expectEncloses(a.adding(b), x.adding(y), comment)
      expectEncloses(a.subtracting(b), x.adding(y.scaled(by: -1)), comment)
      let c = generator.fraction(1000)
      expectEncloses(try a.scaled(by: c), x.scaled(by: c), comment)
      expectEncloses(
        try a.scaled(by: RealBall(c, precision: 90)), x.scaled(by: c), comment)
      expectEncloses(a.integrated(), x.integrated(), comment)
      if order > 1 { expectEncloses(a.derivative(), x.derivative(), comment) }
    }
  }

  /// (1 + t)(1 - t) = 1 - t² has no error, and neither has anything else that fits.
  @Test func representablePolynomialsAreExact() throws {
    let context = SeriesContext(order: 10, fractionBits: 64)
    let p = try context.polynomial([1, 1] as [Rational])
    let q = try context.polynomial([1, -1] as [Rational])
    let product = try p.multiplied(by: q)
    #expect(product.isExact)
    #expect(product[2] == RealBall(-1))
    #expect((3..<10).allSatisfy { product.isExactlyZero($0) })
    #expect(product[1].isZero)
    #expect(try p.squared().scaled(by: Rational(3, over: 8)).isExact)
    #expect(try context.monomial(3).scaled(by: 4).termwiseDerivative().integrated().isExact)
    #expect(try !p.scaled(by: Rational(1, over: 3)).isExact)
  }

  /// Exact factors whose product needs rounding: the error of rounding alone.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func roundedProductsOfExactSeries(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for order in [1, 5, 90] {
      let context = SeriesContext(order: order, fractionBits: 70)
      let unit = Rational(2).power(-70)
      let x = RationalSeries(order: order) { _ in Rational(generator.integer(ofBits: 69)) * unit }
      let y = RationalSeries(order: order) { _ in Rational(generator.integer(ofBits: 69)) * unit }
      let a = try context.polynomial(x.coefficients)
      let b = try context.polynomial(y.coefficients)
      #expect(a.isExact && b.isExact)
      let comment = "seed \(seed), order \(order)"
      let product = try a.multiplied(by: b)
      #expect(!product.isExact, "\(comment)")
      expectEncloses(product, x.multiplied(by: y), errorExponent: -70, comment)
      expectEncloses(try a.squared(), x.multiplied(by: x), errorExponent: -70, comment)
      expectEncloses(
        try a.scaled(by: y[0]), x.scaled(by: y[0]), errorExponent: -70, comment)
      expectEncloses(a.integrated(), x.integrated(), errorExponent: -70, comment)
    }
  }

  @Test func parityIsStructural() throws {
    let context = SeriesContext(order: 50, fractionBits: 100)
    let kappa = try FixedSeries.kappa(1, of: context.variable)
    for n in 0..<50 {
      #expect(kappa.isExactlyZero(n) == (n >= 3 && n & 1 == 1))
      #expect(!kappa[n].isZero || kappa.isExactlyZero(n))
    }
    let kernel = try fullyConnectedKernel(context, depth: 1)
    #expect((3..<50).allSatisfy { kernel.isExactlyZero($0) == ($0 & 1 == 1) })
    let odd = try FixedSeries.kappa(0, of: context.variable)
      .subtracting(context.constant(Rational(1, over: 2)))
    #expect(odd.pattern.parity == .odd)
  }

  /// Compression by parity gives the same product as the full one.
  @Test func parityProductsEncloseTheTruth() throws {
    var generator = SplitMix64(seed: 11)
    for (first, second) in [(0, 0), (0, 1), (1, 1)] {
      for order in [1, 2, 3, 8, 17] {
        let context = SeriesContext(order: order, fractionBits: 90)
        let x = RationalSeries(order: order) { $0 & 1 == first ? generator.fraction() : .zero }
        let y = RationalSeries(order: order) { $0 & 1 == second ? generator.fraction() : .zero }
        let a = try context.polynomial(x.coefficients)
        let b = try context.polynomial(y.coefficients)
        let product = try a.multiplied(by: b)
        expectEncloses(
          product, x.multiplied(by: y), errorExponent: -80, "\(first), \(second), \(order)")
        #expect((0..<order).allSatisfy { ($0 + first + second) & 1 == 0 || product[$0].isZero })
      }
    }
  }

  @Test func truncationKeepsTheBeginning() throws {
    var generator = SplitMix64(seed: 5)
    let context = SeriesContext(order: 30, fractionBits: 80)
    let x = randomSeries(order: 30, constant: 2, &generator)
    let a = try enclosing(x, in: context, radiusExponent: -40, &generator)
    for order in [1, 2, 15, 16, 17, 30] {
      let short = a.truncated(toOrder: order)
      #expect(short.order == order)
      #expect((0..<order).allSatisfy { short[$0].contains(x[$0]) })
    }
  }

  /// An error on a coefficient that was exactly 0 ends its being exactly 0.
  @Test func widenedSeriesHaveNoExactZeros() throws {
    let context = SeriesContext(order: 9, fractionBits: 60)
    let wide = context.one.widened(by: BlockProfile(repeating: .powerOfTwo(-7), order: 9))
    #expect((0..<9).allSatisfy { wide.error($0).isZero == ($0 & 1 == 1) })
  }

  @Test func sumOfManyDoesNotGrowWider() throws {
    let context = SeriesContext(order: 4, fractionBits: 60)
    var sum = context.zero
    for _ in 0..<200 { sum = sum.adding(context.one).subtracting(context.one) }
    #expect(sum.rows.width == 1)
    #expect(sum[0].isZero)
  }
}
