import Syntax
import Testing
import Verification

/// Checks one claim, with alpha > 0 and beta in [0, 1] declared.
func outcome(
  of statement: String, with declarations: String = "", limits: Limits = Limits()
) throws -> Outcome {
  let text =
    "parameter alpha > 0\nparameter beta in [0, 1]\nparameter L: depth\n\(declarations)\n"
    + "claim \"c\": \(statement)\n"
  let program = try Program(parsing: SourceFile(path: "c.zonal", text: text, kind: .bare))
  let reports = try Verifier([program], limits: limits).run(workers: 1) { _ in }.reports
  return try #require(reports.first).outcome
}

/// The verdict on one claim.
func verdict(on statement: String, with declarations: String = "") throws -> Verdict {
  try outcome(of: statement, with: declarations).verdict
}

/// Expects a verdict on a claim; refutations come with a witness, and they alone.
@discardableResult
func expect(
  _ verdict: Verdict, on statement: String, with declarations: String = "",
  at location: SourceLocation = #_sourceLocation
) throws -> Outcome {
  let found = try outcome(of: statement, with: declarations)
  #expect(found.verdict == verdict, "\(found.reason)", sourceLocation: location)
  #expect((found.witness != nil) == (verdict == .refuted), sourceLocation: location)
  return found
}

/// Expects that a claim is neither proved nor verified.
func expectNoProof(
  of statement: String, with declarations: String = "",
  at location: SourceLocation = #_sourceLocation
) throws {
  let found = try outcome(of: statement, with: declarations)
  #expect(
    found.verdict != .proved && found.verdict != .verified, "\(found.reason)",
    sourceLocation: location)
}

/// A claim with the verdict that it must get.
struct Case: CustomTestStringConvertible, Sendable {
  let statement: String
  let declarations: String

  init(_ statement: String, with declarations: String = "") {
    self.statement = statement
    self.declarations = declarations
  }

  var testDescription: String { statement }
}
