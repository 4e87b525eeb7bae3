import Arithmetic
import Foundation
import Reporting
import Syntax
import Testing
import Verification

/// Reports have the keys that scripts rely on, and the same bytes for the same result.
struct ReportTests {
  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func report(_ text: String) throws -> VerificationReport {
    let program = try Program(parsing: SourceFile(path: "a.zonal", text: text, kind: .bare))
    return VerificationReport(
      try Verifier([program], limits: Limits()).run(workers: 1) { _ in }.reports)
  }

  @Test func verdictsAsJSON() throws {
    let report = try Self.report(
      """
      claim "true": kappa1 <= 1
      claim "false": kappa1 <= 1/2 expect refuted
      claim "range": taylor(kappa1, n) >= 0 for n in 0...3
      """)
    let claims = try #require(try Self.object(try report.json())["claims"] as? [[String: Any]])
    let keys = [
      "file", "line", "name", "statement", "verdict", "range", "reason", "witness", "seconds",
    ]
    for claim in claims {
      for key in keys { #expect(claim[key] != nil, "\(key) of \(claim)") }
    }
    #expect(claims.map { $0["verdict"] as? String } == ["proved", "refuted", "verified"])
    #expect(claims.map { $0["line"] as? Int } == [1, 2, 3])
    #expect(claims[0]["witness"] is NSNull && claims[2]["witness"] is NSNull)
    let witness = try #require(claims[1]["witness"] as? [String: Any])
    for key in ["point", "comparison", "left", "right"] { #expect(witness[key] != nil) }
    #expect(claims[2]["range"] as? String == "n in 0...3")
    #expect(report.isAsExpected)
    #expect(
      report.totals == "3 claims: 1 proved, 1 verified, 1 refuted, 0 undecided; all as expected")
  }

  @Test func unexpectedVerdicts() throws {
    let report = try Self.report("claim \"a\": 1 > 2\nclaim \"b\": 2 > 1 expect refuted\n")
    #expect(!report.isAsExpected && report.claims.allSatisfy { !$0.isAsExpected })
    #expect(report.text.contains("FAIL refuted") && report.text.contains("FAIL proved"))
    #expect(report.text.contains("expected proved or verified"))
    #expect(report.text.contains("(expected refuted)"))
    #expect(report.totals.hasSuffix("2 not as expected"))
  }

  @Test func valuesAndCoefficients() throws {
    let ball = DecimalBall(mid: "0.25", rad: "1e-9")
    let value = ValueReport(kernel: "K", point: "1/2", value: ball, exact: nil)
    let entry = try #require(try Self.object(try value.json())["value"] as? [String: Any])
    #expect(entry["mid"] as? String == "0.25" && entry["rad"] as? String == "1e-9")
    #expect(value.text == "0.25 ± 1e-9")
    let exact = ValueReport(
      kernel: "K", point: "0", value: DecimalBall(mid: "0.5", rad: "0"), exact: "1/2")
    #expect(exact.text == "0.5  (exactly 1/2)")
    #expect(try exact.json() == exact.json())
  }
}
