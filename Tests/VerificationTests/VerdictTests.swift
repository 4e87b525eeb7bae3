import Syntax
import Testing
import Verification

/// Every claim of the table gets its verdict.
struct VerdictTests {
  @Test(arguments: ClaimTable.proved)
  func proved(claim: Case) throws {
    let found = try expect(.proved, on: claim.statement, with: claim.declarations)
    #expect(!found.reason.isEmpty)
  }

  @Test(arguments: ClaimTable.verified)
  func verified(claim: Case) throws {
    let found = try expect(.verified, on: claim.statement, with: claim.declarations)
    #expect(!found.range.isEmpty)
  }

  @Test(arguments: ClaimTable.refuted)
  func refuted(claim: Case) throws {
    try expect(.refuted, on: claim.statement, with: claim.declarations)
  }

  @Test(arguments: ClaimTable.open)
  func trueClaims(claim: Case) throws {
    let found = try outcome(of: claim.statement, with: claim.declarations)
    #expect(found.verdict == .proved || found.verdict == .undecided, "\(found.reason)")
  }

  /// An expression without a value somewhere is neither bounded nor equal to anything there.
  @Test(arguments: ClaimTable.undefined)
  func undefined(claim: Case) throws {
    do {
      try expectNoProof(of: claim.statement, with: claim.declarations)
    } catch is SyntaxError {
      return
    }
  }

  /// A quantity without a value is explained in words.
  @Test func missingValue() throws {
    let found = try expect(.undecided, on: "taylor(abs(t), 1) == 1")
    #expect(
      found.reason == "no value: abs is not analytic at the constant term of its argument")
  }
}
