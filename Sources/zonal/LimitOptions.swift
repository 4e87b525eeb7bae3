import ArgumentParser
import Execution
import Foundation
import Synchronization

/// The argument of `--memory-limit`, such as 512M.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    guard let amount = ByteCount(argument) else { return nil }
    bytes = amount.bytes
  }
}

/// How much time and memory a command may take.
struct LimitOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Stop after this many seconds, with exit code 3.", valueName: "seconds"))
  var timeLimit: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Stop, with exit code 3, when the process holds this much memory, such as 512M or 2G; a number alone "
        + "counts megabytes.", valueName: "size"))
  var memoryLimit: MemorySize?

  func validate() throws {
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 1e9) {
      throw ValidationError("--time-limit is positive and at most 1000000000")
    }
  }

  /// The limits; the time counts from now on.
  var resources: ResourceLimits { ResourceLimits(seconds: timeLimit, bytes: memoryLimit?.bytes) }
}

/// A command that ends without a result when it reaches a limit.
protocol LimitedCommand: ParsableCommand {
  var limits: LimitOptions { get }
}

/// A command about one kernel.
protocol KernelCommand: LimitedCommand {
  var options: KernelOptions { get }
}

extension KernelCommand {
  var limits: LimitOptions { options.limits }
}

extension Asymptotics: KernelCommand {}
extension ConditionNumber: KernelCommand {}
extension Derive: KernelCommand {}
extension Evaluate: KernelCommand {}
extension Expand: KernelCommand {}
extension FindActivation: KernelCommand {}
extension Plot: LimitedCommand {}
extension Spectrum: KernelCommand {}

/// Watches the limits of the command that is running.
enum RunningCommand {
  private static let watchdog = Mutex<Watchdog?>(nil)

  static func watch(_ limits: LimitOptions) {
    let started = Watchdog(limits.resources) { reached in
      Messages.endProgress()
      Messages.write(message(of: reached))
      Unfinished.work.undo()
      // Without flushing or unwinding: other threads are in the middle of their work.
      _exit(ExitStatus.limit.rawValue)
    }
    watchdog.withLock { $0 = started }
  }

  /// Says that the work is done, so that a result is written whole or not at all.
  static func finish() { watchdog.withLock { $0?.release() } }

  static func message(of reached: LimitReached) -> String {
    "error: \(reached) before the work was done; allow more with \(reached.option), or ask for less"
  }
}

extension LimitReached {
  /// The option that sets the limit.
  var option: String {
    switch self {
    case .time: "--time-limit"
    case .memory: "--memory-limit"
    }
  }
}
