import Execution
import Synchronization

/// Where results go.
enum StandardOutput {
  private static let failure = Mutex<ByteStream.Failure?>(nil)

  /// Writes a line; a failure is remembered for the end of the process.
  static func write(_ line: String) {
    do throws(ByteStream.Failure) {
      try ByteStream.standardOutput.write((line + "\n").utf8)
    } catch {
      failure.withLock { $0 = error }
    }
  }

  /// The status of a run when what it has printed is taken into account.
  ///
  /// A result that is lost is no success. A reader that has seen enough needs no message.
  static func checked(_ status: ExitStatus) -> ExitStatus {
    guard let failure = failure.withLock({ $0 }) else { return status }
    if !failure.isClosedPipe {
      Messages.write("error: the result cannot be written to standard output: \(failure)")
    }
    return status == .success ? .badInput : status
  }
}

/// Prints a result of the command; all of them go through here.
func print(_ result: String) {
  RunningCommand.finish()
  StandardOutput.write(result)
}
