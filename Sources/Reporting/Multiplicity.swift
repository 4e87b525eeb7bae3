public import Arithmetic

/// A multiplicity in a report.
///
/// In JSON it is a number below 2⁵³, as far as every reader of JSON keeps integers exactly, and a decimal string from
/// there on.
public struct Multiplicity: Sendable, Encodable {
  /// The decimal digits.
  public let text: String

  /// Creates the entry of a report.
  public init(_ value: Integer) { text = value.description }

  /// Writes the number or the string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let word = Int(text), word < 1 << 53 {
      try container.encode(word)
    } else {
      try container.encode(text)
    }
  }
}
