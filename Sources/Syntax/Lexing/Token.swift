/// The smallest part of a source that has a meaning.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    /// A name that is no keyword.
    case name
    case keyword(Keyword)
    case number
    /// Text in double quotes, which belong to the token.
    case text
    case symbol(Symbol)
    /// Something that the lexer has reported.
    case invalid
    /// What stands after the last token.
    case end
  }

  let kind: Kind
  let range: SourceRange
  /// The bytes of the file that the token takes.
  let bytes: Range<Int32>
  /// Whether the token is the first one of its line.
  let startsLine: Bool
  /// Whether the token is the first one of its block.
  let startsBlock: Bool
}

/// The words that cannot be names.
///
/// The words `depth`, `at`, `rate` and the verdicts have a meaning in one place only and remain
/// free for names.
enum Keyword: String, CaseIterable, Sendable {
  case parameter, `let`, network, kernel, recursion, flow, claim
  case `in`, `for`, `as`, expect
  case infinity = "oo"

  /// Whether the word starts a declaration.
  var startsDeclaration: Bool {
    switch self {
    case .parameter, .let, .network, .kernel, .recursion, .flow, .claim: true
    case .in, .for, .as, .expect, .infinity: false
    }
  }
}

/// The operators and brackets.
enum Symbol: String, CaseIterable, Sendable {
  case ellipsis = "..."
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case arrow = "->"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case colon = ":"
  case assign = "="
  case less = "<"
  case greater = ">"
  case tilde = "~"
  case dot = "."
  case prime = "'"

  /// Whether the symbol opens (1) or closes (-1) a bracket, or neither (0).
  var bracketStep: Int {
    switch self {
    case .openParenthesis, .openBracket, .openBrace: 1
    case .closeParenthesis, .closeBracket, .closeBrace: -1
    case .ellipsis, .equal, .notEqual, .lessOrEqual, .greaterOrEqual, .arrow, .plus, .minus,
      .times, .over, .power, .comma, .colon, .assign, .less, .greater, .tilde, .dot, .prime:
      0
    }
  }

  /// The symbol that the bytes start with, the longest one; absent bytes are zero.
  init?(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    switch (Character(Unicode.Scalar(first)), Character(Unicode.Scalar(second))) {
    case (".", "."):
      guard third == first else { return nil }
      self = .ellipsis
    case ("=", "="): self = .equal
    case ("!", "="): self = .notEqual
    case ("<", "="): self = .lessOrEqual
    case (">", "="): self = .greaterOrEqual
    case ("-", ">"): self = .arrow
    case (let single, _):
      guard let symbol = Symbol(rawValue: String(single)) else { return nil }
      self = symbol
    }
  }
}
