// Sets of numbers.
//
//     domain = term "..." term | "{" term ("," term)* "}" | ("[" | "(") term "," term ("]" | ")")

extension Parser {
  /// Reads a set of numbers.
  mutating func parseDomain() throws(Failure) -> Domain {
    if isAt(.openBrace) { return try parseSet() }
    if isAt(.openBracket) || startsInterval { return .interval(try parseInterval()) }
    let lower = try parseTerm()
    try expect(
      .ellipsis, expected: "`...` and the last value",
      suggestion: isAtEnd || isAt(.comma) ? "write `{\(lower)}` for a single value" : nil)
    return .range(lower, try parseTerm())
  }

  private mutating func parseSet() throws(Failure) -> Domain {
    let opening = current
    advance()
    let values = try list { (parser) throws(Failure) in try parser.parseTerm() }
    try expect(
      .closeBrace, closing: opening, or: "`,`",
      suggestion: isAt(.ellipsis) ? "write a range without braces" : nil)
    return .set(values)
  }

  /// Reads the real numbers between two ends.
  mutating func parseInterval() throws(Failure) -> Interval {
    let opening = current
    guard isAt(.openBracket) || isAt(.openParenthesis) else {
      throw unexpected(expected: "an interval such as `[0, 1]`")
    }
    advance()
    let lower = try parseTerm()
    try expect(.comma, expected: "`,` and the upper end of the interval")
    let upper = try parseTerm()
    let includesUpper = isAt(.closeBracket)
    if !accept(.closeParenthesis) {
      try expect(.closeBracket, closing: opening, or: "`)`")
    }
    return Interval(
      lower, upper, includesLower: opening.kind == .symbol(.openBracket),
      includesUpper: includesUpper)
  }

  /// Whether a parenthesis comes next that holds a comma of its own.
  private var startsInterval: Bool {
    guard isAt(.openParenthesis) else { return false }
    var depth = 0
    for index in position..<end {
      guard case .symbol(let symbol) = tokens[index].kind else { continue }
      if symbol == .comma, depth == 1 { return true }
      depth += symbol.bracketStep
      if depth == 0 { return false }
    }
    return false
  }
}
