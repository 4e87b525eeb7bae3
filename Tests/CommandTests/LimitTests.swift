import Foundation
import Testing

/// `--time-limit` and `--memory-limit` of every command: code 3, a message, and no output, whatever is being computed.
struct LimitTests {
  /// Work that would go on for minutes, each in another part of the program.
  private static let endless: [[String]] = [
    ["evaluate", "fc_ntk(100000)", "--at", "1/3", "--digits", "1000"],
    ["evaluate", "dual(activation(sin(1000*u), u))", "--at", "1/2"],
    ["evaluate", "dual(tanh, 10^10, 10, 1)", "--at", "1/2"],
    ["expand", "fc_ntk(5)", "--terms", "1000000"],
    ["expand", "fc_ntk(12)", "--at", "1", "--terms", "200"],
    ["spectrum", "fc_ntk(20)", "--dimension", "1000"],
    ["asymptotics", "fc_ntk(60)", "--terms", "20"],
    ["condition", "fc_ntk(2)", "--sphere", "3000,5,1"],
    ["derive", "cntk(3, 2, 100, gap)"],
    ["activation", "fc_ntk(50)", "--terms", "2000", "--digits", "1000"],
    ["plot", "fc_ntk(20)", "--spectrum", "--dimension", "1000", "--output", "a.tex"],
  ]

  @Test(arguments: endless)
  func timeLimit(arguments: [String]) throws {
    try Command.withFolder { folder in
      let run = try Command.run(arguments + ["--time-limit", "0.5"], in: folder, limit: 30)
      #expect(run.code == 3, "\(run.report)")
      #expect(run.output.isEmpty, "\(run.report)")
      #expect(
        run.messages.hasPrefix("error: the time limit of 0.5 seconds was reached"), "\(run.report)")
      #expect(run.messages.contains("--time-limit"), "\(run.report)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func memoryLimit() throws {
    let run = try Command.run(
      ["expand", "fc_ntk(5)", "--terms", "1000000", "--memory-limit", "60M"], limit: 50)
    #expect(run.code == 3, "\(run.report)")
    #expect(run.output.isEmpty, "\(run.report)")
    #expect(run.messages.hasPrefix("error: the memory limit of 60M was reached"), "\(run.report)")
  }

  @Test func limitsThatAreNotReached() throws {
    let plain = try Command.run(["evaluate", "kappa1", "--at", "1/3"])
    let limited = try Command.run([
      "evaluate", "kappa1", "--at", "1/3", "--time-limit", "100", "--memory-limit", "8G",
    ])
    #expect(limited.code == 0 && limited.output == plain.output, "\(limited.report)")
  }

  @Test func nonsense() throws {
    for (option, value) in [
      ("--memory-limit", "0"), ("--memory-limit", "-1G"), ("--memory-limit", "many"),
      ("--time-limit", "0"), ("--time-limit", "-1"), ("--time-limit", "inf"),
    ] {
      let run = try Command.run(["evaluate", "kappa1", "--at", "0", option, value])
      #expect(run.code == 2 && run.messages.contains(option), "\(run.report)")
    }
  }

  /// A process that is told to end leaves nothing behind, and its parent learns by which signal it ended.
  @Test func interrupt() throws {
    try Command.withFolder { folder in
      let process = Process()
      process.executableURL = Command.executable
      process.arguments = [
        "plot", "fc_ntk(20)", "--spectrum", "--dimension", "1000", "--output", "a.svg",
      ]
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      let end = DispatchSemaphore(value: 0)
      process.terminationHandler = { _ in end.signal() }
      try process.run()
      Thread.sleep(forTimeInterval: 0.5)
      process.terminate()
      if end.wait(timeout: .now() + 20) == .timedOut {
        kill(process.processIdentifier, SIGKILL)
        end.wait()
      }
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == SIGTERM)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  /// A claim that is not decided in time is undecided for that reason; the others keep their verdicts.
  @Test func verify() throws {
    let text = """
      claim "quick": kappa1 <= 1
      claim "slow": at(dual(activation(sin(1000*u), u)), 1/2) >= 1/10 expect undecided

      """
    try Command.withFolder { folder in
      try Data(text.utf8).write(to: folder.appending(path: "claims.zonal"))
      let run = try Command.run(
        ["verify", "claims.zonal", "--jobs", "1", "--json", "out.json", "--time-limit", "3"],
        in: folder, limit: 40)
      #expect(run.code == 3, "\(run.report)")
      #expect(
        run.messages == "error: the time limit of 3 seconds was reached before 1 of 2 claims were "
          + "decided; allow more with --time-limit, or check fewer files at a time\n",
        "\(run.report)")
      let totals = "1 proved, 0 verified, 0 refuted, 1 undecided; 1 not as expected"
      #expect(run.output.contains(totals), "\(run.report)")
      let json = try JSON(
        String(contentsOf: folder.appending(path: "out.json"), encoding: .utf8))
      let claims = try json["claims"].items
      #expect(try claims.map { try $0["verdict"].text } == ["proved", "undecided"])
      #expect(try claims[1]["reason"].text.hasPrefix("the time limit of 3 seconds was reached"))
      #expect(try claims.map { try $0["as_expected"].value as? Bool } == [true, false])
      #expect(
        try Set(FileManager.default.contentsOfDirectory(atPath: folder.path))
          == ["claims.zonal", "out.json"])
    }
  }
}
