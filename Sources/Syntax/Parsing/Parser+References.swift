// What starts with a name.
//
//     reference = name | name arguments | name arguments? "." name "(" term ")"
//               | (name arguments? ".")? name "[" term ("," term)* "]" arguments?
//     arguments = "(" term ("," term)* ")"
//     file      = ("points" | "matrix" | "images" | "circular_convolution") "(" text ("," term)* ")"

extension Parser {
  /// Reads a name, a call or an element of a sequence.
  mutating func parseReference() throws(Failure) -> Term {
    let start = current.range.lower
    let name = try expectName("a name")
    if isAt(.openBracket) { return try parseElement(of: nil, name, from: start) }
    if Self.fileNames.contains(name.text), let file = try parseFile(name, from: start) {
      return file
    }
    let arguments = isAt(.openParenthesis) ? try parseArguments() : []
    if accept(.dot) {
      let sequence = try expectName("the name of a sequence after `.`")
      let owner = Element.Owner(name, arguments)
      if isAt(.openParenthesis) { return try parseFlowValue(of: owner, sequence, from: start) }
      return try parseElement(of: owner, sequence, from: start)
    }
    try refuseSecondCall(after: name)
    let kind: Term.Kind = arguments.isEmpty ? .name(name.text) : .call(name, arguments)
    return try checked(Term(kind, at: range(from: start)))
  }

  /// The names behind which the name of a file may stand.
  private static let fileNames = ["points", "matrix", "images", "circular_convolution"]

  /// Reads the name of a file and perhaps more terms in parentheses, if one stands there.
  private mutating func parseFile(
    _ name: Name, from start: SourcePosition
  ) throws(Failure) -> Term? {
    let opening = current
    guard isAt(.openParenthesis), peek(1).kind == .text else { return nil }
    advance()
    let path = Term(.text(String(text(current).dropFirst().dropLast())), at: current.range)
    advance()
    let others: [Term] =
      accept(.comma)
      ? try list { (parser) throws(Failure) in
        try parser.refuseTrailingComma()
        return try parser.parseTerm()
      } : []
    try expect(.closeParenthesis, closing: opening)
    return Term(.call(name, [path] + others), at: range(from: start))
  }

  private mutating func parseFlowValue(
    of owner: Element.Owner, _ component: Name, from start: SourcePosition
  ) throws(Failure) -> Term {
    let times = try parseArguments()
    guard times.count == 1 else {
      throw Failure(
        at: times[1].range, message: "a component of a flow is taken at one time",
        expected: "`\(owner.name).\(component)(1)`")
    }
    let value = FlowValue(of: owner, component, at: times[0])
    return try checked(Term(.flowValue(value), at: range(from: start)))
  }

  private mutating func parseElement(
    of owner: Element.Owner?, _ sequence: Name, from start: SourcePosition
  ) throws(Failure) -> Term {
    let opening = current
    try expect(.openBracket, expected: "`[` and an index after the sequence `\(sequence)`")
    let indices = try list { (parser) throws(Failure) in try parser.parseTerm() }
    try expect(.closeBracket, closing: opening, suggestion: juxtapositionAdvice)
    let arguments = isAt(.openParenthesis) ? try parseArguments() : []
    let element = Element(
      of: owner, sequence, index: indices[0], pixels: Array(indices.dropFirst()),
      arguments: arguments)
    return try checked(Term(.element(element), at: range(from: start)))
  }

  /// Reads one or more terms in parentheses.
  mutating func parseArguments() throws(Failure) -> [Term] {
    let opening = current
    try expect(.openParenthesis)
    if isAt(.closeParenthesis) {
      throw unexpected(
        expected: "an argument after `(`",
        suggestion: "write a name without parentheses when it takes no argument")
    }
    let arguments = try list { (parser) throws(Failure) in
      try parser.refuseTrailingComma()
      return try parser.parseTerm()
    }
    try expect(
      .closeParenthesis, closing: opening, or: "an operator, `,`",
      suggestion: juxtapositionAdvice.map { "\($0), or `,` between two arguments" })
    return arguments
  }

  private func refuseTrailingComma() throws(Failure) {
    guard isAt(.closeParenthesis), previous?.kind == .symbol(.comma) else { return }
    throw unexpected(expected: "an argument after `,`", suggestion: "remove the comma")
  }

  private func refuseSecondCall(after name: Name) throws(Failure) {
    if isAt(.openParenthesis) {
      throw unexpected(
        expected: "an operator or the end of the term",
        suggestion: "write `at(\(name)(...), x)` for the value of a kernel at t = x")
    }
    if isAt(.openBracket) {
      throw unexpected(
        expected: "an operator or the end of the term",
        suggestion: "write `\(name)(...).k[...]` for an element of its sequence `k`")
    }
  }
}
