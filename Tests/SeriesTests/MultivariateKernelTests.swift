import Arithmetic
import Expressions
import Testing

@testable import Series

@Suite struct MultivariateKernelTests {
  /// [t₁^a·t₂^b] κₙ((t₁ + t₂)/2) = b_{a+b}·C(a+b, a)/2^(a+b), and the multinomial law of p variables.
  @Test(arguments: 0...2, [2, 3, 4])
  func meansOfCosinesHaveMultinomialCoefficients(degree: Int, count: Int) throws {
    let shapes: [MultivariateTruncation] = [
      .totalDegree(below: [0, 0, 16, 9, 6][count]),
      .box([Int](repeating: [0, 0, 7, 4, 2][count], count: count)),
      .box((0..<count).map { $0 == 1 ? 6 : 2 }),
    ]
    for truncation in shapes {
      let ring = try MultivariateContext(
        variableCount: count, truncation: truncation, fractionBits: 100)
      var sum = ring.zero
      for i in 0..<count { sum = try sum.adding(ring.variable(i)) }
      let mean = try sum.scaled(by: Rational(1, over: count))
      let kernel = try MultivariateSeries.kappa(degree, of: mean)
      let line = try FixedSeries.kappa(
        degree, of: SeriesContext(order: 64, fractionBits: 200).variable)
      for (monomial, ball) in kernel.coefficients {
        let total = monomial.reduce(0, +)
        let multinomial = monomial.reduce(Rational(Integer.factorial(total))) {
          $0 / Rational(Integer.factorial($1))
        }
        let expected = line[total].multiplied(
          by: multinomial / Rational(count).power(total), precision: 180)
        #expect(ball.contains(expected), "kappa\(degree) of \(truncation) at \(monomial)")
      }
      #expect(kernel.largestError <= .powerOfTwo(-94), "kappa\(degree) of \(truncation)")
    }
  }

