// The steps over single tokens.

extension Parser {
  /// Whether the next token is a symbol.
  func isAt(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

  /// Whether the next token is a keyword.
  func isAt(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

  /// Whether the next token is a name of this text: a word that is a keyword in this place only.
  func isAt(word: String) -> Bool { current.kind == .name && text(current) == word }

  /// Whether everything is read.
  var isAtEnd: Bool { current.kind == .end }

  /// Moves over a symbol if it comes next.
  mutating func accept(_ symbol: Symbol) -> Bool {
    guard isAt(symbol) else { return false }
    advance()
    return true
  }

  /// Moves over a keyword if it comes next.
  mutating func accept(_ keyword: Keyword) -> Bool {
    guard isAt(keyword) else { return false }
    advance()
    return true
  }

  /// Moves over a symbol, which must come next.
  mutating func expect(
    _ symbol: Symbol, expected: String? = nil, suggestion: String? = nil
  ) throws(Failure) {
    guard accept(symbol) else {
      throw unexpected(expected: expected ?? "`\(symbol.rawValue)`", suggestion: suggestion)
    }
  }

  /// Moves over the bracket that closes the one at an earlier place.
  mutating func expect(
    _ symbol: Symbol, closing opening: Token, or others: String = "an operator",
    suggestion: String? = nil
  ) throws(Failure) {
    guard !accept(symbol) else { return }
    let isFar = isAtEnd || opening.range.lower.line != current.range.lower.line
    throw unexpected(
      expected: "\(others) or `\(symbol.rawValue)`", suggestion: suggestion,
      note: isFar ? "the `\(text(opening))` at \(opening.range.lower) is still open" : nil)
  }

  /// Moves over a name, which must come next.
  mutating func expectName(_ expected: String) throws(Failure) -> Name {
    let token = current
    guard token.kind == .name else {
      throw unexpected(expected: expected, note: keywordNote)
    }
    advance()
    return Name(text(token), at: token.range)
  }

  /// Makes sure that everything is read.
  func expectEnd(_ expected: String, suggestion: String? = nil) throws(Failure) {
    guard isAtEnd else {
      throw unexpected(
        expected: expected, suggestion: suggestion ?? newLineAdvice ?? closerAdvice)
    }
  }

  /// Reads one or more items with commas between them.
  mutating func list<Item>(
    _ read: (inout Parser) throws(Failure) -> Item
  ) throws(Failure) -> [Item] {
    var items = [try read(&self)]
    while accept(.comma) { items.append(try read(&self)) }
    return items
  }
}
