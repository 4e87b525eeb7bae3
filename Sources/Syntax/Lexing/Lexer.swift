/// Cuts the blocks of a file into tokens, line by line: no token crosses the end of a line.
///
/// What cannot be read becomes one token of the kind `invalid` and one diagnostic; the parser
/// passes over declarations with such a token, so that one mistake is reported once.
struct Lexer {
  let source: SourceFile
  private(set) var tokens: [Token] = []
  private(set) var log = DiagnosticLog()
  /// The next byte to read, the end of its line, and its position.
  private(set) var offset = 0
  private var lineEnd = 0
  private var line = 0
  private var column = 1
  private var startsLine = false
  private var startsBlock = false
  /// The spellings complained of already.
  private var reported: Set<String> = []

  /// Reads the lines of the blocks.
  init(_ blocks: [Block], of source: SourceFile) {
    self.source = source
    for block in blocks {
      startsBlock = true
      for number in block.code { readLine(number) }
    }
  }

  private mutating func readLine(_ number: Int) {
    let range = source.lineBytes(number)
    (offset, lineEnd, line, column) = (range.lowerBound, range.upperBound, number, 1)
    startsLine = true
    while offset < lineEnd { readToken() }
  }

  private mutating func readToken() {
    let next = byte()
    if next.isBlank {
      advance(1)
    } else if next == UInt8(ascii: "#") {
      advance(lineEnd - offset)
    } else if next.isLetter || next == UInt8(ascii: "_") {
      readName()
    } else if next.isDigit {
      readNumber()
    } else if next == UInt8(ascii: "\"") {
      readText()
    } else {
      readSymbol()
    }
  }

  private mutating func readSymbol() {
    let found = Symbol(byte(), byte(1), byte(2))
    if let slip = Spellings.slip(startingWith: byte(), byte(1), byte(2)) {
      reject(slip.count, expected: "an operator", suggestion: slip.correction)
    } else if let found, found != .prime || isBehindWord {
      emit(.symbol(found), length: found.rawValue.utf8.count)
    } else {
      readForeign()
    }
  }
}

extension Lexer {
  /// Whether a name ends right before the next byte: a prime stands behind a name, a quotation mark does not.
  private var isBehindWord: Bool { offset > 0 && source.bytes[offset - 1].isWord }
}

// What the readers of the single kinds of tokens are made of.
extension Lexer {
  /// A byte ahead on the line; zero beyond its end.
  func byte(_ distance: Int = 0) -> UInt8 {
    offset + distance < lineEnd ? source.bytes[offset + distance] : 0
  }

  /// The number of bytes, from the given distance on, that satisfy a condition on this line.
  func count(from distance: Int = 0, while condition: (UInt8) -> Bool) -> Int {
    source.bytes[min(offset + distance, lineEnd)..<lineEnd].prefix(while: condition).count
  }

  /// The text of the next bytes.
  func text(_ length: Int) -> String { source.text(offset..<offset + length) }

  /// The bytes from here to the end of the line.
  var rest: ArraySlice<UInt8> { source.bytes[offset..<lineEnd] }

  /// Moves over bytes.
  mutating func advance(_ length: Int) {
    for index in offset..<offset + length where !source.bytes[index].continuesScalar {
      column += 1
    }
    offset += length
  }

  /// Makes the next bytes a token.
  mutating func emit(_ kind: Token.Kind, length: Int) {
    let start = (offset: offset, position: SourcePosition(line: line, column: column))
    advance(length)
    tokens.append(
      Token(
        kind: kind,
        range: SourceRange(
          from: start.position, to: SourcePosition(line: line, column: column)),
        bytes: Int32(start.offset)..<Int32(offset), startsLine: startsLine,
        startsBlock: startsBlock))
    (startsLine, startsBlock) = (false, false)
  }

  /// Makes the next bytes an invalid token and reports them, each spelling once.
  ///
  /// - Parameters:
  ///   - length: The number of bytes to pass over.
  ///   - message: What was found; "unexpected" and the bytes when left out.
  ///   - shown: The number of bytes that the carets mark; all when left out.
  mutating func reject(
    _ length: Int, _ message: String? = nil, expected: String, suggestion: String? = nil,
    shown: Int? = nil
  ) {
    let spelling = text(min(shown ?? length, 120))
    let start = SourcePosition(line: line, column: column)
    emit(.invalid, length: length)
    guard reported.count < 1000, reported.insert(spelling).inserted else { return }
    let end = start.advanced(by: spelling.unicodeScalars.count)
    log.add(
      Diagnostic(
        in: source, at: SourceRange(from: start, to: end),
        message: message ?? "unexpected \(spelling.quoted)", expected: expected,
        suggestion: suggestion))
  }
}

extension String {
  /// The text between backticks, cut when long, with nothing that would disturb a terminal.
  var quoted: String {
    let shown = unicodeScalars.prefix(40).map { $0.isUnprintable ? "\u{FFFD}" : String($0) }
    return "`" + shown.joined() + (unicodeScalars.count > 40 ? "...`" : "`")
  }
}
