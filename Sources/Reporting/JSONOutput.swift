internal import Foundation

/// One JSON object on one line, keys in alphabetical order: the same value gives the same bytes.
public enum JSONOutput {
  /// The text of a value.
  ///
  /// - Throws: `EncodingError` for a value that JSON cannot hold.
  public static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
