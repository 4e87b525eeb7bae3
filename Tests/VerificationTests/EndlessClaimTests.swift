import Syntax
import Testing
import Verification

/// Claims for all indices from a number on.
struct EndlessClaimTests {
  /// Coefficients that vanish without a visible reason do not hide a later counterexample.
  @Test(arguments: [
    ("taylor(kappa1 - t^400/10^6, n) >= 0 for n in 0...oo", "400"),
    ("taylor(fc_ntk(2) - t^200, n) >= 0 for n in 0...oo", "200"),
    ("taylor(kappa1, n) > 0 for n in 2...oo", "3"),
    ("taylor(kappa1 + t^301/10^3, n) < 1/10^4 for n in 100...oo", "301"),
  ])
  func refuted(statement: String, index: String) throws {
    let found = try outcome(of: statement)
    #expect(found.verdict == .refuted, "\(found.reason)")
    #expect(found.witness?.point == ["n": index])
  }

  /// What Schoenberg's cone shows needs no other reason.
  @Test func cone() throws {
    let found = try outcome(of: "taylor(fc_ntk(3), n) >= 0 for n in 0...oo")
    #expect(found.verdict == .proved)
    #expect(found.reason.hasSuffix("(Schoenberg's cone)"), "\(found.reason)")
  }

  /// The empty interval has no points that a claim could be about.
  @Test(arguments: ["(1, 1)", "[1, 1)", "(0, 0]"])
  func emptyInterval(interval: String) {
    #expect(throws: SyntaxError.self) { try outcome(of: "kappa1 <= 2 for t in \(interval)") }
  }

  @Test func singlePoint() throws {
    #expect(try verdict(on: "kappa1 <= 1/2 for t in [1, 1]") == .refuted)
    #expect(try verdict(on: "kappa1 < 1 for t in [1, 1]") == .refuted)
    #expect(try verdict(on: "kappa1 - 1/2 <= 1/2 for t in [1, 1]") == .proved)
  }
}
