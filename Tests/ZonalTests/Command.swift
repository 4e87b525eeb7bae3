import Foundation
import Testing

/// The built `zonal` binary, which lies next to the test bundle.
struct Command {
  static let binary = Bundle.module.bundleURL.deletingLastPathComponent().appending(path: "zonal")

  let status: Int32
  /// Whether the process ended by a signal: a trap, an abort.
  let isKilled: Bool
  let output: String
  let errors: String

  /// Runs `zonal` with arguments in a folder.
  init(_ arguments: [String], in folder: URL? = nil) throws {
    let process = Process()
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // Files take any amount of output, where a pipe would block at 64 KiB.
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "zonal-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let files = ["output", "errors"].map { scratch.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    let handles = try files.map { try FileHandle(forWritingTo: $0) }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    process.standardInput = FileHandle.nullDevice
    // `waitUntilExit` runs a run loop, which can miss the end of a process on busy threads.
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    ended.wait()
    status = process.terminationStatus
    isKilled = process.terminationReason == .uncaughtSignal
    output = String(decoding: try Data(contentsOf: files[0]), as: UTF8.self)
    errors = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
  }

  /// The output as a JSON object.
  func json() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(value as? [String: Any])
  }
}

/// Runs `body` with a file of the given text.
func withFile<Result>(
  _ text: String, named name: String = "claims.zonal", _ body: (URL) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "zonal-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appending(path: name)
  try text.write(to: file, atomically: true, encoding: .utf8)
  return try body(file)
}
