import ArgumentParser
import Execution
import Foundation
import Language
import Syntax
import Verification

/// The command `zonal`.
@main
struct Zonal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zonal",
    abstract: "Derives neural kernels on the sphere, expands them, and proves or refutes claims.",
    discussion: """
      KERNEL is an expression of the language, such as 'res_ntk(3, 1/2)' or \
      'ntk(serial(dense(2), relu, dense(1)))'; docs/language.md describes it.

      Exit codes: 0 every claim as expected; 1 some claim not; 2 bad input or usage, or \
      output that cannot be written; 3 a limit of time or memory was reached.
      """,
    version: "0.1.0",
    subcommands: [
      Verify.self, Derive.self, Evaluate.self, Expand.self, Spectrum.self, Asymptotics.self,
      ConditionNumber.self, Plot.self, FindActivation.self,
    ])

  /// Runs the command on a thread with a deep stack and turns errors into messages and exit codes.
  static func main() {
    Interruption.watch()
    WorkerThreads.run(count: 1) {
      let status = status(of: Array(CommandLine.arguments.dropFirst()))
      ExitStatus.exit(with: StandardOutput.checked(status))
    }
  }

  /// Names the subcommand that a misspelt one most likely means.
  private static func checkSubcommand(_ arguments: [String]) throws {
    guard let first = arguments.first, !first.hasPrefix("-") else { return }
    let known = configuration.subcommands.map { $0._commandName } + ["help"]
    if known.contains(first) { return }
    let suggestion = nearest(first, in: known).map { "; did you mean `\($0)`?" } ?? ""
    throw UsageError(
      message: "unknown command `\(first)`\(suggestion)\nexpected one of: "
        + known.joined(separator: ", "))
  }

  static func status(of arguments: [String]) -> ExitStatus {
    do {
      try checkSubcommand(arguments)
      var command = try parseAsRoot(arguments)
      if let limited = command as? any LimitedCommand { RunningCommand.watch(limited.limits) }
      try command.run()
      return .success
    } catch let status as ExitStatus {
      return status
    } catch let error as SyntaxError {
      Messages.write(error.rendered())
      return .badInput
    } catch let error as UsageError {
      Messages.write("error: \(error.message)")
      return .badInput
    } catch let reached as LimitReached {
      Messages.write(RunningCommand.message(of: reached))
      return .limit
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) == .success {
        print(message)
        return .success
      }
      Messages.write(unknownOption(in: arguments) ?? polished(message, arguments))
      return .badInput
    }
  }

  /// The message for an option that the subcommand does not have; `nil` when there is none.
  ///
  /// The parser looks for such options last, after the subcommand's own checks, which then complain of the option that
  /// was misspelt as missing.
  private static func unknownOption(in arguments: [String]) -> String? {
    guard
      let subcommand = configuration.subcommands.first(where: {
        $0._commandName == arguments.first
      })
    else { return nil }
    let help = helpMessage(for: subcommand)
    let known = Set(help.matches(of: #/--[a-z][a-z-]*/#).map { String($0.output) })
    // What follows an option may be its value.
    for (before, option) in zip(arguments, arguments.dropFirst()) {
      let name = String(option.prefix { $0 != "=" })
      guard name.hasPrefix("--"), name.count > 2, !known.contains(name), !known.contains(before)
      else { continue }
      let suggestion = nearest(name, in: known.sorted()).map { "; did you mean `\($0)`?" } ?? ""
      return "error: Unknown option '\(name)'\(suggestion)\n"
        + "  See 'zonal \(subcommand._commandName) --help' for the options."
    }
    return nil
  }

  /// The parser's message in the style of the others, with a hint where a minus was taken for an option.
  private static func polished(_ message: String, _ arguments: [String]) -> String {
    let prefix = "Error: "
    let body = message.hasPrefix(prefix) ? "error: " + message.dropFirst(prefix.count) : message
    let formula = arguments.first {
      $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 1 && $0 != "-h"
    }
    guard let formula, body.contains("<kernel>'") || body.contains("Unknown option") else {
      return body
    }
    return body + "\n  = help: put a formula that starts with a minus in brackets: '(\(formula))'"
  }
}

/// How the process ends.
enum ExitStatus: Int32, Error {
  /// Everything as expected.
  case success = 0
  /// Some claim is not as expected.
  case unexpected = 1
  /// Bad input or usage.
  case badInput = 2
  /// A limit of time or memory was reached.
  case limit = 3

  /// Ends the process without unwinding: threads that a limit has left behind may still be at work.
  static func exit(with status: ExitStatus) -> Never {
    fflush(nil)
    _exit(status.rawValue)
  }
}

/// Arguments that make no sense, with what was expected.
struct UsageError: Error {
  let message: String
}
