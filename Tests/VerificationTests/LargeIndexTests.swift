import Arithmetic
import Expressions
import Language
import Singularities
import Syntax
import TestSupport
import Testing

@testable import Verification

/// What large indices say of claims over endless ranges: wrong exponents are refuted, slack ones proved.
struct LargeIndexTests {
  /// bₙ ~ c·n^(-3/2), μ_k ~ c·k^(-3): constants exist where the bound is weaker than the law.
  @Test(arguments: [
    "taylor(fc_ntk(3), n) >= C*n^(-5/2) for n in 1...oo",
    "taylor(fc_ntk(3), n) >= -C*n^(-5/2) for n in 1...oo",
    "taylor(fc_ntk(3), n) <= C*n^(-1) for n in 1...oo",
    "taylor(fc_ntk(3), n) in [c1*n^(-2), c2*n^(-1)] for n in 1...oo",
    "eigenvalue(fc_ntk(3), 3, k) in [c1*k^(-4), c2*k^(-2)] for k in 1...oo",
    "taylor(kappa1, n) <= C*n^(-2) for n in 1...oo",
  ])
  func slack(statement: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .proved, "\(found.reason)")
  }

  /// Nearby claims that are false for all constants, with what shows it.
  @Test(arguments: [
    ("taylor(fc_ntk(3), n) <= C*n^(-5/2) for n in 1...oo", "`C` must be at least numbers ~"),
    ("taylor(fc_ntk(3), n) >= C*n^(-1) for n in 1...oo", "*n^(-1/2), which tend to 0"),
    (
      "taylor(fc_ntk(3), n) in [c1*n^(-2), c2*n^(-2)] for n in 1...oo",
      "`c2` must be at least numbers ~"
    ),
    (
      "eigenvalue(fc_ntk(3), 3, k) in [c1*k^(-4), c2*k^(-4)] for k in 1...oo",
      "`c2` must be at least numbers ~"
    ),
    ("taylor(step_gpk(2), n) <= C*n^(-3/2) for n in 1...oo", "*n^(1/4), which are unbounded"),
    ("-taylor(fc_ntk(3), n) >= C*n^(-3/2) for n in 1...oo", "`C` must be positive and at most -"),
  ])
  func noConstant(statement: String, text: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.reason.contains(text), "\(found.reason)")
  }

  /// Given constants: an index at which the claim fails, where the error of the expansion is known.
  @Test(arguments: [
    "taylor(fc_ntk(3), n) <= 2000*n^(-5/2) for n in 1...oo",
    "taylor(fc_ntk(3), n) >= n^(-1/2)/10000 for n in 1...oo",
    "eigenvalue(fc_ntk(3), 3, k) <= 1000*k^(-4) for k in 1...oo",
    "taylor(fc_ntk(2), n) - taylor(fc_ntk(3), n) >= -100/n^2 for n in 1...oo",
  ])
  func failingIndex(statement: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    let witness = try #require(found.witness)
    let place = try #require(witness.point.values.first)
    #expect(Int(place) != nil, "\(witness.text)")
    let numbers = [witness.left, witness.right].map { (Rational($0.mid), Rational($0.rad)) }
    let left = (try #require(numbers[0].0), try #require(numbers[0].1))
    let right = (try #require(numbers[1].0), try #require(numbers[1].1))
    #expect((left.0 - right.0).magnitude > left.1 + right.1, "\(witness.text)")
  }

  /// The witness is right: the coefficient itself, computed from the series, fails there too.
  @Test func failingIndexAgrees() throws {
    let bound = "taylor(fc_ntk(3), n) <= 2000*n^(-5/2)"
    let witness = try #require(try outcome(of: "\(bound) for n in 1...oo").witness)
    let index = try #require(witness.point["n"].flatMap { Int($0) })
    #expect(try verdict(on: "\(bound) for n in \(index)...\(index)") == .refuted)
    let (mid, rad) = (witness.left.mid, witness.left.rad)
    let statement = "abs(taylor(fc_ntk(3), n) - \(mid)) <= \(rad) for n in \(index)...\(index)"
    #expect(try verdict(on: statement) == .verified, "\(statement)")
  }

  /// Without an explicit expansion the law is the witness.
  @Test(arguments: [
    ("taylor(step_gpk(2), n) <= 1000*n^(-3/2) for n in 1...oo", "*n^(-5/4)"),
    ("eigenvalue(step_gpk(2), 3, k) >= k^(-2)/1000 for k in 1...oo", "*k^(-2)"),
    ("taylor(-log(1 - t), n) <= 100*n^(-5/4) for n in 1...oo", "*n^(-1)"),
    ("taylor(arcsin(2*t/3), n) <= 10*(1/2)^n for n in 50...oo", "n = 51"),
  ])
  func law(statement: String, order: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.reason.contains(order), "\(found.reason)")
  }

  /// True bounds are never refuted, whatever else is shown of them.
  @Test(arguments: [
    "taylor(step_gpk(2), n) <= 1000*n^(-5/4) for n in 1...oo",
    "taylor(step_gpk(2), n) in [c1*n^(-5/4), c2*n^(-5/4)] for n in 1...oo",
    "taylor(step_gpk(2), n) >= C*n^(-3/2) for n in 1...oo",
    "taylor(-log(1 - t), n) <= 1/n for n in 1...oo",
    "taylor(fc_ntk(3), n) <= 1000*n^(-1) for n in 1...oo",
    "taylor(fc_ntk(3), n) >= -n^(-1/2) for n in 1...oo",
    "eigenvalue(fc_ntk(3), 3, k) >= k^(-4)/1000 for k in 1...oo",
    "taylor(exponential_power(1, 1/2), n) <= C*n^(-5/4) for n in 1...oo",
    "taylor(kappa1, n) <= C*n^(-5/2) for n in 1...oo",
    "taylor(arcsin(2*t/3), n) <= C*(2/3)^n for n in 1...oo",
    "taylor(fc_ntk(3), n) >= -C*n^(-1/2) for n in 1...oo",
  ])
  func neverRefuted(statement: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict != .refuted, "\(found.reason)")
  }

  /// Constants are positive, on finite ranges too: μ₃ = 0 leaves none.
  @Test(arguments: [
    "eigenvalue(fc_ntk(1), 3, k) in [c1*k^(-3), c2*k^(-3)] for k in 1...10",
    "eigenvalue(fc_ntk(1), 3, k) in [c1*k^(-3), c2*k^(-3)] for k in 1...oo",
    "eigenvalue(fc_ntk(1), 3, k) >= C*k^(-3) for k in {2, 3}",
    "taylor(kappa1, n) >= C*n^(-5/2) for n in 1...oo",
  ])
  func noPositiveConstant(statement: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.reason.hasPrefix("false at "), "\(found.reason)")
    #expect(found.reason.contains(" = 3: "), "\(found.reason)")
    #expect(found.reason.hasSuffix("must be positive and at most 0"), "\(found.reason)")
  }

  /// Two cases that ask for different constants; and one constant that does fit them.
  @Test func contradictingCases() throws {
    let found = try outcome(
      of: "taylor(fc_ntk(2), n) in [C*n^(-3/2), 1.01*C*n^(-3/2)] for n in 1...20")
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.reason.hasPrefix("false: `C` must be at least "), "\(found.reason)")
    let witness = try #require(found.witness)
    let left = try #require(Rational(witness.left.mid))
    let right = try #require(Rational(witness.right.mid))
    #expect(left > right, "\(witness.text)")
    let statement = "taylor(fc_ntk(2), n) in [C*n^(-3/2), 100*C*n^(-3/2)] for n in 1...20"
    #expect(try verdict(on: statement) == .verified)
  }

  /// K = a·(1 - t)^(1/2) + … with random a: the sign and the size of the factor decide, and the exponent.
  @Test(arguments: 1...4)
  func randomBounds(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let factor = Int(generator.next() % 9) + 1
    let kernel = "(4 - \(factor)*sqrt(1 - t) + t^\(Int(generator.next() % 5)))"
    // bₙ ~ factor/(2·√π)·n^(-3/2) = 0.2820948·factor·n^(-3/2), from above.
    let limit = Rational(factor) * Rational(28209, over: 100_000)
    let low = "taylor(\(kernel), n) >= \(limit)*n^(-3/2) for n in 8...oo"
    let high = "taylor(\(kernel), n) <= \(limit)*n^(-3/2) for n in 8...oo"
    let fast = "taylor(\(kernel), n) <= \(Int(generator.next() % 1000))*n^(-2) for n in 8...oo"
    #expect(try verdict(on: low) == .proved, "seed \(seed): \(low)")
    #expect(try verdict(on: high) == .refuted, "seed \(seed): \(high)")
    #expect(try verdict(on: fast) == .refuted, "seed \(seed): \(fast)")
  }

  /// nᵉ·b with b anywhere in the ball: the first of these numbers lies in what is said of all of them.
  @Test(arguments: 1...10)
  func nearestToZero(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    func draw(_ count: UInt64) -> Int { Int(generator.next() % count) + 1 }
    let source = SourceFile(path: "c.zonal", text: "", kind: .bare)
    let definitions = try Definitions([try Program(parsing: source)])
    let checker = try ClaimChecker(definitions: definitions, source: source, limits: Limits())
    let exponent = Rational(draw(7), over: 2)
    let low = Rational(draw(100), over: 7)
    let high = low + Rational(draw(5), over: 3)
    let start = draw(500)
    for sign in [Rational(1), Rational(-1)] {
      let tails = TailArithmetic(
        store: checker.elaborator.store, sequences: [:], index: Symbol("n"), start: start,
        parity: 0, expansions: checker.expansions)
      let ends = [sign * low, sign * high].sorted()
      let ball = RealBall(from: ends[0], to: ends[1], precision: 128)
      let found = try #require(
        tails.nearestToZero(ScaledTail(exponent: exponent, ball: ball)))
      let first = try RealBall.power(
        RealBall(start.isMultiple(of: 2) ? start : start + 1), exponent, precision: 128)
      for end in ends {
        let value = first.multiplied(by: end, precision: 128)
        #expect(found.contains(value), "seed \(seed)")
      }
      #expect(
        tails.nearestToZero(ScaledTail(exponent: -exponent, ball: ball)) == nil, "seed \(seed)")
    }
    let around = RealBall(from: -low, to: high, precision: 128)
    let tails = TailArithmetic(
      store: checker.elaborator.store, sequences: [:], index: Symbol("n"), start: start, parity: 1,
      expansions: checker.expansions)
    #expect(tails.nearestToZero(ScaledTail(exponent: exponent, ball: around)) == nil)
  }
}
