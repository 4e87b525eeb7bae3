/// A name as it stands in the source.
///
/// Two names are equal when their texts are, wherever they stand.
public struct Name: Hashable, Sendable {
  /// The text.
  public let text: String
  /// Where it stands.
  public let range: SourceRange

  /// Creates a name.
  public init(_ text: String, at range: SourceRange = .none) {
    self.text = text
    self.range = range
  }

  /// Whether the texts are equal.
  public static func == (left: Name, right: Name) -> Bool { left.text == right.text }

  /// Feeds the text to the hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Name: CustomStringConvertible {
  /// The text.
  public var description: String { text }
}
