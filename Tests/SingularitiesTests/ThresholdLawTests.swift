import Arithmetic
import Expressions
import Foundation
import TestSupport
import Testing

@testable import Singularities

/// Coefficients of kernels with a threshold dual Φ₂(h, h; t).
struct ThresholdLawTests {
  private func law(_ kernel: String) throws -> ThresholdLaw? {
    let reader = try Reader()
    return ThresholdLaw(of: try reader.kernel(kernel), in: reader.store)
  }

  /// φ(h)²·He_{n-1}(h)²/n! in machine numbers, by the recurrence of the normalised polynomials.
  private static func coefficients(_ h: Double, count: Int) -> [Double] {
    let density = exp(-h * h) / (2 * Double.pi)
    var (last, current) = (0.0, 1.0)
    var result = [0.0]
    for n in 1..<count {
      result.append(density * current * current / Double(n))
      (last, current) = (
        current, (h * current - Double(n - 1).squareRoot() * last) / Double(n).squareRoot()
      )
    }
    return result
  }

  private static func number(_ value: Expressions.Expression, _ store: ExpressionStore) throws
    -> Double
  {
    try Tape(value, in: store).evaluate(at: [:], goal: .relative(bits: 60)).value.midpoint
      .double(rounding: .nearest)
  }

  /// The law against the recurrence, at large indices.
  @Test(arguments: [("1", 1.0), ("-1", -1.0), ("1/2", 0.5), ("-2", -2.0), ("3", 3.0)])
  func law(threshold: String, h: Double) throws {
    let reader = try Reader()
    let kernel = try reader.kernel("Phi2(\(threshold), \(threshold), t)")
    let law = try #require(ThresholdLaw(of: kernel, in: reader.store))
    #expect(law.oscillates)
    let scale = try Self.number(law.scale, reader.store)
    let b = Self.coefficients(h, count: 100_003)
    for n in [50_000, 50_001, 73_123, 99_998, 100_000] {
      let theta = h * Double(n).squareRoot() - Double(n - 1) * Double.pi / 2
      let value = b[n] * pow(Double(n), 1.5) / scale
      // The error is of order |h|³/√n.
      #expect(abs(value - pow(cos(theta), 2)) < 0.02 * max(1, pow(abs(h), 3)), "\(n)")
    }
  }

  /// Bounds for all n hold what the recurrence gives: random thresholds and polynomials.
  @Test func tails() throws {
    var generator = SplitMix64(seed: 41)
    for round in 0..<20 {
      let eighths = generator.int(1...16) * (generator.bool() ? 1 : -1)
      let h = Double(eighths) / 8
      let q = (0..<generator.int(1...4)).map { _ in generator.int(-3...3) }
      let text = q.enumerated().map { "(\($1))*t^\($0)" }.joined(separator: " + ")
      let kernel = "3*t^2 + (\(text) + 5)*Phi2(\(eighths)/8, \(eighths)/8, t)"
      let label: Comment = "seed \(generator.seed), round \(round): \(kernel)"
      let reader = try Reader()
      guard let law = ThresholdLaw(of: try reader.kernel(kernel), in: reader.store) else {
        Issue.record(label)
        continue
      }
      let b = Self.coefficients(h, count: 3000)
      for start in [16, 100, 700] {
        let tail = try #require(law.tail(from: start), label)
        #expect(tail.exponent == Rational(-3, over: 2))
        let ball = tail.ball.widened(by: .powerOfTwo(-30))
        for n in start..<3000 {
          var value = 5 * b[n]
          for (j, factor) in q.enumerated() { value += Double(factor) * b[n - j] }
          #expect(ball.contains(Dyadic(value * pow(Double(n), 1.5))), label)
        }
      }
    }
  }

  /// With h = -1 between 0 and s, up to a few percent.
  @Test func tailsAreSharp() throws {
    let tail = try #require(try law("Phi2(-1, -1, t)")?.tail(from: 2048))
    #expect(tail.ball.upperBound(precision: 53).double(rounding: .up) < 0.0775)
    #expect(tail.ball.lowerBound(precision: 53).double(rounding: .down) > -0.0005)
    let smooth = try #require(try law("(1 + t)*Phi2(-1, -1, t)")?.tail(from: 2048))
    #expect(smooth.ball.radius < .powerOfTwo(-9))
    #expect(smooth.ball.contains(Dyadic(0.07702)))
  }

  /// The waves of (1 + t)·Φ₂ cancel; checked against the recurrence at n = 10⁵.
  @Test func balanced() throws {
    let reader = try Reader()
    let kernel = try reader.kernel("(1 + t)*Phi2(-1, -1, t)")
    let law = try #require(ThresholdLaw(of: kernel, in: reader.store))
    #expect(!law.oscillates)
    let b = Self.coefficients(-1, count: 100_002)
    for n in [100_000, 100_001] {
      let value = (b[n] + b[n - 1]) * pow(Double(n), 1.5)
      #expect(abs(value - 0.0770216737815) < 2e-4)
    }
    guard case .power(let terms) = try law.powerLaw()[0] else {
      Issue.record("no power law")
      return
    }
    #expect(terms.count == 1 && terms[0].exponent == Rational(1, over: 2))
    let value = terms[0].taylorConstant(in: reader.store).ball(bits: 60)
    #expect(value?.widened(by: .powerOfTwo(-40)).contains(Dyadic(0.07702167378149789)) == true)
  }

  @Test func oscillatingKernelsHaveNoPowerLaw() throws {
    let reader = try Reader()
    let kernel = try reader.kernel("(3 + t)*Phi2(2, 2, t) + exp(t)")
    let law = try #require(ThresholdLaw(of: kernel, in: reader.store))
    #expect(law.oscillates)
    #expect(law.statement.contains("3*cos(theta)^2 + sin(theta)^2"), "\(law.statement)")
    // The eigenvalues have one.
    let laws = try KernelAsymptotics.laws(of: kernel, in: reader.store, terms: 1)
    #expect(laws.taylorObstacle == law.obstacle)
  }

  /// Kernels of other kinds, and those of which it is not known whether they oscillate.
  @Test(arguments: [
    "kappa1", "Phi2(1, 2, t)", "Phi2(1, 1, t/2)", "Phi2(1, 1, t)^2",
    "Phi2(1, 1, t) + Phi2(2, 2, t)",
    "kappa0 + Phi2(1, 1, t)", "kappa0*Phi2(1, 1, t)", "(1 + alpha - beta + t)*Phi2(1, 1, t)",
    "exp(Phi2(1, 1, t))",
  ])
  func none(kernel: String) throws { #expect(try law(kernel) == nil) }

  /// Its own parameter may be the threshold, when it cannot be 0.
  @Test func parameters() throws {
    #expect(try law("Phi2(alpha, alpha, t)")?.oscillates == true)
    #expect(try law("Phi2(alpha - beta, alpha - beta, t)") == nil)
    #expect(try law("Phi2(alpha, alpha, t)")?.tail(from: 100) == nil)
  }
}
