import Execution
import Expressions
import Foundation
import Spectra

/// What goes to standard error: messages always, progress on a terminal only.
enum Messages {
  static func write(_ text: String) {
    send(text + "\n")
  }

  /// Why an expression has no value.
  static func explanation(of error: ExpressionError) -> String {
    error.description
  }

  /// Why eigenvalues could not be certified.
  static func explanation(of error: SpectrumError) -> String {
    error.description
  }

  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Replaces the progress line; nothing when standard error is not a terminal.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    send("\r\u{1B}[K\(text.prefix(100))")
  }

  /// Removes the progress line.
  static func endProgress() {
    guard isTerminal else { return }
    send("\r\u{1B}[K")
  }

  /// A message that cannot be written has nowhere else to go.
  private static func send(_ text: String) {
    try? ByteStream.standardError.write(text.utf8)
  }
}
