extension SourceFile {
  /// Creates a file from text; a byte-order mark at its start is dropped.
  ///
  /// - Parameters:
  ///   - path: The path or name that messages show.
  ///   - text: The text.
  ///   - kind: How the program lies in the text; by the path's extension when left out.
  public init(path: String, text: String, kind: Kind? = nil) {
    let bytes = Self.withoutByteOrderMark(Array(text.utf8))
    self.init(path: path, kind: kind ?? Kind(path: path), bytes: bytes)
  }

  /// Creates a file from its contents on disk.
  ///
  /// Refused are: more than 64 MB, bytes that are not UTF-8, and NUL bytes.
  public init(path: String, contents: [UInt8]) throws(SyntaxError) {
    let kind = Kind(path: path)
    guard contents.count <= Self.sizeLimit else { throw Self.tooLarge(path: path, kind: kind) }
    let bytes = Self.withoutByteOrderMark(contents)
    let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
    self.init(path: path, kind: kind, bytes: repaired)
    if let offset = Self.firstDifference(bytes, repaired) {
      throw SyntaxError([notUTF8(at: offset, contents: contents)])
    }
    if let offset = bytes.firstIndex(of: 0) { throw SyntaxError([binary(at: offset)]) }
  }

  private static func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// Where the repaired text departs from the bytes: at the first byte that is not UTF-8.
  private static func firstDifference(_ bytes: [UInt8], _ repaired: [UInt8]) -> Int? {
    if bytes == repaired { return nil }
    return zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(bytes.count, repaired.count)
  }

  private static func tooLarge(path: String, kind: Kind) -> SyntaxError {
    let empty = SourceFile(path: path, kind: kind, bytes: [])
    return SyntaxError([
      Diagnostic(
        in: empty, at: SourceRange(at: SourcePosition(line: 1, column: 1)),
        message: "the file is too large", expected: "at most \(sizeLimit >> 20) MB")
    ])
  }

  private func notUTF8(at offset: Int, contents: [UInt8]) -> Diagnostic {
    let isWide = contents.starts(with: [0xFF, 0xFE]) || contents.starts(with: [0xFE, 0xFF])
    let start = position(ofByte: offset)
    return Diagnostic(
      in: self, at: SourceRange(from: start, to: start.advanced(by: 1)),
      message: "the file is not valid UTF-8", expected: "text in UTF-8",
      suggestion: isWide ? "the file looks like UTF-16; save it as UTF-8" : nil)
  }

  private func binary(at offset: Int) -> Diagnostic {
    let start = position(ofByte: offset)
    return Diagnostic(
      in: self, at: SourceRange(from: start, to: start.advanced(by: 1)),
      message: "unexpected NUL byte", expected: "text; this looks like a binary file")
  }
}
