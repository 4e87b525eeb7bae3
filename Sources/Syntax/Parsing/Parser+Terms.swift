internal import Arithmetic

// Terms, by precedence: sums, products, negatives, powers, atoms.
//
//     sum     = product (("+" | "-") product)*
//     product = unary (("*" | "/") unary)*
//     unary   = "-" unary | power
//     power   = atom ("^" unary)?

extension Parser {
  /// Reads a term.
  mutating func parseTerm() throws(Failure) -> Term {
    try descend()
    let start = current.range.lower
    var left = try parseProduct()
    while let operation = currentOperator(.plus, .minus) {
      advance()
      let right = try parseProduct()
      left = try binary(operation, left, right, from: start)
    }
    ascend()
    return left
  }

  private mutating func parseProduct() throws(Failure) -> Term {
    let start = current.range.lower
    var left = try parseUnary()
    while let operation = currentOperator(.times, .over) {
      advance()
      let right = try parseUnary()
      left = try binary(operation, left, right, from: start)
    }
    return left
  }

  private mutating func parseUnary() throws(Failure) -> Term {
    let start = current.range.lower
    guard accept(.minus) else { return try parsePower() }
    try descend()
    let operand = try parseUnary()
    ascend()
    return try checked(Term(.negation(operand), at: range(from: start)))
  }

  private mutating func parsePower() throws(Failure) -> Term {
    let start = current.range.lower
    let base = try parseAtom()
    guard accept(.power) else { return base }
    try descend()
    let exponent = try parseUnary()
    ascend()
    return try binary(.power, base, exponent, from: start)
  }

  private func currentOperator(_ candidates: Term.Operator...) -> Term.Operator? {
    guard case .symbol(let symbol) = current.kind else { return nil }
    return candidates.first { $0.rawValue == symbol.rawValue }
  }

  private func binary(
    _ operation: Term.Operator, _ left: Term, _ right: Term, from start: SourcePosition
  ) throws(Failure) -> Term {
    try checked(Term(.binary(operation, left, right), at: range(from: start)))
  }

  /// Refuses a term that is too high for recursion over it.
  func checked(_ term: Term) throws(Failure) -> Term {
    if term.height <= Term.heightLimit { return term }
    throw Failure(
      at: term.range, message: "this term is too long",
      expected: "at most \(Term.heightLimit) operations in a row",
      suggestion: "name a part of the term with `let`")
  }
}

// Atoms: numbers, names, calls, elements of sequences, parentheses, tuples.
extension Parser {
  private mutating func parseAtom() throws(Failure) -> Term {
    let token = current
    switch token.kind {
    case .number: return try parseNumber()
    case .name: return try parseReference()
    case .keyword(.infinity):
      advance()
      return Term(.infinity, at: token.range)
    case .symbol(.openParenthesis):
      advance()
      let parts = try list { (parser) throws(Failure) in try parser.parseTerm() }
      try expect(.closeParenthesis, closing: token, suggestion: juxtapositionAdvice)
      if parts.count == 1 { return parts[0] }
      return try checked(Term(.tuple(parts), at: range(from: token.range.lower)))
    case .keyword, .symbol, .text, .invalid, .end: throw missingTerm()
    }
  }

  private mutating func parseNumber() throws(Failure) -> Term {
    let token = current
    guard let value = Rational(text(token)) else {
      throw unexpected(expected: "a decimal number")
    }
    advance()
    return Term(.number(value), at: token.range)
  }

  /// What there is to say when a term should start here and does not.
  private func missingTerm() -> Failure {
    let after: String? =
      if case .symbol = previous?.kind, position > 0, let previous { text(previous) } else { nil }
    let place = after.map { " after `\($0)`" } ?? ""
    return unexpected(
      expected: "a number, a name or `(`" + place, suggestion: missingTermAdvice,
      note: keywordNote)
  }

  private var missingTermAdvice: String? {
    switch current.kind {
    case .symbol(.plus): "remove the `+`"
    case .symbol(.dot): "write `0.` before the digits of a fraction"
    case .symbol(.times) where previous?.kind == .symbol(.times): "write `^` for a power"
    case .text: "text in quotes is the name of a claim and stands behind `claim` only"
    case .name, .keyword, .number, .symbol, .invalid, .end: nil
    }
  }
}
