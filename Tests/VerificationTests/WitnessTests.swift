import Arithmetic
import Syntax
import Testing
import Verification

/// A witness can be checked by hand: its values show that the claim is false.
struct WitnessTests {
  private static func number(_ text: String) throws -> Rational { try #require(Rational(text)) }

  @Test(arguments: ClaimTable.refuted)
  func valuesRefute(claim: Case) throws {
    let found = try outcome(of: claim.statement, with: claim.declarations)
    let witness = try #require(found.witness)
    let left = (try Self.number(witness.left.mid), try Self.number(witness.left.rad))
    let right = (try Self.number(witness.right.mid), try Self.number(witness.right.rad))
    let gap = left.0 - right.0
    let slack = left.1 + right.1
    for value in witness.point.values { #expect(Rational(value) != nil, "\(value)") }
    // Sides that touch refute strict comparisons and `!=` only; others must be apart.
    let isStrict = [" > ", " < ", " != ", " in "].contains { claim.statement.contains($0) }
    #expect(gap.magnitude > slack || isStrict, "\(claim.statement): \(witness.text)")
  }

  @Test(arguments: [
    "sqrt(2)*t <= sqrt(2)*t^2 - 1/10^60 for t in [1, 1]",
    "condition(kappa1, orthonormal(4)) < 1 + 4/(pi-1) - 10^(-40)",
    "taylor(kappa1, 0) < 1/pi - 10^(-50)", "taylor(kappa1, 2) <= 1/(2*pi) - 10^(-300)",
  ])
  func tinyGapsShow(statement: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted)
    let witness = try #require(found.witness)
    let left = try Self.number(witness.left.mid) - Self.number(witness.left.rad)
    let right = try Self.number(witness.right.mid) + Self.number(witness.right.rad)
    #expect(left > right, "\(witness.text)")
  }

  @Test func parametersAreNamed() throws {
    let witness = try #require(try outcome(of: "alpha*t <= 1 for t in [0, 1]").witness)
    #expect(Set(witness.point.keys) == ["alpha", "t"])
    let depth = try #require(try outcome(of: "fc_gpk(L) <= 1/2 for L in 1...3").witness)
    #expect(depth.point["L"] == "1" && depth.point["t"] != nil)
  }
}
