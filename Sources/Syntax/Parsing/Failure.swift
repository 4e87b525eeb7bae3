/// Why a declaration cannot be read.
struct Failure: Error {
  let range: SourceRange
  let message: String
  let expected: String?
  let suggestion: String?
  let note: String?

  init(
    at range: SourceRange, message: String, expected: String? = nil, suggestion: String? = nil,
    note: String? = nil
  ) {
    self.range = range
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
    self.note = note
  }

  func diagnostic(in source: SourceFile) -> Diagnostic {
    Diagnostic(
      in: source, at: range, message: message, expected: expected, suggestion: suggestion,
      note: note)
  }
}

extension Parser {
  /// What there is to say when the next token cannot stand where it stands.
  func unexpected(
    expected: String, suggestion: String? = nil, note: String? = nil
  ) -> Failure {
    let found = isAtEnd ? "end of \(unit)" : text(current).quoted
    return Failure(
      at: current.range, message: "unexpected \(found)", expected: expected,
      suggestion: suggestion, note: note)
  }

  /// Advice when two terms stand side by side, as in `2 x` or `2(x + 1)`.
  var juxtapositionAdvice: String? {
    switch current.kind {
    case .name, .number, .keyword(.infinity), .symbol(.openParenthesis):
      previous?.endsTerm == true ? "write `*` to multiply" : nil
    case .keyword, .text, .symbol, .invalid, .end: nil
    }
  }

  /// Advice when a second declaration starts on the line of the first.
  var newLineAdvice: String? {
    current.startsDeclaration ? "start a new line for each declaration" : nil
  }

  /// Advice when a bracket is closed that was never opened.
  var closerAdvice: String? {
    guard case .symbol(let symbol) = current.kind, symbol.bracketStep < 0 else { return nil }
    return "remove the `\(symbol.rawValue)`: no bracket is open here"
  }

  /// The fact that a keyword cannot be a name.
  var keywordNote: String? {
    guard case .keyword(let keyword) = current.kind else { return nil }
    return "`\(keyword.rawValue)` is a word of the language and cannot be a name"
  }
}

extension Token {
  /// Whether a term can end with the token.
  fileprivate var endsTerm: Bool {
    switch kind {
    case .name, .number, .keyword(.infinity), .symbol(.closeParenthesis), .symbol(.closeBracket):
      true
    case .keyword, .text, .symbol, .invalid, .end: false
    }
  }
}
