import Foundation
import Testing

/// Every file of `BadInput` gives the messages that stand in the file beside it.
///
/// After a change of messages, `ZONAL_RECORD=1 swift test --filter BadInputTests` writes the files anew;
/// review the difference before committing it.
struct BadInputTests {
  private static let folder =
    (Command.isRecording ? Command.sources : Bundle.module.bundleURL).appending(path: "BadInput")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".zonal") || $0.hasSuffix(".md") }.sorted()
  }()

  @Test func thereAreManyCases() { #expect(Self.names.count >= 110) }

  @Test(arguments: names)
  func messages(name: String) throws {
    let run = try Command.run(["verify", name], in: Self.folder)
    #expect(run.code == 2, "\(run.report)")
    #expect(run.output.isEmpty, "\(run.report)")
    #expect(run.messages.hasPrefix("\(name):"), "\(run.report)")
    #expect(run.messages.contains("^"), "\(run.report)")
    #expect(
      run.messages.contains("expected ") || run.messages.contains("= help: "), "\(run.report)")
    #expect(Readable.problem(in: run.messages) == nil, "\(run.report)")
    let golden = Self.folder.appending(path: name + ".expected")
    if Command.isRecording { try Data(run.messages.utf8).write(to: golden) }
    #expect(run.messages == (try String(contentsOf: golden, encoding: .utf8)))
  }

  /// The errors of all files of one run come together.
  @Test func errorsOfSeveralFiles() throws {
    let run = try Command.run(["verify", "not-utf8.zonal", "without-blocks.md"], in: Self.folder)
    #expect(run.code == 2)
    #expect(run.messages.contains("not-utf8.zonal:1:23: error:"), "\(run.report)")
    #expect(run.messages.contains("without-blocks.md:1:1: error:"), "\(run.report)")
  }

  /// A bad file writes no report.
  @Test func noReportOfABadFile() throws {
    try Command.withFolder { folder in
      let report = folder.appending(path: "report.json")
      let file = Self.folder.appending(path: "three-mistakes.zonal")
      let run = try Command.run(["verify", file.path, "--json", report.path])
      #expect(run.code == 2)
      #expect(!FileManager.default.fileExists(atPath: report.path))
    }
  }
}

/// What no message may hold.
enum Readable {
  /// Traces of a trap, of Swift's own description of a value, or bytes that upset a terminal.
  static func problem(in text: String) -> String? {
    for word in ["Fatal error", "Swift.", "Optional(", "any Error", "The operation could not"]
    where text.contains(word) {
      return word
    }
    if let control = text.unicodeScalars.first(where: { $0.value < 32 && $0 != "\n" }) {
      return "control character \(control.value)"
    }
    let leak = text.firstMatch(of: #/\b[a-z]+[A-Z]\w*\([a-z]+: /#)
    return leak.map { String($0.output) }
  }
}
