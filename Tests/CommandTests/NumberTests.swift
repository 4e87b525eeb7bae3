import Arithmetic
import Foundation
import TestSupport
import Testing

/// The printed decimals, taken at their word in exact arithmetic.
struct NumberTests {
  /// The coefficients that `expand` prints.
  private static func coefficients(
    _ kernel: String, terms: Int, bits: Int
  ) throws -> [DecimalInterval] {
    let run = try Command.run([
      "expand", kernel, "--terms", "\(terms)", "--bits", "\(bits)", "--format", "json",
    ])
    try #require(run.code == 0, "\(run.report)")
    let rows = try JSON(run.output)["coefficients"].items
    #expect(try rows.map { try $0["n"].integer } == Array(0..<terms))
    return try rows.map { try $0.ball }
  }

  @Test(arguments: ["res_ntk(3, 1/2)", "fc_ntk(3)"])
  func thousandCoefficients(kernel: String) throws {
    let bound = Rational(1, over: 2).power(256)
    let balls = try Self.coefficients(kernel, terms: 1000, bits: 256)
    #expect(balls.count == 1000)
    for (n, ball) in balls.enumerated() {
      #expect(!(bound < ball.rad), "radius of coefficient \(n)")
      // No coefficient of these kernels is negative (Schoenberg).
      #expect(!(ball.mid + ball.rad < .zero), "coefficient \(n)")
    }
  }

  /// K(1) bounds the sum of the coefficients from above, since none is negative.
  @Test func coefficientsSumToAtMostTheValueAtOne() throws {
    let balls = try Self.coefficients("fc_ntk(3)", terms: 1000, bits: 64)
    let sum = balls.reduce(Rational.zero) { $0 + $1.mid - $1.rad }
    #expect(sum < 4)
    #expect(Rational(39, over: 10) < sum)
  }

  /// Enclosures of one number at two accuracies have a point in common, and the finer is finer.
  @Test func accuraciesAgree() throws {
    var generator = SplitMix64(seed: 20)
    for _ in 0..<5 {
      let alpha = Rational(generator.int(1...40), over: generator.int(1...40))
      let kernel = "res_ntk(2, \(alpha))"
      let coarse = try Self.coefficients(kernel, terms: 60, bits: 64)
      let fine = try Self.coefficients(kernel, terms: 60, bits: 256)
      let finest = try Self.coefficients(kernel, terms: 60, bits: 600)
      for (n, balls) in zip(coarse, zip(fine, finest)).enumerated() {
        let (first, (second, third)) = balls
        #expect(first.overlaps(second) && second.overlaps(third), "\(kernel), n = \(n)")
        #expect(first.overlaps(third), "\(kernel), n = \(n)")
        #expect(!(Rational(1, over: 2).power(64) < first.rad), "\(kernel), n = \(n)")
        #expect(!(Rational(1, over: 2).power(256) < second.rad), "\(kernel), n = \(n)")
        #expect(!(Rational(1, over: 2).power(600) < third.rad), "\(kernel), n = \(n)")
        #expect(first.rad.isZero || second.rad < first.rad, "\(kernel), n = \(n)")
        #expect(second.rad.isZero || third.rad < second.rad, "\(kernel), n = \(n)")
      }
    }
  }

  /// A thousand coefficients within 2^-256, for random depths and rational α.
  @Test func randomKernelsKeepTheirAccuracy() throws {
    let bound = Rational(1, over: 2).power(256)
    try forEachSeed(4) { random, seed in
      let alpha = Rational(random.int(1...30), over: random.int(1...30))
      let kernel = random.pick([
        "fc_gpk(\(random.int(1...3)))", "fc_ntk(\(random.int(1...3)))",
        "res_gpk(\(random.int(1...2)), \(alpha))",
        "normalized(res_ntk(\(random.int(1...2)), \(alpha)))",
      ])
      for ball in try Self.coefficients(kernel, terms: 1000, bits: 256) {
        #expect(!(bound < ball.rad), "seed \(seed), \(kernel)")
      }
    }
  }

  @Test func exactCoefficients() throws {
    let run = try Command.run([
      "expand", "kappa1", "--exact", "--terms", "5", "--format", "json",
    ])
    try #require(run.code == 0, "\(run.report)")
    let texts = try JSON(run.output)["coefficients"].items.map { try $0["exact"].text }
    #expect(texts == ["1/pi", "1/2", "1/(2*pi)", "0", "1/(24*pi)"])
  }

  /// Enclosures of one value at several accuracies have a point in common, at singular points too.
  @Test(arguments: ["1/3", "-1", "0", "1", "-9/10", "sqrt(2)/2", "-1/1000000"])
  func coarseBallsMeetFineOnes(point: String) throws {
    for kernel in [
      "kappa1", "fc_ntk(3)", "res_ntk(2, 1/2)", "laplace(1)", "arccos(t)", "kappa1 - t",
    ] {
      var last: DecimalInterval?
      for digits in [60, 30, 10, 2] {
        let run = try Command.run([
          "evaluate", kernel, "--at", point, "--digits", "\(digits)", "--format", "json",
        ])
        try #require(run.code == 0, "\(run.report)")
        let ball = try JSON(run.output)["value"].ball
        if let last { #expect(ball.overlaps(last), "\(run.report)") }
        last = ball
      }
    }
  }

  /// More digits give narrower enclosures of the same value.
  @Test func digitsAgree() throws {
    for kernel in ["res_ntk(4, 2/3)", "laplace(2)", "step_gpk(3)", "fc_ntk_bias(2, 1/3)"] {
      var last: DecimalInterval?
      for digits in [5, 20, 80] {
        let run = try Command.run([
          "evaluate", kernel, "--at", "-2/7", "--digits", "\(digits)", "--format", "json",
        ])
        try #require(run.code == 0, "\(run.report)")
        let ball = try JSON(run.output)["value"].ball
        let bound = ball.mid.magnitude * Rational(1, over: 10).power(digits - 1)
        #expect(ball.rad < bound, "\(run.report)")
        if let last {
          #expect(ball.overlaps(last) && ball.rad < last.rad, "\(run.report)")
        }
        last = ball
      }
    }
  }

  /// The sum over all frequencies is K(1): partial sums approach it from below.
  @Test func traceIdentity() throws {
    let run = try Command.run([
      "spectrum", "fc_ntk(2)", "--dimension", "3", "--frequencies", "0...60", "--format", "json",
    ])
    try #require(run.code == 0, "\(run.report)")
    let json = try JSON(run.output)
    var sum = Rational.zero
    var slack = Rational.zero
    for row in try json["eigenvalues"].items {
      let count = try #require(row.word("multiplicity").flatMap { Rational($0) })
      let ball = try row.ball
      sum += count * ball.mid
      slack += count * ball.rad
    }
    #expect(try json["trace"]["sum"].ball.contains(sum, slack: slack))
    #expect(try json["trace"]["value"].ball.contains(3, slack: 0))
    #expect(sum - slack < 3)
    #expect(Rational(295, over: 100) < sum)
  }
}
