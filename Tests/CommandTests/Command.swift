import Foundation

/// Runs the built `zonal` as a user does.
enum Command {
  /// What a run left behind.
  struct Run {
    /// The exit code; `nil` when a signal ended the process, as a trap or the time-out does.
    let code: Int32?
    /// Standard output.
    let output: String
    /// Standard error.
    let messages: String
    /// The command line, for failure messages.
    let line: String

    /// Everything in one text, for failure messages.
    var report: String {
      "\(line)\ncode \(code.map(String.init) ?? "none: ended by a signal")\n\(output)\(messages)"
    }
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of this file.
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()

  /// Whether golden files are written anew.
  static let isRecording = ProcessInfo.processInfo.environment["ZONAL_RECORD"] == "1"

  /// The command, which stands beside the bundle of the tests' resources.
  static let executable = Bundle.module.bundleURL.deletingLastPathComponent()
    .appending(path: "zonal")

  /// Runs `zonal` with arguments.
  ///
  /// - Parameters:
  ///   - arguments: The words of the command line.
  ///   - folder: Where it runs; the root of the package without one.
  ///   - stream: Where standard output goes; it is kept without one.
  ///   - limit: The seconds after which the process is killed.
  static func run(
    _ arguments: [String], in folder: URL = root, to stream: FileHandle? = nil, limit: Double = 60
  ) throws -> Run {
    let output = try TemporaryFile()
    let messages = try TemporaryFile()
    defer {
      output.remove()
      messages.remove()
    }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = stream ?? output.handle
    process.standardError = messages.handle
    let end = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in end.signal() }
    try process.run()
    if end.wait(timeout: .now() + limit) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      end.wait()
    }
    return Run(
      code: process.terminationReason == .exit ? process.terminationStatus : nil,
      output: try output.text(), messages: try messages.text(),
      line: (["zonal"] + arguments).joined(separator: " "))
  }

  /// A new folder that `body` may use; it is removed afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "zonal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

/// A file that takes what a process writes: unlike a pipe it cannot fill up.
private struct TemporaryFile {
  let url: URL
  let handle: FileHandle

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "zonal-\(UUID().uuidString)")
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }

  func remove() {
    try? handle.close()
    try? FileManager.default.removeItem(at: url)
  }
}
