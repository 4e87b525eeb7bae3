import Arithmetic
import Foundation
import Testing

/// `zonal verify`: which verdict gives which code, what other files bring, and witnesses.
struct VerifyTests {
  /// A claim and the code that its verdict gives.
  private static let codes: [(claim: String, code: Int32)] = [
    ("kappa1 <= 1", 0), ("kappa1 <= 1/2", 1), ("kappa1 <= 1/2 expect refuted", 0),
    ("kappa1 <= 1 expect refuted", 1),
    ("taylor(kappa1, n) >= 0 for n in 0...9 expect verified", 0),
    ("taylor(kappa1, n) >= 0 for n in 0...9 expect proved", 1),
    ("log(t) <= 0", 1), ("log(t) <= 0 expect undecided", 0), ("kappa1 <= ", 2), ("kapa1 <= 1", 2),
    ("1 <= 1\nclaim \"b\": kapa1 <= 1", 2),
  ]

  @Test func codes() throws {
    for (claim, code) in Self.codes {
      try Command.withFolder { folder in
        try Data("claim \"a\": \(claim)\n".utf8).write(
          to: folder.appending(path: "claims.zonal"))
        let run = try Command.run(["verify", "claims.zonal"], in: folder)
        #expect(run.code == code, "\(run.report)")
        #expect(run.output.isEmpty == (code == 2), "\(run.report)")
        #expect(run.messages.isEmpty == (code != 2), "\(run.report)")
      }
    }
  }

  /// The time limit holds within a long list of claims and at its start alike.
  @Test func timeLimit() throws {
    let claims = (1...400).map { "claim \"\($0)\": fc_ntk(\($0)) <= \($0 + 1)\n" }.joined()
    try Command.withFolder { folder in
      try Data(claims.utf8).write(to: folder.appending(path: "claims.zonal"))
      for limit in ["0.000001", "0.2"] {
        let run = try Command.run(["verify", "claims.zonal", "--time-limit", limit], in: folder)
        #expect(run.code == 3, "\(run.report)")
        #expect(run.messages.contains("time limit"), "\(run.report)")
      }
    }
  }

  /// Lines are those of the Markdown file, and a witness can be computed again.
  @Test func placesAndWitnesses() throws {
    let text = """
      # Claims

      ```zonal
      claim "one": kappa1 <= 1
      claim "two": kappa1 <= t expect refuted
      ```

      """
    try Command.withFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "claims.md"))
      let run = try Command.run(["verify", "claims.md", "--format", "json"], in: folder)
      #expect(run.code == 0, "\(run.report)")
      let claims = try JSON(run.output)["claims"].items
      #expect(try claims.map { try $0["line"].integer } == [4, 5])
      let point = try claims[1]["witness"]["point"]["t"].text
      let again = try Command.run(["evaluate", "kappa1 - t", "--at", point, "--format", "json"])
      let ball = try JSON(again.output)["value"].ball
      #expect(ball.rad < ball.mid, "\(again.report)")
    }
  }

  @Test func definitionsOfAnotherFile() throws {
    try Command.withFolder { folder in
      try Data("kernel mine(a) = a*kappa1\n".utf8).write(
        to: folder.appending(path: "library.zonal"))
      try Data("claim \"a\": mine(2) <= 2\n".utf8).write(
        to: folder.appending(path: "claims.zonal"))
      let without = try Command.run(["verify", "claims.zonal"], in: folder)
      let with = try Command.run(
        ["verify", "claims.zonal", "--with", "library.zonal"], in: folder)
      #expect(without.code == 2 && with.code == 0, "\(without.report)\(with.report)")
    }
  }
}
