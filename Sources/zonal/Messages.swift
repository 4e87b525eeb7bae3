import Expressions
import Foundation
import Spectra

/// What goes to standard error: messages always, progress on a terminal only.
enum Messages {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Why an expression has no value.
  static func explanation(of error: ExpressionError) -> String {
    error.description
  }

  /// Why eigenvalues could not be certified.
  static func explanation(of error: SpectrumError) -> String {
    error.description
  }

  static let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

  /// Replaces the progress line; nothing when standard error is not a terminal.
  static func progress(_ text: String) {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text.prefix(100))".utf8))
  }

  /// Removes the progress line.
  static func endProgress() {
    guard isTerminal else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }
}
