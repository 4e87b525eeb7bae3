internal import Execution
internal import Foundation

/// The program gnuplot.
enum Gnuplot {
  /// Where gnuplot is, by the search path.
  static var executable: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/gnuplot" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Runs a script.
  ///
  /// The script goes through a file: a pipe that nobody reads would block when gnuplot stops early.
  ///
  /// - Throws: `PlotError.gnuplotMissing` or `.gnuplotFailed` with what it said.
  static func run(_ script: GnuplotScript) throws(PlotError) {
    guard let executable else { throw .gnuplotMissing }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("zonal-\(UUID().uuidString).gnuplot")
    let scriptTask = Unfinished.work.begin { try? FileManager.default.removeItem(at: file) }
    defer {
      try? FileManager.default.removeItem(at: file)
      Unfinished.work.finish(scriptTask)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = [file.path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let messages = Pipe()
    process.standardError = messages
    let said: Data
    do {
      try Data(script.text.utf8).write(to: file)
      try process.run()
      // Without this, an interrupted command would leave gnuplot behind, which writes the picture's draft.
      let identifier = process.processIdentifier
      let processTask = Unfinished.work.begin { kill(identifier, SIGKILL) }
      defer { Unfinished.work.finish(processTask) }
      said = try messages.fileHandleForReading.readToEnd() ?? Data()
    } catch {
      throw .gnuplotFailed(error.localizedDescription)
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let text = String(decoding: said, as: UTF8.self).split(separator: "\n")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && $0 != "^" }
      throw .gnuplotFailed(text.last ?? "exit code \(process.terminationStatus)")
    }
  }
}
