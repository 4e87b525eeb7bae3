import Arithmetic
import Testing

@testable import Series

@Suite struct SolverTests {
  /// t + 2^-300·t² + (sin²t + cos²t - 1) + t⁵: zeros that no precision shows, and a small number that one does.
  @Test func negligibleCoefficientsEndTheSearch() throws {
    let small = Rational(1, over: Integer(2).power(300))
    func series(_ floor: Int) throws -> SeriesSolver.Solution {
      try SeriesSolver(
        order: 8, goal: .relativeOrNegligible(bits: 40, floor: floor), fractionBitsCap: 4096
      ).solve { (context) throws(SeriesError) in
        let t = context.variable
        let (sine, cosine) = (try FixedSeries.sin(t), try FixedSeries.cos(t))
        let zero = try sine.multiplied(by: sine).adding(try cosine.multiplied(by: cosine))
          .subtracting(context.one)
        let square = try t.multiplied(by: t)
        let fifth = try square.multiplied(by: square).multiplied(by: t)
        return zero.adding(t).adding(try square.scaled(by: small)).adding(fifth)
      }
    }
    let sharp = try series(400)
    #expect(sharp.series[2].isCertainlyPositive && sharp.attempts.allSatisfy { $0 < 1500 })
    for n in [1, 5] { #expect(sharp.series[n].radius < .powerOfTwo(-40)) }
    for n in [3, 4, 6, 7] {
      #expect(sharp.series[n].contains(Rational.zero) && sharp.series[n].radius < .powerOfTwo(-400))
    }
    // With a higher floor the small number is one that may be zero.
    let coarse = try series(100)
    #expect(coarse.series[2].contains(small) && coarse.attempts.allSatisfy { $0 < 400 })
  }

  @Test func goalsAreMet() throws {
    let kernel = { (context: SeriesContext) throws(SeriesError) in
      try fullyConnectedKernel(context, depth: 2)
    }
    let relative = try SeriesSolver(order: 80, goal: .relative(bits: 90)).solve(kernel).series
    for n in 0..<80 {
      #expect(relative.error(n) <= relative[n].lowerMagnitude * .powerOfTwo(-90), "n = \(n)")
    }
    let signs = try SeriesSolver(order: 80, goal: .signs).solve(kernel).series
    #expect((0..<80).allSatisfy { signs[$0].isCertainlyPositive })
  }

  /// 1 - 1 + 2⁻²⁰⁰ hides below any small precision: the loop has to climb.
  @Test func precisionIsRaisedUntilTheSignShows() throws {
    let tiny = Rational(2).power(-200) / 3
    let solution = try SeriesSolver(order: 1, goal: .signs).solve { context throws(SeriesError) in
      try context.constant(1 + tiny).subtracting(context.one)
    }
    #expect(solution.attempts.count > 1)
    #expect(solution.series[0].isCertainlyPositive)
  }

  @Test func capsAreReported() {
    let solver = SeriesSolver(order: 3, goal: .signs, fractionBitsCap: 128)
    do {
      _ = try solver.solve { context throws(SeriesError) in
        let third = try context.constant(Rational(1, over: 3))
        return third.subtracting(
          try context.constant(RealBall(Rational(1, over: 3), precision: 500)))
      }
      Issue.record("a hidden zero has no sign")
    } catch {
      #expect(error.attempts.last == 128)
      #expect(error.reason == nil && error.best != nil && error.missingBits > 0)
    }
  }

  @Test func domainErrorsEndAtOnce() {
    do {
      _ = try SeriesSolver(order: 3, goal: .signs).solve { context throws(SeriesError) in
        try .reciprocal(context.variable)
      }
      Issue.record("1/t has a pole")
    } catch {
      #expect(error.reason == .domain(function: "1/x") && error.attempts.count == 1)
    }
  }
}
