// Claims.
//
//     claim = "claim" text ":" relation ("for" binder ("," binder)*)? ("expect" verdict)?

extension Parser {
  /// Reads a claim.
  mutating func parseClaim() throws(Failure) -> Claim {
    advance()
    let name = try parseClaimName()
    try expect(.colon, expected: "`:` after the name of the claim")
    let relation = try parseRelation()
    let binders = accept(.for) ? try parseBinders() : []
    let verdict = accept(.expect) ? try parseVerdict() : nil
    try expectEndOfClaim(relation, hasBinders: !binders.isEmpty, hasVerdict: verdict != nil)
    return Claim(name, relation, for: binders, expect: verdict)
  }

  private mutating func parseClaimName() throws(Failure) -> Name {
    let token = current
    guard token.kind == .text else {
      throw unexpected(
        expected: "the name of the claim in double quotes",
        suggestion: token.kind == .name ? "write `claim \"\(text(token))\":`" : nil)
    }
    let name = text(token).dropFirst().dropLast()
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw unexpected(expected: "a name between the quotes")
    }
    advance()
    return Name(String(name), at: token.range)
  }

  private mutating func parseBinders() throws(Failure) -> [Binder] {
    let binders = try list { (parser) throws(Failure) in try parser.parseBinder() }
    try refuseDuplicates(binders.map(\.variable), "variable")
    return binders
  }

  /// Reads a variable and its values.
  mutating func parseBinder() throws(Failure) -> Binder {
    let variable = try expectName("a variable, as in `for n in 0...100`")
    guard accept(.in) else {
      throw unexpected(
        expected: "`in` and the values of `\(variable)`",
        suggestion: isAt(.assign) ? "write `in` instead of `=`" : nil)
    }
    return Binder(variable, in: try parseDomain())
  }

  private mutating func parseVerdict() throws(Failure) -> Verdict {
    let words = Verdict.allCases.map(\.rawValue)
    guard current.kind == .name, let verdict = Verdict(rawValue: text(current)) else {
      let meant = current.kind == .name ? Self.meantVerdict(text(current), of: words) : nil
      throw unexpected(
        expected: "`proved`, `verified`, `refuted` or `undecided`",
        suggestion: meant.map { "did you mean `\($0)`?" })
    }
    advance()
    return verdict
  }

  private static func meantVerdict(_ word: String, of words: [String]) -> String? {
    let synonyms = [
      "true": "proved", "proven": "proved", "false": "refuted", "disproved": "refuted",
      "unknown": "undecided",
    ]
    return synonyms[word.lowercased()] ?? nearest(word, in: words)
  }

  private func expectEndOfClaim(
    _ relation: Relation, hasBinders: Bool, hasVerdict: Bool
  ) throws(Failure) {
    let first = "an operator, \(relation.continuation)"
    let expected =
      hasVerdict ? "" : hasBinders ? "`,`, `expect` or " : "\(first)`for`, `expect` or "
    try expectEnd(
      "\(expected)the end of the claim",
      suggestion: endAdvice(hasBinders: hasBinders, hasVerdict: hasVerdict))
  }

  private func endAdvice(hasBinders: Bool, hasVerdict: Bool) -> String? {
    if hasVerdict { return isAt(.for) ? "write `for` before `expect`" : nil }
    let startsBinder = current.kind == .name && peek(1).kind == .keyword(.in)
    if hasBinders, isAt(.for) || startsBinder { return "write `,` between two variables" }
    if current.kind == .name, let meant = nearest(text(current), in: ["for", "expect"]) {
      return "did you mean `\(meant)`?"
    }
    return juxtapositionAdvice
  }
}

extension Relation {
  /// What may follow the relation apart from the parts of every claim, for messages.
  fileprivate var continuation: String {
    switch self {
    case .comparison: "a comparison, "
    case .convergence(_, to: _, _, rate: nil): "`at rate`, "
    case .predicate: "`as`, "
    case .membership, .equivalence, .convergence, .limitingProperty: ""
    }
  }
}
