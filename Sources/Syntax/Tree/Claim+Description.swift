extension Claim: CustomStringConvertible {
  /// The claim in the spelling of the language, on one line.
  public var description: String {
    let end = expectation.map { " expect \($0.rawValue)" } ?? ""
    return "claim \"\(name)\": \(statement)\(end)"
  }

  /// What is claimed and for which values, without the name and the expected verdict.
  public var statement: String {
    let list = binders.map(\.description).joined(separator: ", ")
    return binders.isEmpty ? relation.description : "\(relation) for \(list)"
  }
}

extension Relation: CustomStringConvertible {
  /// The relation in the spelling of the language.
  public var description: String {
    switch self {
    case .comparison(let comparison): comparison.description
    case .membership(let term, let interval): "\(term) in \(interval)"
    case .equivalence(let left, let right, let limit): "\(left) ~ \(right) as \(limit)"
    case .convergence(let left, let right, let limit, let rate):
      "\(left) -> \(right) as \(limit)" + (rate.map { " at rate \($0)" } ?? "")
    case .predicate(let name, let arguments): "\(name)\(arguments.list)"
    case .limitingProperty(let name, let arguments, let limit):
      "\(name)\(arguments.list) as \(limit)"
    }
  }
}

extension Comparison: CustomStringConvertible {
  /// The chain in the spelling of the language.
  public var description: String {
    links.reduce(first.description) { "\($0) \($1.comparator.rawValue) \($1.term)" }
  }
}

extension Limit: CustomStringConvertible {
  /// The limit in the spelling of the language.
  public var description: String { "\(variable) -> \(target)" }
}

extension Binder: CustomStringConvertible {
  /// The binder in the spelling of the language.
  public var description: String { "\(variable) in \(domain)" }
}

extension Domain: CustomStringConvertible {
  /// The set in the spelling of the language.
  public var description: String {
    switch self {
    case .range(let lower, let upper): "\(lower)...\(upper)"
    case .set(let values): "{" + values.map(\.description).joined(separator: ", ") + "}"
    case .interval(let interval): interval.description
    }
  }
}

extension Interval: CustomStringConvertible {
  /// The interval in the spelling of the language.
  public var description: String {
    "\(includesLower ? "[" : "(")\(lower), \(upper)\(includesUpper ? "]" : ")")"
  }
}
