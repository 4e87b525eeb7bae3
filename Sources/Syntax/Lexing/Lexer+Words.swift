extension Lexer {
  /// Reads a name or a keyword: a letter, then letters, digits and `_`.
  mutating func readName() {
    let length = count(while: \.isWord)
    if let scalar = rest.dropFirst(length).firstScalar, scalar.isForeignLetter {
      readForeignWord()
    } else if byte() == UInt8(ascii: "_") {
      reject(length, expected: "a name that starts with a letter")
    } else if length > Self.nameLimit {
      reject(
        length, "a name of \(length) characters", expected: "at most \(Self.nameLimit)", shown: 20)
    } else {
      emit(keyword(length).map(Token.Kind.keyword) ?? .name, length: length)
    }
  }

  /// The longest name.
  private static let nameLimit = 200

  private func keyword(_ length: Int) -> Keyword? {
    length <= 9 ? Keyword(rawValue: text(length)) : nil
  }

  /// Reads text in double quotes, which ends on its line and knows no escapes.
  mutating func readText() {
    let length = count(from: 1) { $0 != UInt8(ascii: "\"") }
    if byte(1 + length) == 0 {
      reject(
        rest.count, "this text is never closed", expected: "a `\"` before the end of the line",
        shown: 1)
    } else if text(length + 1).unicodeScalars.contains(where: \.isUnprintable) {
      reject(length + 2, "a text with control characters", expected: "characters that print")
    } else {
      emit(.text, length: length + 2)
    }
  }
}
