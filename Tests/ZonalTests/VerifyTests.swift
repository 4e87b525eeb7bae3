import Foundation
import Testing

/// `zonal verify`: exit codes, the table and the JSON.
struct VerifyTests {
  @Test(arguments: [
    ("claim \"a\": kappa1 <= 1", 0), ("claim \"a\": kappa1 <= 1/2", 1),
    ("claim \"a\": kappa1 <= 1/2 expect refuted", 0),
    ("claim \"a\": kappa1 <= 1 expect refuted", 1),
    ("claim \"a\": taylor(kappa1, n) >= 0 for n in 0...9 expect verified", 0),
    ("claim \"a\": taylor(kappa1, n) >= 0 for n in 0...9 expect proved", 1),
    ("claim \"a\": log(t) <= 0", 1), ("claim \"a\": log(t) <= 0 expect undecided", 0),
    ("claim \"a\": kappa1 <= ", 2), ("claim \"a\": kapa1 <= 1", 2),
    ("claim \"a\": 1 <= 1\nclaim \"b\": kapa1 <= 1", 2),
  ])
  func exitCodes(text: String, status: Int32) throws {
    try withFile(text + "\n") { file in
      let run = try Command(["verify", file.path])
      #expect(run.status == status && !run.isKilled, "\(run.output)\(run.errors)")
      #expect(run.output.isEmpty == (status == 2))
      #expect(run.errors.isEmpty == (status != 2))
    }
  }

  @Test func theLimitOfTime() throws {
    let text = (1...50).map { "claim \"\($0)\": fc_ntk(\($0)) <= \($0 + 1)" }.joined(
      separator: "\n")
    try withFile(text + "\n") { file in
      let run = try Command(["verify", file.path, "--time-limit", "0.000001"])
      #expect(run.status == 3 && !run.isKilled, "\(run.output)\(run.errors)")
      #expect(run.errors.contains("time limit"))
    }
  }

  @Test func jsonHasItsKeys() throws {
    let text = """
      # Claims

      ```zonal
      claim "one": kappa1 <= 1
      claim "two": kappa1 <= t expect refuted
      ```

      """
    try withFile(text, named: "claims.md") { file in
      let target = file.deletingLastPathComponent().appending(path: "verdicts.json")
      let run = try Command(["verify", file.path, "--json", target.path, "--format", "json"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(try String(contentsOf: target, encoding: .utf8) == run.output)
      let claims = try #require(try run.json()["claims"] as? [[String: Any]])
      #expect(claims.count == 2)
      for claim in claims {
        for key in [
          "file", "line", "name", "statement", "verdict", "range", "reason", "witness", "seconds",
        ] {
          #expect(claim[key] != nil, "\(key)")
        }
        #expect(claim["file"] as? String == file.path)
      }
      #expect(claims.map { $0["line"] as? Int } == [4, 5])
      let witness = try #require(claims[1]["witness"] as? [String: Any])
      let point = try #require((witness["point"] as? [String: String])?["t"])
      // The witness can be computed again.
      let left = try Command(["evaluate", "kappa1 - t", "--at", point])
      #expect(left.status == 0 && !left.output.hasPrefix("-") && !left.output.hasPrefix("0 "))
    }
  }

  @Test func definitionsFromAnotherFile() throws {
    try withFile("kernel mine(a) = a*kappa1\n", named: "library.zonal") { library in
      try withFile("claim \"a\": mine(2) <= 2\n") { file in
        let without = try Command(["verify", file.path])
        let with = try Command(["verify", file.path, "--with", library.path])
        #expect(without.status == 2 && with.status == 0)
      }
      let run = try Command(["evaluate", "mine(3)", "--at", "1", "--with", library.path])
      #expect(run.output == "3\n")
    }
  }

  @Test func jobsDoNotChangeTheReport() throws {
    let text = (1...12).map { "claim \"\($0)\": fc_gpk(\($0)) <= 1" }.joined(separator: "\n")
    try withFile(text + "\n") { file in
      let runs = try ["1", "2", "7"].map { try Command(["verify", file.path, "--jobs", $0]) }
      #expect(Set(runs.map(\.output)).count == 1 && runs.allSatisfy { $0.status == 0 })
    }
  }
}
