import Foundation
import Testing

/// A result that cannot be written is an error.
struct LostOutputTests {
  private static let claims = "claim \"c\": kappa1 <= 1\n"

  private static func verify(_ arguments: [String], to stream: FileHandle? = nil) throws
    -> Command.Run
  {
    try Command.withFolder { folder in
      try Data(claims.utf8).write(to: folder.appending(path: "c.zonal"))
      return try Command.run(["verify", "c.zonal"] + arguments, in: folder, to: stream)
    }
  }

  /// A stream that takes nothing.
  private static func readOnly() throws -> FileHandle {
    try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
  }

  @Test(arguments: [
    ["verify", "docs/examples/residual.zonal"], ["derive", "kappa1"],
    ["evaluate", "kappa1", "--at", "0"], ["expand", "kappa1", "--terms", "3"],
    ["expand", "kappa1", "--terms", "3000", "--format", "json"],
    ["spectrum", "kappa1", "--dimension", "3", "--frequencies", "0...2"],
    ["asymptotics", "kappa1"], ["--version"], ["help", "verify"],
  ])
  func standardOutput(arguments: [String]) throws {
    let run = try Command.run(arguments, to: try Self.readOnly())
    #expect(run.code == 2, "\(run.report)")
    #expect(
      run.messages.hasSuffix(
        "error: the result cannot be written to standard output: Bad file descriptor\n"),
      "\(run.report)")
  }

  @Test func report() throws {
    let run = try Self.verify(["--json", "/dev/stdout"], to: try Self.readOnly())
    #expect(run.code == 2, "\(run.report)")
    #expect(
      run.messages == "error: the file `/dev/stdout` cannot be written: Bad file descriptor\n")
  }

  /// The report and the table share a stream and both arrive.
  @Test func sharedStream() throws {
    let run = try Self.verify(["--json", "/dev/stdout"])
    #expect(run.code == 0 && run.messages.isEmpty, "\(run.report)")
    #expect(run.output.hasPrefix("{\"claims\":["), "\(run.report)")
    #expect(run.output.contains("\nc.zonal\n"), "\(run.report)")
    #expect(run.output.hasSuffix("all as expected\n"), "\(run.report)")
  }

  /// A reader that has seen enough, such as `head`, gets no message.
  @Test func closedPipe() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try Command.run(
      ["expand", "kappa1", "--terms", "3000"], to: pipe.fileHandleForWriting)
    #expect(run.code != 0 && run.messages.isEmpty, "\(run.report)")
  }
}
