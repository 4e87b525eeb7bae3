import Arithmetic
import Expressions
import Syntax
import TestSupport
import Testing

@testable import Verification

/// Suprema of functions over intervals against values that are known or sampled.
struct SupremumNormTests {
  private let store = ExpressionStore()

  private func norm(
    _ function: Expressions.Expression, _ lower: Rational = -1, _ upper: Rational = 1
  ) throws -> RealBall? {
    try SupremumNorm(
      store: store, limits: Limits(), variable: .cosine, lower: lower, upper: upper
    ).enclosure(of: function, at: [:])
  }

  @Test func knownSuprema() throws {
    let t = store.symbol(.cosine)
    let cubic = store.difference(t, try store.power(t, 3))
    // 2/(3√3) at t = 1/√3.
    let found = try #require(try norm(cubic))
    let exact = try RealBall.power(
      RealBall(Rational(4, over: 27), precision: 100), Rational(1, over: 2), precision: 100)
    #expect(found.contains(exact) || found.overlaps(exact))
    #expect(found.radius < Magnitude(1).scaled(byPowerOfTwo: -9))
    // κ₁ - 1 at -1, where its slope is 0.
    let ramp = store.difference(try store.function(.kappa(1), t), store.rational(1))
    let one = try #require(try norm(ramp))
    #expect(one.overlaps(.one) && one.radius < Magnitude(1).scaled(byPowerOfTwo: -9))
    #expect(try norm(try store.function(.log, t)) == nil)
  }

  @Test func samplesAreNotAbove() throws {
    var random = SplitMix64(seed: 0x5e_ed)
    let t = store.symbol(.cosine)
    for _ in 0..<20 {
      let coefficients = (0...4).map { _ in Rational(Int(random.next() % 41) - 20, over: 7) }
      let function = store.sum(
        try coefficients.enumerated().map { power, coefficient in
          store.scaled(try store.power(t, Rational(power)), by: coefficient)
        })
      let found = try #require(try norm(function))
      let tape = Tape(function, in: store)
      var largest = 0.0
      for place in -50...50 {
        let value = try tape.evaluate(
          at: [.cosine: Rational(place, over: 50)], goal: .absolute(bits: 60))
        largest = max(largest, abs(value.value.midpoint.double(rounding: .nearest)))
      }
      let (low, high) = (
        found.lowerBound(precision: 80).double(rounding: .nearest),
        found.upperBound(precision: 80).double(rounding: .nearest)
      )
      #expect(largest <= high + 1e-12, "\(coefficients)")
      #expect(low <= largest + 0.02 * (1 + largest), "\(coefficients): \(low), \(largest)")
    }
  }

  @Test func evidenceOfAnUndecidedRate() throws {
    let found = try expect(
      .undecided,
      on:
        "normalized(fc_ntk(L)) - 3*log(L)/(8*L) -> 1/4 as L -> oo at rate 1/L^2 for t in [-1, 1/2]")
    #expect(found.reason.contains("the supremum of the difference over t in [-1, 1/2]"))
  }
}
