import Foundation
import Syntax
import Testing

/// Every file of `Malformed` gives the messages that stand in the file beside it.
///
/// After a change of messages, `ZONAL_RECORD=1 swift test --filter MalformedTests` writes the
/// files anew; review the difference before committing it.
struct MalformedTests {
  private static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] != nil

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Malformed")

  private static let folder =
    isRecording ? sources : Bundle.module.bundleURL.appending(path: "Malformed")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasSuffix(".expected") }.sorted()
  }()

  @Test func thereAreManyCases() { #expect(Self.names.count >= 45) }

  @Test(arguments: names)
  func messages(name: String) throws {
    let contents = try Data(contentsOf: Self.folder.appending(path: name))
    let found = Self.messages(name: name, contents: Array(contents)) + "\n"
    let file = Self.folder.appending(path: name + ".expected")
    if Self.isRecording { try found.write(to: file, atomically: true, encoding: .utf8) }
    #expect(found == (try String(contentsOf: file, encoding: .utf8)))
  }

  private static func messages(name: String, contents: [UInt8]) -> String {
    do throws(SyntaxError) {
      let program = try Program(parsing: SourceFile(path: name, contents: contents))
      return program.missingCode.map { "no error; but: " + $0.rendered() } ?? "no error"
    } catch {
      return error.rendered()
    }
  }

  /// The least that every message must tell.
  @Test(arguments: names)
  func everyMessageHasPlaceAndExpectation(name: String) throws {
    let contents = try Data(contentsOf: Self.folder.appending(path: name))
    let error = #expect(throws: SyntaxError.self) {
      try Program(parsing: SourceFile(path: name, contents: Array(contents)))
    }
    for diagnostic in error?.diagnostics ?? [] {
      #expect(diagnostic.range.lower.line >= 1 && diagnostic.range.lower.column >= 1)
      #expect(diagnostic.expected?.isEmpty == false)
      #expect(diagnostic.rendered().contains("^"))
    }
  }
}
