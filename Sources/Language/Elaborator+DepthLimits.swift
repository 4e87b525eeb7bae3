internal import Arithmetic
public import Expressions
internal import Recurrences
public import Syntax

/// What an instance of a claim about kernels of growing depth comes down to: `K(L) -> H as L -> oo`.
public struct DepthLimitObligation: Sendable {
  /// The left side.
  public let left: Expression
  /// How the sides are claimed to compare for large depths.
  public let relation: SequenceObligation.Relation
  /// The right side.
  public let right: Expression
  /// The r of `at rate r`: |left - right| = O(r).
  public let rate: Expression?
  /// The depth as it is written.
  public let index: String
  /// The symbol of the depth in the sides.
  public let indexSymbol: Symbol
  /// What must hold for the sides to have values, as far as it is independent of the depth.
  public let conditions: [Condition]
}

/// What an instance of a claim about the shape of kernels of growing depth comes down to.
public struct DepthShapeObligation: Sendable {
  /// The shapes with a name (Belfer, Geifman, Galun & Basri 2024).
  public enum Shape: String, Sendable, CaseIterable {
    /// The kernels tend to a constant on [-1, 1), and to another number at 1.
    case spiky
    /// The kernels tend to a continuous function on [-1, 1] that is not constant.
    case stable
  }

  /// The kernel, with the depth as a symbol.
  public let kernel: Expression
  /// The shape claimed.
  public let shape: Shape
  /// The depth as it is written.
  public let index: String
  /// The symbol of the depth in the kernel.
  public let indexSymbol: Symbol
}

// Claims about limits in which no coefficients or eigenvalues occur. The variable of the limit is a depth; kernels
// that are repeated so often become elements of recurrences.
extension Elaborator {
  /// The limit in depth that an instance of a claim comes down to; `nil` for other claims.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func depthLimitObligation(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> DepthLimitObligation? {
    guard let (limit, relation, terms) = Self.depthLimit(claim) else { return nil }
    var scope = limitScope(instance, in: source)
    let name = limit.variable.text
    let symbol = try depthSymbol(of: limit, in: claim, &scope)
    let (sides, conditions) = try collectingConditions { () throws(SyntaxError) in
      try self.sides(terms, instance, scope)
    }
    return DepthLimitObligation(
      left: sides[0], relation: relation, right: sides[1], rate: sides.count > 2 ? sides[2] : nil,
      index: name, indexSymbol: symbol,
      conditions: conditions.filter { condition in
        store.symbols(in: condition.expression).allSatisfy {
          $0 != symbol && recurrences.element($0) == nil && !isFreeConstant($0)
        }
      })
  }

  /// The symbol of the depth in a limit, which the scope then knows.
  private func depthSymbol(
    of limit: Limit, in claim: Claim, _ scope: inout Scope
  ) throws(SyntaxError) -> Symbol {
    try checkIndex(of: limit, in: claim, scope)
    let name = limit.variable.text
    let symbol = depthSymbol(name)
    if !store.isUsed(symbol) { store.assume(.depth, of: symbol) }
    depthParameters.insert(symbol.name)
    scope.locals[name] = .expression(store.symbol(symbol))
    return symbol
  }

  /// The claim about a shape that an instance of a claim comes down to, `spiky(K(L)) as L -> oo`; `nil` for other
  /// claims.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func depthShapeObligation(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> DepthShapeObligation? {
    guard case .limitingProperty(let name, let arguments, let limit) = claim.relation else {
      return nil
    }
    var scope = limitScope(instance, in: source)
    guard let shape = DepthShapeObligation.Shape(rawValue: name.text) else {
      let known = DepthShapeObligation.Shape.allCases.map(\.rawValue)
      throw scope.error(
        "unknown property `\(name)` of a limit", at: name.range, expected: "`spiky` or `stable`",
        suggestion: correction(of: name.text, among: known))
    }
    try expect(1, of: name, arguments, scope, form: "`\(name)(K(L)) as L -> oo`")
    if let binder = claim.binders.first(where: { $0.variable.text == "t" }) {
      throw scope.error(
        "the shape of a kernel is that on all of [-1, 1]", at: binder.variable.range,
        expected: "no interval for `t`")
    }
    let symbol = try depthSymbol(of: limit, in: claim, &scope)
    let (sides, _) = try collectingConditions { () throws(SyntaxError) in
      try self.sides(arguments, instance, scope)
    }
    return DepthShapeObligation(
      kernel: sides[0], shape: shape, index: limit.variable.text, indexSymbol: symbol)
  }

  /// The symbol of a depth: its own name when that is free or that of a depth.
  private func depthSymbol(_ name: String) -> Symbol {
    let symbol = Symbol(name)
    if depthParameters.contains(name) { return symbol }
    let isFree =
      definitions[name] == nil && !symbol.isCosine && !store.isUsed(symbol)
      && !isFreeConstant(symbol)
    return isFree ? symbol : SequenceIndex(name: name, isOfLimit: true).symbol
  }

  /// Both sides of a limit in depth at one depth; `nil` for other claims.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func sides(
    ofDepthLimit claim: Claim, at depth: Int, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> (left: Expression, right: Expression)? {
    guard let (limit, _, terms) = Self.depthLimit(claim) else { return nil }
    let fixed = instance.adding(limit.variable.text, Rational(depth))
    let sides = try self.sides(Array(terms.prefix(2)), fixed, limitScope(fixed, in: source))
    return (sides[0], sides[1])
  }

  private func sides(
    _ terms: [Term], _ instance: ClaimInstance, _ scope: Scope
  ) throws(SyntaxError) -> [Expression] {
    values = Dictionary(
      instance.values.map { (Symbol($0.name), store.rational($0.value)) },
      uniquingKeysWith: { $1 })
    defer { values = [:] }
    var sides: [Expression] = []
    for term in terms {
      let side = try expression(of: term, in: scope)
      sides.append(
        try checked(term, scope) { () throws(ExpressionError) in
          try substitutingValues(in: side)
        })
    }
    return sides
  }

  private static func depthLimit(
    _ claim: Claim
  ) -> (limit: Limit, relation: SequenceObligation.Relation, terms: [Term])? {
    let found: (limit: Limit, relation: SequenceObligation.Relation, terms: [Term])
    switch claim.relation {
    case .equivalence(let left, let right, let limit):
      found = (limit, .equivalence, [left, right])
    case .convergence(let left, to: let right, let limit, let rate):
      found = (limit, .convergence, [left, right] + (rate.map { [$0] } ?? []))
    case .comparison, .membership, .predicate, .limitingProperty: return nil
    }
    return found.terms.contains(where: mentionsQuantity) ? nil : found
  }
}
