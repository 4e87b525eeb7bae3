// Symbols without a value.
//
//     parameter  = "parameter" name ("," name)* constraint?
//     constraint = comparator term | "in" domain | ":" "depth"

extension Parser {
  /// Reads the declaration of symbols.
  mutating func parseParameter() throws(Failure) -> ParameterDeclaration {
    advance()
    if current.kind == .number {
      throw unexpected(
        expected: "the name of a parameter", suggestion: "write the name first, as in `a > 0`")
    }
    let names = try list { (parser) throws(Failure) in
      try parser.expectName("the name of a parameter")
    }
    try refuseDuplicates(names, "parameter")
    let constraint = try parseConstraint()
    try expectEndOfParameter(isConstrained: constraint != nil)
    return ParameterDeclaration(names, constraint)
  }

  private mutating func parseConstraint() throws(Failure) -> ParameterDeclaration.Constraint? {
    if accept(.in) { return .membership(try parseDomain()) }
    if accept(.colon) { return try parseSort() }
    guard let comparator = currentComparator else { return nil }
    advance()
    return .comparison(comparator, try parseTerm())
  }

  private mutating func parseSort() throws(Failure) -> ParameterDeclaration.Constraint {
    guard isAt(word: "depth") else {
      throw unexpected(
        expected: "`depth`",
        suggestion: current.kind == .name && nearest(text(current), in: ["depth"]) != nil
          ? "did you mean `depth`?" : "leave out the `:` for a real number")
    }
    advance()
    return .depth
  }

  private func expectEndOfParameter(isConstrained: Bool) throws(Failure) {
    if !isConstrained, isAt(.assign) {
      throw unexpected(
        expected: "a constraint such as `> 0`, or the end of \(unit)",
        suggestion: "write `let` to give a name a value")
    }
    let suggestion =
      switch current.kind {
      case .symbol(.comma): "write one line for each constraint"
      case .name where !isConstrained: "write `,` between two names"
      case _ where currentComparator != nil: "write `in (a, b)` for two bounds"
      case .symbol, .keyword, .name, .number, .text, .invalid, .end: nil as String?
      }
    try expectEnd(
      isConstrained
        ? "the end of \(unit)" : "`,`, a constraint such as `> 0`, or the end of \(unit)",
      suggestion: suggestion)
  }

  /// The comparison that comes next.
  var currentComparator: Comparator? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return Comparator(rawValue: symbol.rawValue)
  }
}
