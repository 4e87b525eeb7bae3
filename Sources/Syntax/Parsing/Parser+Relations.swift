// What claims say.
//
//     relation = term (comparator term)+ | term "in" interval | name arguments ("as" limit)?
//              | term "~" term "as" limit | term "->" term "as" limit ("at" "rate" term)?
//     limit    = name "->" term

extension Parser {
  /// Reads what a claim says.
  mutating func parseRelation() throws(Failure) -> Relation {
    let left = try parseTerm()
    if currentComparator != nil { return .comparison(try parseComparison(from: left)) }
    if accept(.in) { return .membership(left, try parseInterval()) }
    if accept(.tilde) {
      let right = try parseTerm()
      return .equivalence(left, right, try parseLimit())
    }
    if accept(.arrow) { return try parseConvergence(of: left) }
    return try predicate(left)
  }

  private mutating func parseComparison(from first: Term) throws(Failure) -> Comparison {
    var links: [Comparison.Link] = []
    while let comparator = currentComparator {
      if let other = links.first(where: { !$0.comparator.chains(with: comparator) }) {
        throw unexpected(
          expected: "no `\(comparator.rawValue)` after `\(other.comparator.rawValue)`",
          suggestion: "write a claim for each comparison",
          note: "a chain goes one way, and `!=` stands alone")
      }
      advance()
      links.append(Comparison.Link(comparator, try parseTerm()))
    }
    return Comparison(first, links)
  }

  private mutating func parseConvergence(of left: Term) throws(Failure) -> Relation {
    let right = try parseTerm()
    let limit = try parseLimit()
    guard isAt(word: "at") else { return .convergence(left, to: right, limit, rate: nil) }
    advance()
    guard isAt(word: "rate") else { throw unexpected(expected: "`rate` after `at`") }
    advance()
    return .convergence(left, to: right, limit, rate: try parseTerm())
  }

  private mutating func parseLimit() throws(Failure) -> Limit {
    guard accept(.as) else {
      throw unexpected(
        expected: "an operator or a limit, as in `as k -> oo`", suggestion: juxtapositionAdvice)
    }
    let variable = try expectName("the variable of the limit, as in `as k -> oo`")
    try expect(.arrow, expected: "`->` and what `\(variable)` tends to")
    return Limit(variable, to: try parseTerm())
  }

  /// Takes a call that stands alone for a property.
  private mutating func predicate(_ term: Term) throws(Failure) -> Relation {
    if case .call(let name, let arguments) = term.kind, previous?.range.upper == term.range.upper {
      return isAt(.as)
        ? .limitingProperty(name, arguments, try parseLimit()) : .predicate(name, arguments)
    }
    throw unexpected(
      expected: "a relation: `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `~` or `->`",
      suggestion: isAt(.assign) ? "write `==` to compare" : juxtapositionAdvice)
  }
}

extension Comparator {
  /// Whether two comparisons may stand in one chain.
  fileprivate func chains(with other: Comparator) -> Bool {
    switch (direction, other.direction) {
    case (let left?, let right?): left == 0 || right == 0 || left == right
    case (nil, _), (_, nil): false
    }
  }

  /// 1 for upwards, -1 for downwards, 0 for `==`; none for `!=`.
  private var direction: Int? {
    switch self {
    case .equal: 0
    case .less, .lessOrEqual: 1
    case .greater, .greaterOrEqual: -1
    case .notEqual: nil
    }
  }
}
