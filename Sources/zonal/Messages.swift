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
    switch error {
    case .notAnalytic(let angle):
      "the kernel is not bounded by an analytic function near t = \(cosine(angle))"
    case .noValue(let angle): "the kernel has no value near t = \(cosine(angle))"
    case .notReached(let bits):
      "its values are too uncertain for an accuracy of 2^-\(bits); ask for fewer --digits"
    case .tooManyPieces(let limit):
      "its singularities need more than \(limit) boxes; ask for fewer --digits"
    case .nodesNotSeparated(let count):
      "the nodes of the Gauss rule with \(count) points could not be separated"
    }
  }

  /// The cosine similarity at an angle, to three decimals.
  private static func cosine(_ angle: Double) -> String {
    let rounded = (cos(angle) * 1000).rounded() / 1000
    return "\(rounded == 0 ? 0 : rounded)"
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
