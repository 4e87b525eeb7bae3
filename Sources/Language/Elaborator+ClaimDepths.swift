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
    case .equivalence(_, _, let limit), .convergence(_, to: _, let limit, rate: _),
      .limitingProperty(_, _, let limit):
      bound.insert(limit.variable.text)
    case .comparison, .membership, .predicate: break
    }
    Self.terms(of: claim).forEach(visit)
    return depthParameters.intersection(names).subtracting(bound).sorted()
  }

  /// The depth that runs through all integers from a number on in a comparison of formulas.
  ///
  /// In a claim about Taylor coefficients or eigenvalues the variable is their index.
  public func endlessDepth(
    of claim: Claim, _ binders: ClaimBinders
  ) -> (name: String, start: Int)? {
    guard let endless = binders.endless, depthParameters.contains(endless.name) else { return nil }
    return Self.terms(of: claim).contains(where: Self.mentionsQuantity) ? nil : endless
  }

  private static func terms(of claim: Claim) -> [Term] {
    switch claim.relation {
    case .comparison(let comparison): [comparison.first] + comparison.links.map(\.term)
    case .membership(let term, let interval): [term, interval.lower, interval.upper]
    case .equivalence(let left, let right, _), .convergence(let left, to: let right, _, rate: _):
      [left, right]
    case .predicate(_, let arguments), .limitingProperty(_, let arguments, _): arguments
    }
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
