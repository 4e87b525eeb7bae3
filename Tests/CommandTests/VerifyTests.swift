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

  /// A coefficient that is not found leaves its claim undecided, and the other claims their verdicts.
  @Test func undecidedCoefficient() throws {
    let text = """
      parameter alpha in (0, 2)
      let rise(a) = puiseux(abs(t - a), 1, 1)
      claim "sign": puiseux(abs(t - alpha), 1, 1) == -1
      claim "inside": rise(alpha) == -1
      claim "known": rise(1/2) == -1
      """
    try Command.withFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "claims.zonal"))
      let run = try Command.run(["verify", "claims.zonal"], in: folder)
      #expect(run.code == 1, "\(run.report)")
      #expect(run.messages.isEmpty, "\(run.report)")
      #expect(run.output.contains("1 proved, 0 verified, 0 refuted, 2 undecided"), "\(run.report)")
      #expect(
        run.output.contains("it could not be decided whether 1 - alpha is positive"),
        "\(run.report)")
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

  /// A file without claims is no mistake, but it is said.
  @Test func withoutClaims() throws {
    try Command.withFolder { folder in
      try Data("kernel K(L) = fc_ntk(L)\n".utf8).write(to: folder.appending(path: "none.zonal"))
      let run = try Command.run(["verify", "none.zonal"], in: folder)
      #expect(run.code == 0, "\(run.report)")
      #expect(
        run.messages == "warning: none.zonal holds no claim; only its definitions were checked\n")
    }
  }

  /// Definitions that make sense for some arguments are no errors.
  @Test func definitionsOfAnyArguments() throws {
    let text = """
      parameter L: depth
      network N(q, w, head) = serial(image(8), conv(q, w), relu, head, dense(1))
      kernel K(q, w, head) = ntk(N(q, w, head))
      kernel S(w, d, n) = ntk(serial(dense(w), relu, dense(1)), standard(d, n))
      kernel A(a) = gpk(serial(dense(1), activation(sin(a*u), u), dense(a)))
      let share(K, i) = at(diff(K, t[i]), 1)
      let reach(a) = 1/(a - 1) + sqrt(a - 5)
      kernel deep(a) = fc_ntk(L)*a
      recursion r(a, L):
          k[0](t) = t
          j[0](t) = a
          k[l](t) = kappa1(k[l-1](t))/a
          j[l](t) = at(k[l](t), 1) + j[l-1](t)
      recursion p(a):
          S[0, i](t) = t[i]
          S[l, i](t) = a*kappa1((S[l-1, i-1](t) + S[l-1, i+1](t))/2)
      kernel of(a, L) = r(a, L).k[L] + r(a, 3).j[2]

      """
    try Command.withFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "definitions.zonal"))
      let run = try Command.run(["verify", "definitions.zonal"], in: folder)
      #expect(run.code == 0, "\(run.report)")
    }
  }

  /// `--json -` prints what `--format json` prints.
  @Test func jsonOnStandardOutput() throws {
    try Command.withFolder { folder in
      try Data("claim \"a\": kappa1 <= 1\n".utf8).write(
        to: folder.appending(path: "claims.zonal"))
      let run = try Command.run(["verify", "claims.zonal", "--json", "-"], in: folder)
      #expect(run.code == 0, "\(run.report)")
      let claim = try #require(try JSON(run.output)["claims"].items.first)
      #expect(
        try claim.keys == [
          "as_expected", "expected", "file", "line", "name", "range", "reason", "seconds",
          "statement", "verdict", "witness",
        ])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["claims.zonal"])
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
