import Arithmetic
import Testing

@testable import Series

@Suite struct KernelTests {
  /// Taylor coefficients of FC-NTK of depth 3, from 500-bit ball power series, checked there by a
  /// 256-point Cauchy integral (b₀…b₆, 49 digits) and by the transfer of 20 Puiseux terms (b₅₀₀).
  private static let reference: [(n: Int, value: String)] = [
    (0, "1.0603881068025830382629876031035247348531558490675"),
    (2, "0.66509092657494139816709642192155615837787128244766"),
    (4, "0.18942125328570924823543777319437557426676195589093"),
    (6, "0.084227376050152576949874837931040844728769303511450"),
    (500, "0.000071954000675631046727343334735766210857683713004317"),
  ]

  @Test func fullyConnectedTangentKernelOfDepthThree() throws {
    let solution = try SeriesSolver(order: 501, goal: .absolute(bits: 170)).solve {
      context throws(SeriesError) in
      try fullyConnectedKernel(context, depth: 3)
    }
    #expect(solution.attempts.count == 1, "the first estimate of the precision suffices")
    for (n, text) in KernelTests.reference {
      let value = try #require(Rational(text))
      let digits = RealBall(value, precision: 200).widened(by: .powerOfTwo(n == 500 ? -138 : -160))
      #expect(solution.series[n].overlaps(digits), "b_\(n)")
      #expect(solution.series.error(n) <= .powerOfTwo(-170))
    }
  }

  @Test func truncationsAndPrecisionsOverlap() throws {
    let solve = { (order: Int, bits: Int) in
      try fullyConnectedKernel(SeriesContext(order: order, fractionBits: bits), depth: 3)
    }
    let reference = try solve(90, 400)
    for order in [1, 2, 3, 4, 7, 8, 9, 33, 64, 90] {
      for bits in [40, 63, 64, 65, 129] {
        expectOverlap(try solve(order, bits), reference, "order \(order), bits \(bits)")
      }
    }
  }

  /// The bits lost, measured against the bound that the driver's first estimate relies on.
  @Test(arguments: [(10, 6), (100, 7), (400, 8)])
  func lossOfDepthThree(order: Int, bits: Int) throws {
    let context = SeriesContext(order: order, fractionBits: 128)
    let kernel = try fullyConnectedKernel(context, depth: 3)
    #expect(kernel.largestError <= .powerOfTwo(bits - 128), "order \(order)")
  }

  /// Depth costs the logarithm of the depth, not a constant for each layer.
  @Test(arguments: [(30, 15), (100, 19)])
  func deepKernels(depth: Int, bits: Int) throws {
    let context = SeriesContext(order: 200, fractionBits: 60)
    let kernel = try fullyConnectedKernel(context, depth: depth)
    #expect(kernel.largestError <= .powerOfTwo(bits - 60), "depth \(depth)")
    #expect((0..<200).allSatisfy { kernel[$0].isCertainlyPositive }, "depth \(depth)")
  }

  /// Residual kernels u ← (u + α²κ₁(u))/(1 + α²) for extreme α.
  @Test(arguments: [-20, 20])
  func extremeResidualWeights(exponent: Int) throws {
    let alpha = Rational(10).power(2 * exponent)
    let weight = Rational.one / (1 + alpha)
    let kernel = { (context: SeriesContext) throws(SeriesError) -> FixedSeries in
      var u = context.variable
      for _ in 0..<3 {
        u = try u.adding(.kappa(1, of: u).scaled(by: alpha)).scaled(by: weight)
      }
      return u
    }
    let coarse = try SeriesSolver(order: 40, goal: .absolute(bits: 100)).solve(kernel)
    let fine = try SeriesSolver(order: 40, goal: .relative(bits: 60)).solve(kernel)
    expectOverlap(coarse.series, fine.series, "alpha = 10^\(exponent)")
    #expect((0..<40).allSatisfy { fine.series[$0].isCertainlyPositive })
  }
}
