internal import Arithmetic

// Comma-separated values: one row a line, entries separated by commas, or by semicolons in a line without commas, or
// by blanks in a line with neither; blanks around entries are ignored. Entries are decimals (-1.5e-3) or fractions
// (2/3), taken exactly. `#` starts a comment. Empty lines separate the parts of
// an array with three axes, such as the images of a data set; at the ends they mean nothing.
extension DataArray {
  /// What empty lines between comma-separated values mean.
  public enum EmptyLines: Sendable {
    /// They separate the parts of an array with three axes.
    case separateParts
    /// Nothing.
    case areIgnored
  }

  /// The longest entry, and the largest exponent of ten.
  private static let entryLimit = (length: 4096, exponent: 4096)

  /// Reads comma-separated values: two axes, or three when empty lines separate parts.
  ///
  /// - Throws: ``DataFileError`` for entries that are no numbers, rows of unequal lengths, parts with
  ///   unequal numbers of rows, and files without numbers.
  public init(
    csv bytes: [UInt8], path: String, emptyLines: EmptyLines = .separateParts
  ) throws(DataFileError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DataFileError(
        "this is not text", in: path, expected: "comma-separated numbers in UTF-8, or an NPY file")
    }
    var blocks: [[[Rational]]] = []
    var isOpen = false
    var width: Int?
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (number, line) in lines.enumerated() {
      let content = line.drop { $0 == "\u{FEFF}" }.prefix { $0 != "#" }
      if content.allSatisfy(\.isWhitespace) {
        // A line with a comment alone separates nothing.
        if content.endIndex == line.endIndex && emptyLines == .separateParts { isOpen = false }
        continue
      }
      let row = try Self.row(content, line: number + 1, path)
      if let width, width != row.count {
        throw DataFileError(
          "this row has \(row.count) entries and the first one \(width)", in: path,
          line: number + 1, expected: "rows of equal length")
      }
      width = row.count
      if isOpen { blocks[blocks.count - 1].append(row) } else { blocks.append([row]) }
      isOpen = true
    }
    guard let width, let first = blocks.first else {
      throw DataFileError("the file holds no numbers", in: path, expected: "one row a line")
    }
    for (number, block) in blocks.enumerated() where block.count != first.count {
      throw DataFileError(
        "part \(number + 1) has \(block.count) rows and the first one \(first.count)", in: path,
        expected: "parts of equal size between empty lines")
    }
    let shape = blocks.count == 1 ? [first.count, width] : [blocks.count, first.count, width]
    self.init(shape: shape, values: blocks.flatMap { $0.flatMap { $0 } })
  }

  private static func row(
    _ line: Substring, line number: Int, _ path: String
  ) throws(DataFileError) -> [Rational] {
    let entries = Self.entries(of: line.trimmingPrefix { $0.isWhitespace }.trimmedEnd)
    var row: [Rational] = []
    for (column, entry) in entries.enumerated() {
      let text = entry.trimmingPrefix { $0.isWhitespace }.trimmedEnd
      guard let value = Self.number(text) else {
        let shown = text.count > 40 ? text.prefix(37) + "..." : text
        throw DataFileError(
          text.isEmpty ? "an empty entry" : "`\(shown)` is not a number", in: path, line: number,
          column: column + 1,
          expected: "a decimal such as -1.5e-3 or a fraction such as 2/3"
            + (number == 1 ? ", and no line of headings" : ""))
      }
      row.append(value)
    }
    return row
  }

  private static func entries(of line: Substring) -> [Substring] {
    for separator in [",", ";"] as [Character] where line.contains(separator) {
      return line.split(separator: separator, omittingEmptySubsequences: false)
    }
    // Blanks around the stroke of a fraction separate nothing.
    let isFraction = line.contains(" /") || line.contains("/ ")
    return isFraction ? [line] : line.split { $0.isWhitespace }
  }

  /// The number of an entry; `nil` for anything that is none or has too many digits.
  private static func number(_ text: Substring) -> Rational? {
    guard text.utf8.count <= entryLimit.length else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return nil }
    var values: [Rational] = []
    for part in parts {
      guard let value = decimal(part.trimmingPrefix { $0.isWhitespace }.trimmedEnd) else {
        return nil
      }
      values.append(value)
    }
    if values.count == 1 { return values[0] }
    return values[1].isZero ? nil : values[0] / values[1]
  }

  private static func decimal(_ text: Substring) -> Rational? {
    var rest = text
    var sign = 1
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    func digits() -> Substring {
      let found = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(found.count)
      return found
    }
    let whole = digits()
    var part: Substring = ""
    if rest.first == "." {
      rest = rest.dropFirst()
      part = digits()
    }
    guard !(whole.isEmpty && part.isEmpty) else { return nil }
    var exponent = 0
    if rest.first == "e" || rest.first == "E" {
      guard let value = Int(rest.dropFirst()), value.magnitude <= entryLimit.exponent else {
        return nil
      }
      exponent = value
      rest = ""
    }
    guard rest.isEmpty, let mantissa = Integer(whole + part) else { return nil }
    let scale = exponent - part.count
    let power = Rational(Integer(10).power(Int(scale.magnitude)))
    let value = scale >= 0 ? Rational(mantissa) * power : Rational(mantissa) / power
    return sign < 0 ? -value : value
  }
}

extension Substring {
  /// The text without spaces at its end.
  fileprivate var trimmedEnd: Substring {
    var text = self
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }
}
