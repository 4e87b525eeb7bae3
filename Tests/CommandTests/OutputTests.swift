import Arithmetic
import Foundation
import Testing

/// What scripts rely on: keys, exit codes, streams, and the same bytes for the same input.
struct OutputTests {
  private static let verdicts = """
    parameter alpha > 0
    recursion stated(alpha):
        k[0](t) = t
        k[l](t) = k[l-1](t) + alpha^2*(1 + alpha^2)^(l-1) * kappa1(k[l-1](t)/(1 + alpha^2)^(l-1))
    claim "an identity": res_gpk(2, alpha) == stated(alpha).k[2]
    claim "a finite check": taylor(kappa1, n) >= 0 for n in 0...50
    claim "false": kappa1 >= 1/2 expect refuted
    claim "bounds": taylor(fc_ntk(2), n) in [0, c1] for n in 0...20

    """

  /// Runs `verify` on a file with a text.
  private static func verify(
    _ text: String, _ arguments: [String] = []
  ) throws -> (run: Command.Run, report: String?) {
    try Command.withFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "claims.zonal"))
      let run = try Command.run(["verify", "claims.zonal"] + arguments, in: folder)
      let report = folder.appending(path: "report.json")
      return (run, try? String(contentsOf: report, encoding: .utf8))
    }
  }

  @Test func tableOfVerdicts() throws {
    let (run, _) = try Self.verify(Self.verdicts)
    #expect(run.code == 0, "\(run.report)")
    #expect(run.messages.isEmpty, "\(run.report)")
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "claims.zonal")
    #expect(run.output.contains("\n  ok   proved     5: an identity\n"), "\(run.report)")
    #expect(run.output.contains("\n  ok   verified   6: a finite check\n"), "\(run.report)")
    #expect(run.output.contains("\n  ok   refuted    7: false\n"), "\(run.report)")
    #expect(run.output.contains("for n in 0...50: "), "\(run.report)")
    #expect(run.output.contains("false at t = "), "\(run.report)")
    let totals = "4 claims: 1 proved, 2 verified, 1 refuted, 0 undecided; all as expected\n"
    #expect(run.output.hasSuffix("\n\n" + totals), "\(run.report)")
  }

  @Test func unexpectedVerdictsGiveOne() throws {
    for (claim, verdict) in [
      ("claim \"c\": kappa1 >= 1/2", "refuted    1: c  (expected proved or verified)"),
      ("claim \"c\": kappa1 >= 0 expect refuted", "proved     1: c  (expected refuted)"),
      ("claim \"c\": kappa1 >= 0 expect undecided", "proved     1: c  (expected undecided)"),
    ] {
      let (run, report) = try Self.verify(claim, ["--json", "report.json"])
      #expect(run.code == 1, "\(run.report)")
      #expect(run.output.contains("  FAIL " + verdict), "\(run.report)")
      #expect(run.output.hasSuffix("1 not as expected\n"), "\(run.report)")
      #expect(report?.contains("\"as_expected\":false") == true)
    }
  }

  @Test func verifyKeys() throws {
    let (run, report) = try Self.verify(Self.verdicts, ["--json", "report.json"])
    #expect(run.code == 0, "\(run.report)")
    let claims = try JSON(try #require(report))["claims"].items
    #expect(claims.count == 4)
    let keys = [
      "file", "line", "name", "statement", "verdict", "range", "reason", "witness", "seconds",
    ]
    for claim in claims {
      let found = try claim.keys
      #expect(Set(keys).isSubset(of: found), "\(found)")
      #expect(try claim["file"].text == "claims.zonal")
      let verdict = try claim["verdict"].text
      #expect(["proved", "verified", "refuted", "undecided"].contains(verdict))
      #expect(try claim["witness"].isNull == (verdict != "refuted"))
    }
    let texts = try claims.map { try $0["verdict"].text }
    #expect(texts == ["proved", "verified", "refuted", "verified"])
    #expect(try claims.map { try $0["line"].integer } == [5, 6, 7, 8])
    #expect(try claims[1]["range"].text == "n in 0...50")
    let witness = try claims[2]["witness"]
    let (left, right) = (try witness["left"].ball, try witness["right"].ball)
    // The enclosures alone show that `left >= right` is false.
    #expect(left.mid + left.rad < right.mid - right.rad)
    // The same object on standard output.
    let printed = try Self.verify(Self.verdicts, ["--format", "json"]).run
    #expect(Self.timeless(printed.output) == Self.timeless(try #require(report)))
  }

  /// The text without the seconds, which are never the same.
  private static func timeless(_ text: String) -> String {
    text.replacing(#/"seconds":[0-9.e+-]+/#, with: "\"seconds\":0")
  }

  @Test func jobsDoNotMatter() throws {
    let example = Command.root.appending(path: "docs/examples/residual.zonal")
    let text =
      Self.verdicts + "claim \"false\": taylor(kappa1, n) <= 1/4 for n in 0...9 expect refuted\n"
    let files = [try String(contentsOf: example, encoding: .utf8), text]
    for file in files {
      let one = try Self.verify(file, ["--jobs", "1", "--format", "json"]).run
      let two = try Self.verify(file, ["--jobs", "2", "--format", "json"]).run
      #expect(one.code == 0 && two.code == 0, "\(one.report)\(two.report)")
      #expect(Self.timeless(one.output) == Self.timeless(two.output))
    }
  }

  @Test func evaluateKeys() throws {
    let run = try Command.run(["evaluate", "res_ntk(2, 1/2)", "--at", "1/3", "--format", "json"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let json = try JSON(run.output)
    #expect(try json.keys == ["at", "kernel", "value"])
    #expect(try json["kernel"].text == "res_ntk(2, 1/2)")
    #expect(try json["value"].keys == ["mid", "rad"])
    let radius = try json["value"].ball.rad
    #expect(!radius.isZero)
    let exact = try JSON(
      Command.run(["evaluate", "kappa1", "--at", "0", "--format", "json"]).output)
    #expect(try exact["value"].keys == ["exact", "mid", "rad"])
    #expect(try exact["value"]["exact"].text == "1/pi")
  }

  @Test func expandKeys() throws {
    let run = try Command.run(["expand", "fc_ntk(2)", "--terms", "5", "--format", "json"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let json = try JSON(run.output)
    #expect(try json.keys == ["at", "coefficients", "kernel"])
    let rows = try json["coefficients"].items
    #expect(try rows.map { try $0["n"].integer } == Array(0..<5))
    for row in rows { #expect(try row.keys == ["mid", "n", "rad"]) }
    let exact = try JSON(
      Command.run(["expand", "kappa1", "--terms", "5", "--exact", "--format", "json"]).output)
    for row in try exact["coefficients"].items {
      #expect(try row.keys == ["exact", "mid", "n", "rad"])
    }
    // With a free symbol there is no number to enclose.
    let symbolic = try JSON(
      Command.run(
        ["expand", "res_gpk(1, alpha)", "--terms", "2", "--exact", "--format", "json"]
      ).output)
    for row in try symbolic["coefficients"].items { #expect(try row.keys == ["exact", "n"]) }
  }

  @Test func spectrumKeys() throws {
    let run = try Command.run(
      ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "2...6", "--format", "json"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let json = try JSON(run.output)
    #expect(try json.keys == ["dimension", "eigenvalues", "kernel", "trace"])
    let rows = try json["eigenvalues"].items
    #expect(try rows.map { try $0["k"].integer } == Array(2...6))
    #expect(try rows.map { try $0["multiplicity"].integer } == [5, 7, 9, 11, 13])
    for row in rows { #expect(try row.keys == ["exact", "k", "mid", "multiplicity", "rad"]) }
    #expect(
      try rows.map { try $0["exact"].text } == ["3/128", "0", "1/1536", "0", "3/32768"])
    #expect(try json["trace"].keys == ["sum", "tail_bound", "value"])
    let value = try json["trace"]["value"].ball
    #expect(value.contains(1, slack: 0))
  }

  @Test func deriveKeys() throws {
    let plain = try JSON(
      Command.run(["derive", "res_ntk(2, alpha)", "--format", "json"]).output)
    #expect(try plain.keys == ["definitions", "kernel", "latex", "text"])
    for row in try plain["definitions"].items {
      #expect(try row.keys == ["latex", "name", "text"])
    }
    let run = try Command.run(["derive", "res_ntk(2, alpha)", "--steps", "--format", "json"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    let steps = try JSON(run.output)
    #expect(try steps.keys == ["check", "definitions", "kernel", "latex", "steps", "text"])
    let numbers = try steps["steps"].items.map { try $0["number"].integer }
    #expect(numbers == Array(1...numbers.count))
  }

  @Test func stepsNameLayersAndQuantities() throws {
    let network = "ntk(serial(dense(2), relu, dense(1)))"
    let run = try Command.run(["derive", network, "--steps"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    for part in ["1. input", "dense(2)", "relu", "Sigma", "Theta"] {
      #expect(run.output.contains(part), "\(part) is missing: \(run.report)")
    }
  }

  /// Large or odd, but not wrong.
  @Test(arguments: [
    ["evaluate", "sin(10^1000*t)", "--at", "1/3"], ["evaluate", "kappa200", "--at", "-1/3"],
    ["evaluate", "t^(1/1000000)", "--at", "1/2"], ["evaluate", "t^1000000", "--at", "-1"],
    ["evaluate", "fc_gpk(10000)", "--at", "1/2"], ["expand", "t^100000000", "--terms", "3"],
    ["derive", "fc_ntk(300)"], ["expand", "kappa1", "--terms", "1", "--bits", "1"],
    ["evaluate", "fc_ntk(0)", "--at", "0"], ["evaluate", "1", "--at", "0"],
  ])
  func isAccepted(arguments: [String]) throws {
    let run = try Command.run(arguments)
    #expect(run.code == 0 && !run.output.isEmpty && run.messages.isEmpty, "\(run.report)")
  }

  static let deterministic = [
    ["derive", "res_ntk(3, alpha)"],
    ["derive", "res_ntk(2, alpha)", "--steps", "--format", "json"],
    ["derive", "res_ntk(2, alpha)", "--format", "latex", "--notation", "jacot"],
    ["derive", "fc_ntk_bias(3, beta)", "--format", "mathml"],
    ["derive", "res_ntk(L, alpha)"], ["derive", "fc_ntk(2)", "--format", "unicode"],
    ["evaluate", "res_ntk(5, 1/2)", "--at", "-1/3", "--digits", "60"],
    ["expand", "res_ntk(2, 1/2)", "--terms", "40", "--format", "json"],
    ["expand", "fc_ntk(2)", "--terms", "5", "--exact"],
    ["spectrum", "fc_ntk(2)", "--dimension", "4", "--frequencies", "0...9"],
    ["verify", "docs/examples/residual.zonal", "--jobs", "2"],
  ]

  @Test(arguments: deterministic)
  func sameInputSameBytes(arguments: [String]) throws {
    let first = try Command.run(arguments)
    #expect(first.code == 0, "\(first.report)")
    #expect(first.messages.isEmpty, "progress is for terminals only: \(first.report)")
    #expect(!first.output.isEmpty && first.output.hasSuffix("\n"))
    #expect(!first.output.contains("\u{1B}") && !first.output.contains("\r"))
    for _ in 0..<2 {
      let again = try Command.run(arguments)
      #expect(again.output == first.output)
    }
  }

  /// Values that start with a minus are values.
  @Test func negativePoints() throws {
    let spaced = try Command.run(["evaluate", "kappa1", "--at", "-1/2"])
    let joined = try Command.run(["evaluate", "kappa1", "--at=-1/2"])
    #expect(spaced.code == 0 && spaced.output == joined.output, "\(spaced.report)")
    let bracketed = try Command.run(["evaluate", "(-kappa1)", "--at", "-1"])
    #expect(bracketed.code == 0 && bracketed.output == "0\n", "\(bracketed.report)")
  }

  @Test func helpAndVersion() throws {
    for arguments in [["--help"], ["help"], ["--version"], ["help", "verify"], ["expand", "-h"]] {
      let run = try Command.run(arguments)
      #expect(run.code == 0 && run.messages.isEmpty && !run.output.isEmpty, "\(run.report)")
    }
  }

  /// A note is no result.
  @Test func notesGoToStandardError() throws {
    let run = try Command.run(["derive", "kappa1", "--steps"])
    #expect(run.code == 0 && run.output == "kappa1(t)\n", "\(run.report)")
    #expect(run.messages.hasPrefix("note: "), "\(run.report)")
  }

  @Test func definitionsOfAFile() throws {
    let file = "docs/examples/residual.zonal"
    let run = try Command.run(["evaluate", "Theta(3, 1/2)", "--at", "1/3", "--with", file])
    let own = try Command.run(["evaluate", "res_ntk(3, 1/2)", "--at", "1/3"])
    #expect(run.code == 0 && run.output == own.output, "\(run.report)")
  }
}
