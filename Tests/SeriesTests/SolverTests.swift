import Arithmetic
import Testing

@testable import Series

@Suite struct SolverTests {
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
