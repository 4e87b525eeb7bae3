/// The tokens of one declaration, or of what should be one.
struct Chunk {
  /// The indices of the tokens.
  let tokens: Range<Int>
  /// Whether the lexer has reported a part of it.
  let isInvalid: Bool
}

extension Chunk {
  /// Cuts a program into declarations.
  ///
  /// A declaration starts with a block, at a line that begins with a keyword of declarations, or
  /// at a line that is not indented more than the declaration before, outside its brackets. All
  /// other lines continue the declaration.
  static func all(in tokens: [Token]) -> [Chunk] {
    var chunks: [Chunk] = []
    var start = 0
    var depth = 0
    var isInvalid = false
    for (index, token) in tokens.enumerated() {
      if index > start, token.startsChunk(after: tokens[start], depth: depth) {
        chunks.append(Chunk(tokens: start..<index, isInvalid: isInvalid))
        (start, depth, isInvalid) = (index, 0, false)
      }
      depth = max(0, depth + token.bracketStep)
      if token.kind == .invalid { isInvalid = true }
    }
    if start < tokens.count {
      chunks.append(Chunk(tokens: start..<tokens.count, isInvalid: isInvalid))
    }
    return chunks
  }

  /// Cuts the body of a recursion into equations, by the column of the first line of the body.
  ///
  /// Inside a bracket that is still open, a line at this column starts an equation when it holds
  /// a `=`, which no term can.
  static func equations(in tokens: ArraySlice<Token>) -> [Range<Int>] {
    let column = tokens.first(where: \.startsLine)?.range.lower.column ?? 0
    var ranges: [Range<Int>] = []
    var start = tokens.startIndex
    var depth = 0
    for index in tokens.indices {
      let token = tokens[index]
      if index > start, token.startsLine, token.range.lower.column <= column,
        depth == 0 || tokens[index...].lineHolds(.assign)
      {
        ranges.append(start..<index)
        (start, depth) = (index, 0)
      }
      depth = max(0, depth + token.bracketStep)
    }
    return ranges + [start..<tokens.endIndex]
  }
}

extension Token {
  /// How the token changes the number of open brackets.
  fileprivate var bracketStep: Int {
    if case .symbol(let symbol) = kind { symbol.bracketStep } else { 0 }
  }

  /// Whether the token is a keyword that starts a declaration.
  var startsDeclaration: Bool {
    if case .keyword(let keyword) = kind { keyword.startsDeclaration } else { false }
  }

  fileprivate func startsChunk(after first: Token, depth: Int) -> Bool {
    if startsBlock || startsLine && startsDeclaration { return true }
    return startsLine && depth == 0 && range.lower.column <= first.range.lower.column
  }
}

extension ArraySlice<Token> {
  /// Whether the line that starts here holds a symbol.
  fileprivate func lineHolds(_ symbol: Symbol) -> Bool {
    for (distance, token) in enumerated() {
      if distance > 0, token.startsLine { return false }
      if token.kind == .symbol(symbol) { return true }
    }
    return false
  }
}
