internal import Expressions
public import Syntax

extension Elaborator {
  /// The depths that a claim names without giving them values.
  public func freeDepths(of claim: Claim) -> [String] {
    var names: Set<String> = []
    func visit(_ term: Term) {
      if case .name(let name) = term.kind { names.insert(name) }
      term.kind.children.forEach(visit)
    }
    var bound = Set(claim.binders.map(\.variable.text))
    switch claim.relation {
    case .comparison(let comparison):
      visit(comparison.first)
      comparison.links.forEach { visit($0.term) }
    case .membership(let term, let interval): [term, interval.lower, interval.upper].forEach(visit)
    case .equivalence(let left, let right, let limit),
      .convergence(let left, to: let right, let limit, rate: _):
      [left, right].forEach(visit)
      bound.insert(limit.variable.text)
    case .predicate(_, let arguments): arguments.forEach(visit)
    }
    return depthParameters.intersection(names).subtracting(bound).sorted()
  }

  /// Takes a variable of a claim, such as the L of `for L in 2...oo`, for a depth without a value.
  ///
  /// - Returns: Whether the name is free for that, or that of a depth already.
  public func declareDepth(_ name: String) -> Bool {
    if depthParameters.contains(name) { return true }
    let symbol = Symbol(name)
    guard definitions[name] == nil, !symbol.isCosine, !store.isUsed(symbol),
      !isFreeConstant(symbol)
    else { return false }
    store.assume(.depth, of: symbol)
    depthParameters.insert(name)
    return true
  }
}
