/// A line that opens or closes a fenced code block of Markdown.
///
/// At most three spaces, then three or more backticks or tildes, then the info string; an info
/// string after backticks holds no backtick (CommonMark 0.31, section 4.5).
struct Fence {
  let mark: UInt8
  let length: Int
  /// What stands behind the marks, without blanks around it.
  let info: String
  /// The offset of the first mark in the file.
  let offset: Int

  /// Reads the fence on a line; `nil` when the line is none.
  init?(in source: SourceFile, line: Int) {
    let range = source.lineBytes(line)
    let start = source.bytes[range].firstIndex { $0 != .space } ?? range.upperBound
    guard start - range.lowerBound <= 3 else { return nil }
    self.init(in: source, bytes: start..<range.upperBound)
  }

  /// Reads the fence that starts exactly where the bytes start.
  init?(in source: SourceFile, bytes range: Range<Int>) {
    let bytes = source.bytes[range]
    guard let mark = bytes.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let rest = bytes.drop { $0 == mark }
    guard rest.startIndex - range.lowerBound >= 3 else { return nil }
    guard mark == UInt8(ascii: "~") || !rest.contains(mark) else { return nil }
    self.mark = mark
    length = rest.startIndex - range.lowerBound
    info = String(
      decoding: rest.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed(),
      as: UTF8.self)
    offset = range.lowerBound
  }

  /// The first word of the info string.
  var tag: String { info.prefix { $0 != " " && $0 != "\t" }.description }

  /// Whether the block holds program text.
  var isProgram: Bool { tag == "zonal" }

  /// Whether the tag is a misspelling of `zonal`, so that the block would be lost in silence.
  var isAlmostProgram: Bool {
    !isProgram && tag.utf8.count <= 16
      && editDistance(tag.lowercased().filter(\.isLetter), "zonal") <= 1
  }

  /// Whether the fence closes a block that the other one opened.
  func closes(_ opening: Fence) -> Bool {
    mark == opening.mark && length >= opening.length && info.isEmpty
  }
}