  /// κ₁((κ₁(t₁) + κ₁(t₂))/2) is symmetric with nonnegative coefficients, and κ₁(κ₁(t)) on the diagonal.
  @Test func mixedKernelOfTwoSpheres() throws {
    let ring = try MultivariateContext(
      variableCount: 2, truncation: .totalDegree(below: 20), fractionBits: 120)
    let kernel = try twoSphereKernel(ring)
    let line = SeriesContext(order: 20, fractionBits: 120)
    let diagonal = try FixedSeries.kappa(1, of: .kappa(1, of: line.variable))
    var sums = [RealBall](repeating: .zero, count: 20)
    for (monomial, ball) in kernel.coefficients {
      #expect(ball.overlaps(kernel[[monomial[1], monomial[0]]]), "\(monomial)")
      #expect(!ball.isCertainlyNegative, "\(monomial)")
      let total = monomial[0] + monomial[1]
      #expect(ball.isCertainlyPositive || monomial.contains { $0 > 2 && $0 & 1 == 1 })
      sums[total] = sums[total].adding(ball, precision: 160)
    }
    for n in 0..<20 { #expect(sums[n].overlaps(diagonal[n]), "t^\(n)") }
    #expect(kernel.largestError <= .powerOfTwo(-114))
  }

  /// In one variable the substitution is the identity, and the results are the same to the bit.
  @Test func oneVariableIsTheUnivariateEngine() throws {
    let ring = try MultivariateContext(
      variableCount: 1, truncation: .box([40]), fractionBits: 90)
    let line = SeriesContext(order: 40, fractionBits: 90)
    let half = Rational(1, over: 2)
    let u = try MultivariateSeries.kappa(1, of: ring.variable(0)).scaled(by: half)
    let v = try FixedSeries.kappa(1, of: line.variable).scaled(by: half)
    let kernel = try MultivariateSeries.kappas(of: u, upTo: 2)
    let expected = try ArcCosineComposition(v, upTo: 2).values
    for k in 0...2 {
      for n in 0..<40 { #expect(kernel[k][[n]] == expected[k][n], "kappa\(k), t^\(n)") }
    }
  }

  @Test(arguments: [40, 64, 100])
  func ballsHoldThoseOfTwiceThePrecision(bits: Int) throws {
    let shapes: [MultivariateTruncation] = [
      .totalDegree(below: 13), .box([6, 8]), .box([12, 3]),
    ]
    for truncation in shapes {
      let solve = { (bits: Int) in
        try twoSphereKernel(
          MultivariateContext(variableCount: 2, truncation: truncation, fractionBits: bits))
      }
      expectAgreement(
        try solve(bits), try solve(2 * bits), isRightFiner: true, "\(truncation), \(bits) bits")
    }
  }

  /// The tangent kernel of a network on two spheres, from its formula.
  @Test func expressionsInSeveralSymbols() throws {
    let store = ExpressionStore()
    let symbols = [Symbol("t1"), Symbol("t2")]
    let half = Rational(1, over: 2)
    let mean = store.scaled(store.sum(symbols.map(store.symbol)), by: half)
    let first = try store.function(.kappa(1), mean)
    let kernel = store.sum(
      try store.function(.kappa(1), first),
      store.product(first, try store.function(.kappa(0), mean)))
    let truncation = MultivariateTruncation.totalDegree(below: 10)
    let series = try MultivariateExpansion.expand(
      kernel, in: store, variables: symbols, truncation: truncation, bits: 100)
    #expect(series.largestError <= .powerOfTwo(-100))
    let line = SeriesContext(order: 10, fractionBits: 160)
    let kappas = try ArcCosineComposition(line.variable, upTo: 1).values
    let expected = try FixedSeries.kappa(1, of: kappas[1])
      .adding(kappas[1].multiplied(by: kappas[0]))
    for (monomial, ball) in series.coefficients {
      let n = monomial[0] + monomial[1]
      let weight = Rational(Integer.binomial(n, monomial[0])) * half.power(n)
      #expect(ball.contains(expected[n].multiplied(by: weight, precision: 150)), "\(monomial)")
    }
  }

  @Test func symbolsKeepTheirOrder() throws {
    let store = ExpressionStore()
    let (s, t, u) = (Symbol("s"), Symbol("t"), Symbol("u"))
    let squared = try store.power(store.symbol(s), 2)
    let kernel = store.sum([
      store.product(squared, store.symbol(t)), try store.function(.exp, store.symbol(s)),
      try store.function(.arcsin, store.scaled(store.symbol(t), by: Rational(1, over: 2))),
    ])
    let series = try MultivariateExpansion.expand(
      kernel, in: store, variables: [t, u, s], truncation: .box([4, 3, 4]), bits: 60)
    #expect(series[[1, 0, 2]].contains(1 as Rational))
    #expect(series[[0, 0, 3]].contains(Rational(1, over: 6)))
    #expect(series[[1, 0, 0]].contains(Rational(1, over: 2)))
    #expect(series[[3, 0, 0]].contains(Rational(1, over: 48)))
    #expect(series.variables == [0, 2] && series.isExactlyZero([1, 1, 0]))
    do {
      _ = try MultivariateExpansion.expand(
        kernel, in: store, variables: [t, u], truncation: .totalDegree(below: 3), bits: 60)
      Issue.record("the symbol s has no value")
    } catch {
      #expect(error.reason == .domain(function: "the parameter s"))
      #expect(error.attempts.count == 1)
    }
  }

  /// 1 - 1 + 2⁻²⁰⁰ below a root: the loop has to climb, and stops at a cap.
  @Test func precisionIsRaised() throws {
    let tiny = Rational(2).power(-200)
    let computation = { (ring: MultivariateContext) throws(SeriesError) in
      let rest = try ring.constant(1 + tiny / 3).subtracting(ring.one)
      return try MultivariateSeries.sqrt(rest).adding(ring.variable(1))
    }
    let solution = try MultivariateSolver(
      variableCount: 2, truncation: .totalDegree(below: 4), bits: 60
    ).solve(computation)
    #expect(solution.attempts.count > 1 && solution.series.largestError <= .powerOfTwo(-60))
    do {
      _ = try MultivariateSolver(
        variableCount: 2, truncation: .totalDegree(below: 4), bits: 60, fractionBitsCap: 120
      ).solve(computation)
      Issue.record("a hidden zero under a root")
    } catch {
      #expect(error.attempts.last == 120 && error.best == nil && error.missingBits > 0)
    }
  }
}
