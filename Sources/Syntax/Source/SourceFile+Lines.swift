extension SourceFile {
  /// The number of lines; a line end at the end of the file starts no further line.
  public var lineCount: Int {
    let endsWithLineEnd = lineStarts.count > 1 && Int(lineStarts.last ?? 0) == bytes.count
    return endsWithLineEnd ? lineStarts.count - 1 : lineStarts.count
  }

  /// The text of a line without its line end; empty beyond the file.
  public func line(_ number: Int) -> String {
    String(decoding: bytes[lineBytes(number)], as: UTF8.self)
  }

  /// The offsets of a line without its line end; empty beyond the file.
  func lineBytes(_ number: Int) -> Range<Int> {
    guard (1...lineStarts.count).contains(number) else { return bytes.count..<bytes.count }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : bytes.count
    while end > start, bytes[end - 1] == .lineFeed || bytes[end - 1] == .carriageReturn {
      end -= 1
    }
    return start..<end
  }

  /// The text between two offsets.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The position of an offset, which is moved back to the start of its character.
  func position(ofByte offset: Int) -> SourcePosition {
    var start = min(offset, bytes.count)
    while start > 0, start < bytes.count, bytes[start].continuesScalar { start -= 1 }
    let line = lineNumber(ofByte: start)
    let before = bytes[Int(lineStarts[line - 1])..<start]
    return SourcePosition(line: line, column: 1 + before.count { !$0.continuesScalar })
  }

  /// The number of the line that an offset lies in, by bisection.
  private func lineNumber(ofByte offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
