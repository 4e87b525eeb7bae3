internal import Expressions

/// Why no asymptotic law was proved.
public struct AsymptoticFailure: Error, Sendable, CustomStringConvertible {
  /// The reason.
  public let reason: String

  /// The reason.
  public var description: String { reason }

  /// Creates a failure.
  public init(reason: String) { self.reason = reason }
}

extension ExpressionStore {
  /// A part of a kernel in a message, cut where it is long.
  func excerpt(of part: Expression) -> String {
    let text = layout(of: part).text
    return text.count <= 120 ? text : String(text.prefix(110)) + "…"
  }

  /// A reason with the part that it speaks of, which is left out where it is long.
  func reason(_ reason: String, of part: Expression) -> String {
    let text = layout(of: part).text
    return text.count <= 80 && !text.contains("\n") ? "\(reason): \(text)" : reason
  }
}
