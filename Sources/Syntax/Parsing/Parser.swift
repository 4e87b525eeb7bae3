/// Reads tokens into a syntax tree, by recursive descent with one token of lookahead.
///
/// A declaration that cannot be read is reported once and passed over. Nesting and length of
/// terms are bounded, so that no input exhausts the stack.
struct Parser {
  let source: SourceFile
  let tokens: [Token]
  /// The next token, and the end of what is read as a whole.
  private(set) var position = 0
  private(set) var end: Int
  /// What ends there, for messages.
  private(set) var unit = "the declaration"
  /// The number of terms that the next token lies in.
  private(set) var nesting = 0
  private(set) var log = DiagnosticLog()

  /// The deepest nesting of terms.
  static let nestingLimit = 256

  init(_ tokens: [Token], of source: SourceFile) {
    self.source = source
    self.tokens = tokens
    end = tokens.count
  }

  /// Reads a part of the tokens, to its end; `nil` when it cannot be read, which is reported.
  mutating func parse<Value>(
    _ part: Range<Int>, as unit: String,
    _ read: (inout Parser) throws(Failure) -> Value
  ) -> Value? {
    let outer = (end: end, unit: self.unit)
    (position, end, self.unit, nesting) = (part.lowerBound, part.upperBound, unit, 0)
    defer { (position, end, self.unit) = (part.upperBound, outer.end, outer.unit) }
    do {
      return try read(&self)
    } catch {
      log.add(error.diagnostic(in: source))
      return nil
    }
  }

  /// The next token.
  var current: Token { peek(0) }

  /// A token ahead, or the end of what is read as a whole.
  func peek(_ distance: Int) -> Token {
    if position + distance < end { return tokens[position + distance] }
    let place = end > 0 ? tokens[end - 1].range.upper : SourcePosition(line: 1, column: 1)
    let bytes = end > 0 ? tokens[end - 1].bytes.upperBound : 0
    return Token(
      kind: .end, range: SourceRange(at: place), bytes: bytes..<bytes, startsLine: false,
      startsBlock: false)
  }

  /// The token before the next one.
  var previous: Token? { position > 0 ? tokens[position - 1] : nil }

  /// The text of a token.
  func text(_ token: Token) -> String {
    source.text(Int(token.bytes.lowerBound)..<Int(token.bytes.upperBound))
  }

  /// Moves to the next token.
  mutating func advance() { if position < end { position += 1 } }

  /// The range from a position to the end of the token before.
  func range(from start: SourcePosition) -> SourceRange {
    SourceRange(from: start, to: previous?.range.upper ?? start)
  }

  /// Enters a term inside the current one.
  mutating func descend() throws(Failure) {
    nesting += 1
    guard nesting <= Self.nestingLimit else {
      throw Failure(
        at: current.range, message: "this term is nested too deeply",
        expected: "at most \(Self.nestingLimit) levels",
        suggestion: "name a part of the term with `let`")
    }
  }

  /// Leaves a term inside the current one.
  mutating func ascend() { nesting -= 1 }
}
