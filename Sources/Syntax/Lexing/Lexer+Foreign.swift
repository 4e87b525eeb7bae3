// Characters that the language does not know, and what to write instead.

extension Lexer {
  /// Reports what no token starts with.
  mutating func readForeign() {
    guard let scalar = rest.firstScalar else { return advance(1) }
    let length = String(scalar).utf8.count
    if let quote = Spellings.quotes.first(where: { $0.opening == scalar }) {
      rejectQuoted(opening: scalar, closing: quote.closing)
    } else if let spelling = Spellings.symbols[scalar] {
      reject(length, expected: "plain ASCII", suggestion: "write \(spelling)")
    } else if scalar.isForeignLetter {
      readForeignWord()
    } else if scalar.isUnprintable || scalar.properties.isWhitespace {
      rejectInvisible(scalar, length: length)
    } else if scalar == "\\" {
      rejectCommand()
    } else {
      reject(
        length, expected: "a name, a number or an operator",
        suggestion: Spellings.advice[scalar])
    }
  }

  /// Reports a word with letters beyond ASCII, with its ASCII spelling when all are known.
  mutating func readForeignWord() {
    var word = ""
    var spelling: String? = ""
    for scalar in String(decoding: rest.prefix(400), as: UTF8.self).unicodeScalars {
      guard scalar.isForeignLetter || scalar.isASCIIWord else { break }
      word.unicodeScalars.append(scalar)
      let part = scalar.isASCII ? String(scalar) : Spellings.letters[scalar]
      spelling = part.flatMap { part in spelling.map { $0 + part } }
    }
    reject(
      max(1, min(word.utf8.count, rest.count)), expected: "a name of ASCII letters and digits",
      suggestion: spelling.map { "write `\($0)`" })
  }

  /// Reports text in other quotation marks as a whole.
  private mutating func rejectQuoted(opening: Unicode.Scalar, closing: Unicode.Scalar) {
    let mark = String(opening)
    let end = Array(String(closing).utf8)
    var length = mark.utf8.count
    while length < rest.count {
      if byte(length) == UInt8(ascii: "\"") {
        length += 1
        break
      }
      if rest.dropFirst(length).starts(with: end) {
        length += end.count
        break
      }
      length += 1
    }
    reject(
      length, "unexpected quotation mark `\(mark)`", expected: "plain ASCII",
      suggestion: "write `\"` on both sides of the text", shown: mark.utf8.count)
  }

  private mutating func rejectInvisible(_ scalar: Unicode.Scalar, length: Int) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let isSpace = scalar.properties.isWhitespace
    reject(
      length, "unexpected invisible character \(code)", expected: "plain ASCII",
      suggestion: isSpace ? "write an ordinary space" : "remove it")
  }

  /// Reports a command of LaTeX.
  private mutating func rejectCommand() {
    let length = count(from: 1, while: \.isLetter)
    let name = String(text(min(1 + length, 100)).dropFirst())
    let spelling = Spellings.commands[name] ?? name
    reject(
      1 + length, expected: "a name, a number or an operator",
      suggestion: name.isEmpty ? nil : "write `\(spelling)`",
      shown: min(1 + length, 100))
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a letter or a subscript digit beyond ASCII.
  var isForeignLetter: Bool {
    !isASCII && (properties.isAlphabetic || (0x2080...0x2089).contains(value))
      && Spellings.symbols[self] == nil
  }

  /// Whether the scalar can stand in a name.
  fileprivate var isASCIIWord: Bool { isASCII && UInt8(ascii: self).isWord }
}

extension ArraySlice<UInt8> {
  /// The scalar that the bytes start with.
  var firstScalar: Unicode.Scalar? {
    String(decoding: prefix(4), as: UTF8.self).unicodeScalars.first
  }
}
