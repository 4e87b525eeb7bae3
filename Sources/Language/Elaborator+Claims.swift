internal import Arithmetic
internal import Expressions
public import Syntax

extension Elaborator {
  /// A claim has at most this many instances.
  static let instanceLimit = 10_000_000

  /// Reads the variables of a claim.
  ///
  /// - Throws: `SyntaxError` for empty or oversized ranges and intervals that contradict a declaration.
  public func binders(of claim: Claim, in source: SourceFile) throws(SyntaxError) -> ClaimBinders {
    let scope = Scope(source: source)
    var finite: [ClaimBinders.Finite] = []
    var intervals: [Symbol: Assumption] = [:]
    var endless: (name: String, start: Int)?
    var count = 1
    for binder in claim.binders {
      switch binder.domain {
      case .interval(let interval):
        let assumption = try assumption(interval, scope)
        try declare(assumption, of: binder.variable, at: interval, scope)
        intervals[Symbol(binder.variable.text)] = assumption
      case .set(let terms):
        try refuseCosine(binder.variable, scope)
        var values: [Rational] = []
        for term in terms {
          let value = try number(term, scope)
          try checkAdmitted(value, binder.variable, at: term, scope)
          values.append(value)
        }
        finite.append(.init(name: binder.variable.text, values: values))
      case .range(let first, let last) where last.kind == .infinity:
        try refuseCosine(binder.variable, scope)
        guard endless == nil else {
          throw scope.error(
            "two variables run to infinity", at: last.range, expected: "at most one `...oo`")
        }
        endless = (binder.variable.text, try start(first, scope))
        continue
      case .range(let first, let last):
        try refuseCosine(binder.variable, scope)
        let values = try range(first, last, scope)
        for value in [values.first, values.last].compactMap({ $0 }) {
          try checkAdmitted(value, binder.variable, at: first, scope)
        }
        finite.append(.init(name: binder.variable.text, values: values))
      }
      let (product, overflow) = count.multipliedReportingOverflow(
        by: finite.last?.values.count ?? 1)
      if case .interval = binder.domain { continue }
      guard !overflow, product <= Self.instanceLimit else {
        throw scope.error(
          "the claim has more than ten million cases", at: binder.variable.range,
          expected: "smaller ranges")
      }
      count = product
    }
    return ClaimBinders(finite: finite, intervals: intervals, endless: endless)
  }

  /// The first number of a range without an end.
  private func start(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Int {
    guard let value = try number(term, scope).word, (0...Self.latestStart).contains(value) else {
      throw scope.error(
        "a range to infinity starts at a natural number up to \(Self.latestStart)", at: term.range,
        expected: "an index, as in `1...oo`")
    }
    return value
  }

  private static let latestStart = 1000

  private func range(
    _ first: Term, _ last: Term, _ scope: Scope
  ) throws(SyntaxError) -> [Rational] {
    let lower = try number(first, scope)
    let upper = try number(last, scope)
    guard let a = lower.word, let b = upper.word else {
      throw scope.error(
        "a range runs from integer to integer", at: lower.word == nil ? first.range : last.range,
        expected: "an integer", suggestion: "list other numbers: `in {1/2, 1}`")
    }
    guard a <= b else {
      throw scope.error(
        "the range is empty", at: last.range, expected: "a number that is at least \(a)")
    }
    guard b - a < Self.instanceLimit else {
      throw scope.error("the range is too long", at: last.range, expected: "a shorter range")
    }
    return (a...b).map { Rational($0) }
  }

  /// What was simplified under a parameter's assumption does not hold beyond it.
  private func checkAdmitted(
    _ value: Rational, _ name: Name, at term: Term, _ scope: Scope
  ) throws(SyntaxError) {
    let declared = store.assumption(of: Symbol(name.text))
    guard !declared.isInteger, !declared.admits(value) else { return }
    throw scope.error(
      "\(value) is not within what is known of `\(name)`: \(declared.text(for: name.text))",
      at: term.range, expected: "a value that the parameter may have")
  }

  private func refuseCosine(_ name: Name, _ scope: Scope) throws(SyntaxError) {
    guard name.text == "t" else { return }
    throw scope.error(
      "t runs through an interval", at: name.range, expected: "`t in [a, b]`",
      suggestion: "for single points write `at(K, 1/2)`")
  }

  private func declare(
    _ assumption: Assumption, of name: Name, at interval: Interval, _ scope: Scope
  ) throws(SyntaxError) {
    let symbol = Symbol(name.text)
    let declared = store.assumption(of: symbol)
    if name.text != "t" && definitions[name.text] == nil {
      if !store.isUsed(symbol) { store.assume(assumption, of: symbol) }
      guard assumption.implies(store.assumption(of: symbol)) else {
        throw scope.error(
          "`\(name)` has another interval elsewhere", at: interval.lower.range,
          expected: "the same interval", suggestion: "declare it: `parameter \(name)`")
      }
      return
    }
    guard assumption.implies(declared) else {
      throw scope.error(
        "the interval is not within what is known of `\(name)`: \(declared.text(for: name.text))",
        at: interval.lower.range, expected: "an interval inside it")
    }
  }

  /// The comparisons that one instance of a claim comes down to.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func obligations(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile
  ) throws(SyntaxError) -> [Obligation] {
    let scope = limitScope(instance, in: source)
    values = bindings(of: instance)
    defer { values = [:] }
    let (pairs, conditions) = try collectingConditions { () throws(SyntaxError) in
      try comparisons(of: claim, scope)
    }
    let fixed = conditions.map {
      Condition((try? substitutingValues(in: $0.expression)) ?? $0.expression, $0.requirement)
    }
    var obligations: [Obligation] = []
    for (left, comparator, right) in pairs {
      obligations.append(
        Obligation(
          left: try fixedValue(left, claim, scope), comparator: comparator,
          right: try fixedValue(right, claim, scope), conditions: fixed))
    }
    return obligations
  }

