public import Arithmetic
public import Expressions
public import Syntax

/// What an instance of a claim about a kernel at complex arguments comes down to.
public struct ContinuationObligation: Sendable {
  /// What is claimed of the analytic continuation from (-1, 1).
  public enum Property: Hashable, Sendable {
    /// It exists on the upper half-plane and has a nonnegative imaginary part there.
    case pick
    /// It exists on |z| < R without the cuts (-∞, -1] and [1, ∞); without an R, on the plane without the cuts.
    case analytic(radius: Rational?)
  }

  /// The kernel.
  public let kernel: Expression
  /// What is claimed.
  public let property: Property
  /// What must hold for the kernel, as it was written, to have values.
  public let conditions: [Condition]

  /// The words that claims of this kind begin with.
  public static let names = ["pick", "analytic"]
}

extension Elaborator {
  /// The claim `pick(K)` or `analytic(K, R)` that an instance of a claim comes down to; `nil` for other claims.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func continuationObligation(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> ContinuationObligation? {
    guard case .predicate(let name, let arguments) = claim.relation,
      ContinuationObligation.names.contains(name.text)
    else { return nil }
    var scope = limitScope(instance, in: source)
    scope.allowsQuantities = false
    scope.allowsConstants = false
    if name.text == "pick" {
      try expect(1, of: name, arguments, scope, form: "`pick(K)`")
    } else {
      try expect(2, of: name, arguments, scope, form: "`analytic(K, R)` with a radius or `oo`")
    }
    if let binder = claim.binders.first(where: { $0.variable.text == "t" }) {
      throw scope.error(
        "`\(name)` speaks of complex arguments", at: binder.variable.range,
        expected: "no interval for `t`")
    }
    values = bindings(of: instance)
    defer { values = [:] }
    let property: ContinuationObligation.Property =
      name.text == "pick" ? .pick : .analytic(radius: try radius(arguments[1], scope))
    let (written, conditions) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: arguments[0], in: scope)
    }
    let kernel = try checked(arguments[0], scope) { () throws(ExpressionError) in
      try substitutingValues(in: written)
    }
    guard store.cosines(in: kernel).allSatisfy({ $0 == .cosine }) else {
      throw scope.error(
        "the kernel is a function of several cosines", at: arguments[0].range,
        expected: "a kernel of one cosine, `t`")
    }
    return ContinuationObligation(
      kernel: kernel, property: property,
      conditions: conditions.map {
        Condition((try? substitutingValues(in: $0.expression)) ?? $0.expression, $0.requirement)
      })
  }

  /// A positive number, or infinity.
  private func radius(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Rational? {
    if case .infinity = term.kind { return nil }
    let written = try expression(of: term, in: scope)
    let value = try checked(term, scope) { () throws(ExpressionError) in
      store.rationalValue(store.simplified(try substitutingValues(in: written)))
    }
    guard let value, value.signum > 0 else {
      throw scope.error(
        "a radius is a positive rational number, or `oo`", at: term.range,
        expected: "a number such as `3/2`")
    }
    return value
  }
}
