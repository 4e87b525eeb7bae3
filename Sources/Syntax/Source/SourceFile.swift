/// The text of a file, with the path as the user wrote it.
///
/// The text is valid UTF-8 and carries no byte-order mark. Lines end at a line feed, at a carriage
/// return, or at both in this order.
public struct SourceFile: Sendable {
  /// How the program lies in the file.
  public enum Kind: Sendable {
    /// Markdown: the program is what stands in the fenced blocks tagged `zonal`.
    case markdown
    /// The whole file is the program.
    case bare
  }

  /// The path or name that messages show.
  public let path: String
  /// How the program lies in the file.
  public let kind: Kind
  /// The text, as UTF-8.
  let bytes: [UInt8]
  /// The offset at which each line starts.
  let lineStarts: [Int32]

  /// The size beyond which a file is refused.
  static let sizeLimit = 64 << 20

  /// Trusts its caller that the bytes are UTF-8 without a byte-order mark, within the size limit.
  init(path: String, kind: Kind, bytes: [UInt8]) {
    self.path = path
    self.kind = kind
    self.bytes = bytes
    lineStarts = Self.lineStarts(in: bytes)
  }

  /// The text, without a byte-order mark.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  private static func lineStarts(in bytes: [UInt8]) -> [Int32] {
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == .lineFeed || byte == .carriageReturn {
      let next = offset + 1
      let splitsPair =
        byte == .carriageReturn && next < bytes.count && bytes[next] == .lineFeed
      if !splitsPair { starts.append(Int32(next)) }
    }
    return starts
  }
}

extension SourceFile.Kind {
  /// The kind that a path's extension tells: `.md` and `.markdown` are Markdown, all else is bare.
  public init(path: String) {
    let lowercased = path.lowercased()
    self = lowercased.hasSuffix(".md") || lowercased.hasSuffix(".markdown") ? .markdown : .bare
  }
}

extension SourceFile: CustomReflectable {
  /// The path and the size, so that a dump of a tree or an error does not hold the whole text.
  public var customMirror: Mirror {
    Mirror(self, children: ["path": path, "bytes": bytes.count])
  }
}