  /// A side with the values of the instance in the place of parameters of the same name, which the
  /// definitions of kernels know as symbols.
  private func fixedValue(
    _ side: Expression, _ claim: Claim, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    do {
      return try substitutingValues(in: side)
    } catch {
      throw scope.error(
        "a side has no value in one of the cases (\(error))", at: claim.name.range,
        expected: "values for which both sides have one")
    }
  }

  /// The values of an instance, under the names that parameters have.
  func bindings(of instance: ClaimInstance) -> [Symbol: Expression] {
    Dictionary(
      instance.values.map { (Symbol($0.name), store.rational($0.value)) },
      uniquingKeysWith: { $1 })
  }

  func substitutingValues(in expression: Expression) throws(ExpressionError) -> Expression {
    values.isEmpty ? expression : try store.substituting(values, in: expression)
  }

  /// The comparisons of a claim, as they are written.
  func comparisons(
    of claim: Claim, _ scope: Scope
  ) throws(SyntaxError) -> [(Expression, Comparator, Expression)] {
    switch claim.relation {
    case .comparison(let comparison):
      var pairs: [(Expression, Comparator, Expression)] = []
      for (left, comparator, right) in comparison.pairs {
        let first = try expression(of: left, in: scope)
        pairs.append((first, comparator, try expression(of: right, in: scope)))
      }
      return pairs
    case .membership(let term, let interval):
      let value = try expression(of: term, in: scope)
      let lower = try expression(of: interval.lower, in: scope)
      let upper = try expression(of: interval.upper, in: scope)
      return [
        (lower, interval.includesLower ? .lessOrEqual : .less, value),
        (value, interval.includesUpper ? .lessOrEqual : .less, upper),
      ]
    case .equivalence(_, _, let limit), .convergence(_, to: _, let limit, rate: _):
      throw scope.error(
        "claims about limits are not checked by this version", at: limit.variable.range,
        expected: "a comparison or bounds on a finite range")
    case .predicate(let name, _), .limitingProperty(let name, _, _):
      if DepthShapeObligation.Shape(rawValue: name.text) != nil {
        throw scope.error(
          "`\(name)` speaks of a limit", at: name.range, expected: "`\(name)(K(L)) as L -> oo`")
      }
      throw scope.error(
        "unknown predicate `\(name)`", at: name.range,
        expected: "a comparison such as `taylor(K, n) >= 0`",
        suggestion: correction(
          of: name.text, among: ContinuationObligation.names + ["same_rkhs"]))
    }
  }
}
