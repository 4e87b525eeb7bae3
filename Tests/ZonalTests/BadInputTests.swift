import Foundation
import Testing

/// Every file of `BadInput` is refused with the messages that stand in the file beside it.
///
/// After a change of messages, `ZONAL_RECORD=1 swift test --filter BadInputTests` writes the files
/// anew; review the difference before committing it.
struct BadInputTests {
  private static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] != nil

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "BadInput")

  private static let folder =
    isRecording ? sources : Bundle.module.bundleURL.appending(path: "BadInput")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".zonal") }.sorted()
  }()

  @Test func thereAreManyCases() { #expect(Self.names.count >= 40) }

  @Test(arguments: names)
  func isRefused(name: String) throws {
    let run = try Command(["verify", name], in: Self.folder)
    let file = Self.folder.appending(path: name + ".expected")
    if Self.isRecording { try run.errors.write(to: file, atomically: true, encoding: .utf8) }
    #expect(run.status == 2 && !run.isKilled, "\(run.output)\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors == (try String(contentsOf: file, encoding: .utf8)))
    #expect(run.errors.hasPrefix("\(name):") && run.errors.contains("^"), "\(run.errors)")
  }
}
