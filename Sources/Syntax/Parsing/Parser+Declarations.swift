// Programs and the declarations that give names.

extension Parser {
  /// The keywords of declarations, for messages.
  static let declarationList =
    "`parameter`, `let`, `network`, `kernel`, `recursion`, `flow` or `claim`"

  /// Reads all declarations; those that cannot be read are reported and left out.
  mutating func parseProgram() -> [Declaration] {
    Chunk.all(in: tokens).filter { !$0.isInvalid }.compactMap { parseDeclaration($0.tokens) }
  }

  private mutating func parseDeclaration(_ part: Range<Int>) -> Declaration? {
    let content = parse(part, as: "the declaration") { (parser) throws(Failure) in
      try parser.parseContent()
    }
    guard let content, let content else { return nil }
    let (first, last) = (tokens[part.lowerBound].range, tokens[part.upperBound - 1].range)
    return Declaration(content, at: SourceRange(from: first.lower, to: last.upper))
  }

  /// Reads a declaration; `nil` when its parts have been reported already.
  private mutating func parseContent() throws(Failure) -> Declaration.Content? {
    guard case .keyword(let keyword) = current.kind else { throw missingDeclaration() }
    switch keyword {
    case .parameter: return .parameter(try parseParameter())
    case .let: return .definition(try parseDefinition(.term))
    case .network: return .definition(try parseDefinition(.network))
    case .kernel: return .definition(try parseDefinition(.kernel))
    case .recursion: return try parseRecursion().map(Declaration.Content.recursion)
    case .flow: return try parseFlow().map(Declaration.Content.flow)
    case .claim: return .claim(try parseClaim())
    case .in, .for, .as, .expect, .infinity: throw missingDeclaration()
    }
  }

  private func missingDeclaration() -> Failure {
    let isCutOff = current.startsBlock && position > 0 && current.kind != .name
    return unexpected(
      expected: Self.declarationList, suggestion: missingDeclarationAdvice,
      note: isCutOff ? "no declaration continues from one block to the next" : nil)
  }

  private var missingDeclarationAdvice: String? {
    switch current.kind {
    case .name:
      if let keyword = Self.meantKeyword(text(current)) { return "did you mean `\(keyword)`?" }
      let isDefinition = (position..<end).contains { tokens[$0].kind == .symbol(.assign) }
      return isDefinition
        ? "write `let`, `network` or `kernel` before a definition" : continuationAdvice
    case .keyword, .symbol, .number: return closerAdvice ?? continuationAdvice
    case .text: return "write `claim` before the name of a claim"
    case .invalid, .end: return nil
    }
  }

  private var continuationAdvice: String? {
    let continues = position > 0 && !current.startsBlock
    return continues ? "indent a line that continues the declaration above" : nil
  }

  private static func meantKeyword(_ word: String) -> String? {
    let keywords = Keyword.allCases.filter(\.startsDeclaration).map(\.rawValue)
    return synonyms[word.lowercased()] ?? nearest(word, in: keywords)
  }

  /// Words of other languages for the keywords of this one.
  private static let synonyms = [
    "param": "parameter", "symbol": "parameter", "variable": "parameter",
    "def": "let", "define": "let", "set": "let", "const": "let", "var": "let",
    "net": "network", "model": "network", "sequence": "recursion", "rec": "recursion",
    "ode": "flow",
    "theorem": "claim", "lemma": "claim", "assert": "claim", "prove": "claim", "check": "claim",
  ]
}

extension Parser {
  private mutating func parseDefinition(_ kind: Definition.Kind) throws(Failure) -> Definition {
    advance()
    let name = try expectName("the name of the \(kind == .term ? "term" : kind.rawValue)")
    let parameters = try parseParameters()
    let body = try parseRightSide(after: parameters)
    return Definition(kind, name, parameters: parameters, body: body)
  }

  /// Reads `=` and what follows it, to the end of a definition with these parameters.
  mutating func parseRightSide(after parameters: [Name]) throws(Failure) -> Term {
    try expect(
      .assign, expected: parameters.isEmpty ? "`=` or `(`" : "`=`",
      suggestion: isAt(.equal) || isAt(.colon) ? "write `=` to define" : nil)
    let body = try parseTerm()
    try expectEndOfDefinition()
    return body
  }

  /// Reads the line in front of equations: a word, a name, parameters and `:`.
  ///
  /// - Parameter equations: The equations that are expected below it.
  mutating func parseHeader(
    of kind: String, equations: String
  ) throws(Failure) -> (name: Name, parameters: [Name]) {
    advance()
    let name = try expectName("the name of the \(kind)")
    let parameters = try parseParameters()
    try expect(
      .colon, expected: parameters.isEmpty ? "`:` or `(`" : "`:`",
      suggestion: isAt(.assign) ? "write `:` and the equations below" : nil)
    if isAtEnd { throw unexpected(expected: equations) }
    return (name, parameters)
  }

  /// Makes sure that a definition ends here.
  func expectEndOfDefinition() throws(Failure) {
    try expectEnd(
      "an operator or the end of \(unit)",
      suggestion: startsRelation ? "a comparison belongs in a `claim`" : juxtapositionAdvice)
  }

  private var startsRelation: Bool {
    switch current.kind {
    case .symbol(.equal), .symbol(.notEqual), .symbol(.less), .symbol(.lessOrEqual),
      .symbol(.greater), .symbol(.greaterOrEqual), .symbol(.tilde), .symbol(.arrow),
      .keyword(.in), .keyword(.for), .keyword(.expect):
      true
    case .symbol, .keyword, .name, .number, .text, .invalid, .end: false
    }
  }

  /// Reads the names of arguments in parentheses, if there are any.
  mutating func parseParameters() throws(Failure) -> [Name] {
    let opening = current
    guard accept(.openParenthesis) else { return [] }
    if isAt(.closeParenthesis) {
      throw unexpected(
        expected: "the name of an argument after `(`",
        suggestion: "leave out the parentheses when there is no argument")
    }
    let names = try list { (parser) throws(Failure) in
      try parser.expectName("the name of an argument")
    }
    try expect(
      .closeParenthesis, closing: opening, or: "`,`",
      suggestion: current.kind == .name ? "write `,` between two arguments" : nil)
    try refuseDuplicates(names, "argument")
    return names
  }

  /// Refuses a name that comes twice.
  func refuseDuplicates(_ names: [Name], _ role: String) throws(Failure) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name.text).inserted {
      throw Failure(
        at: name.range, message: "the \(role) `\(name)` comes twice",
        expected: "a name of its own for each \(role)")
    }
  }
}
