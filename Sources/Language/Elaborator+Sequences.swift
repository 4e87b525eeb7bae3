internal import Arithmetic
public import Expressions
internal import Spectra
public import Syntax

/// The index of the sequences in a claim about a limit.
struct SequenceIndex {
  /// The name as it is written.
  let name: String
  /// Whether the index tends to infinity; else it is one of an endless range.
  let isOfLimit: Bool

  private static let prefix = "index "

  /// The symbol of the index; a space keeps its name out of reach of the language.
  var symbol: Symbol { Symbol(Self.prefix + name) }

  init(name: String, isOfLimit: Bool) {
    self.name = name
    self.isOfLimit = isOfLimit
  }

  /// The index that a symbol stands for, if it is one of an index.
  init?(_ symbol: Symbol) {
    guard symbol.name.hasPrefix(Self.prefix) else { return nil }
    self.init(name: String(symbol.name.dropFirst(Self.prefix.count)), isOfLimit: false)
  }
}

// Claims about limits. `taylor(K, n)` and `eigenvalue(K, d, k)` with the index of the limit become symbols that
// stand for whole sequences, and the index is a symbol too.
extension Elaborator {
  /// The limit of a sequence that an instance of a claim comes down to; `nil` for other claims.
  ///
  /// - Parameter allowsSymbolicDepth: Whether kernels may have a depth without a value.
  /// - Throws: `SyntaxError` pointing into the claim.
  public func sequenceObligation(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile,
    allowsSymbolicDepth: Bool = false
  ) throws(SyntaxError) -> SequenceObligation? {
    let sides: (Term, Term)
    let limit: Limit
    let relation: SequenceObligation.Relation
    switch claim.relation {
    case .equivalence(let left, let right, let given):
      (sides, limit, relation) = ((left, right), given, .equivalence)
    case .convergence(let left, to: let right, let given, rate: nil):
      guard Self.mentionsQuantity(left) else { return nil }
      (sides, limit, relation) = ((left, right), given, .convergence)
    case .comparison, .membership, .convergence, .predicate, .limitingProperty: return nil
    }
    var scope = limitScope(instance, in: source)
    try checkIndex(of: limit, in: claim, scope)
    scope.allowsSymbolicDepth = allowsSymbolicDepth
    let index = SequenceIndex(name: limit.variable.text, isOfLimit: true)
    if !store.isUsed(index.symbol) { store.assume(.depth, of: index.symbol) }
    scope.sequenceIndex = index
    scope.locals[index.name] = .expression(store.symbol(index.symbol))
    values = bindings(of: instance)
    defer { values = [:] }
    var expressions: [Expression] = []
    for term in [sides.0, sides.1] {
      let (side, _) = try collectingConditions { () throws(SyntaxError) in
        try expression(of: term, in: scope)
      }
      expressions.append(
        try checked(term, scope) { () throws(ExpressionError) in
          try substitutingValues(in: side)
        })
    }
    return SequenceObligation(
      left: expressions[0], relation: relation, right: expressions[1], index: index.name,
      indexSymbol: index.symbol)
  }

  /// The index of a limit tends to infinity and has no other values.
  func checkIndex(of limit: Limit, in claim: Claim, _ scope: Scope) throws(SyntaxError) {
    guard case .infinity = limit.target.kind else {
      throw scope.error(
        "an index tends to infinity", at: limit.target.range,
        expected: "`\(limit.variable) -> oo`")
    }
    if claim.binders.contains(where: { $0.variable.text == limit.variable.text }) {
      throw scope.error(
        "`\(limit.variable)` is the index of the limit and has no other values",
        at: limit.variable.range, expected: "another name after `for`")
    }
  }

  /// The comparisons of an instance with the index of an endless range as a symbol.
  ///
  /// - Throws: `SyntaxError` pointing into the claim.
  public func endlessObligations(
    of claim: Claim, _ instance: ClaimInstance, index name: String, in source: SourceFile
  ) throws(SyntaxError) -> (index: Symbol, obligations: [Obligation]) {
    var scope = limitScope(instance, in: source)
    let index = SequenceIndex(name: name, isOfLimit: false)
    if !store.isUsed(index.symbol) { store.assume(.depth, of: index.symbol) }
    scope.sequenceIndex = index
    scope.locals[index.name] = .expression(store.symbol(index.symbol))
    values = bindings(of: instance)
    defer { values = [:] }
    let (pairs, conditions) = try collectingConditions { () throws(SyntaxError) in
      try comparisons(of: claim, scope)
    }
    var obligations: [Obligation] = []
    for (left, comparator, right) in pairs {
      let sides = try checked(claimTerm(claim), scope) { () throws(ExpressionError) in
        (try substitutingValues(in: left), try substitutingValues(in: right))
      }
      obligations.append(
        Obligation(
          left: sides.0, comparator: comparator, right: sides.1, conditions: conditions))
    }
    return (index.symbol, obligations)
  }

  private func claimTerm(_ claim: Claim) -> Term {
    switch claim.relation {
    case .comparison(let comparison): comparison.first
    case .membership(let term, _), .equivalence(let term, _, _),
      .convergence(let term, to: _, _, rate: _):
      term
    case .predicate(let name, let arguments), .limitingProperty(let name, let arguments, _):
      Term(.call(name, arguments), at: name.range)
    }
  }

  /// The two kernels of `same_rkhs(K, H, d)`; `nil` for other claims.
  ///
  /// - Parameter allowsSymbolicDepth: Whether kernels may have a depth without a value.
  /// - Throws: `SyntaxError` pointing into the claim.
  public func sameSpaceObligation(
    of claim: Claim, _ instance: ClaimInstance, in source: SourceFile,
    allowsSymbolicDepth: Bool = false
  ) throws(SyntaxError) -> SameSpaceObligation? {
    guard case .predicate(let name, let arguments) = claim.relation, name.text == "same_rkhs" else {
      return nil
    }
    var scope = limitScope(instance, in: source)
    scope.allowsSymbolicDepth = allowsSymbolicDepth
    try expect(3, of: name, arguments, scope, form: "`same_rkhs(K, H, d)`")
    values = bindings(of: instance)
    defer { values = [:] }
    return SameSpaceObligation(
      first: try sequenceKernel(arguments[0], scope),
      second: try sequenceKernel(arguments[1], scope),
      dimension: try sphereDimension(arguments[2], scope))
  }

  func limitScope(_ instance: ClaimInstance, in source: SourceFile) -> Scope {
    var scope = Scope(source: source)
    scope.allowsQuantities = true
    scope.allowsConstants = true
    for (name, value) in instance.values { scope.locals[name] = .expression(store.rational(value)) }
    for symbol in instance.intervals.keys where symbol != .cosine {
      scope.locals[symbol.name] = .expression(store.symbol(symbol))
    }
    return scope
  }

  /// Whether a term speaks of coefficients or eigenvalues.
  static func mentionsQuantity(_ term: Term) -> Bool {
    if case .call(let callee, _) = term.kind, ["taylor", "eigenvalue"].contains(callee.text) {
      return true
    }
    return term.kind.children.contains(where: mentionsQuantity)
  }

  /// The symbol of a sequence, when the last argument is the index of a limit.
  func sequence(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Expression? {
    guard let index = scope.sequenceIndex else { return nil }
    let sequence: KernelSequence
    if let ray = try frequencyRay(callee, arguments, index, scope) {
      return symbol(for: ray)
    }
    guard let last = arguments.last, case .name(index.name) = last.kind else { return nil }
    if callee.text == "taylor" {
      try expect(2, of: callee, arguments, scope, form: "`taylor(K, n)`")
      sequence = .taylor(kernel: try sequenceKernel(arguments[0], scope))
    } else {
      try expect(3, of: callee, arguments, scope, form: "`eigenvalue(K, d, k)`")
      sequence = .eigenvalues(
        kernel: try sequenceKernel(arguments[0], scope),
        dimension: try sphereDimension(arguments[1], scope))
    }
    return symbol(for: sequence)
  }

  private func symbol(for sequence: KernelSequence) -> Expression {
    if let known = sequences.first(where: { $0.value == sequence }) {
      return store.symbol(known.key)
    }
    let symbol = Symbol("sequence \(sequences.count + 1)")
    sequences[symbol] = sequence
    return store.symbol(symbol)
  }

  /// `eigenvalue(K, d, k, 2*k + 1, 0)`: frequencies of several pixels that grow with the index of a limit, or stay.
  private func frequencyRay(
    _ callee: Name, _ arguments: [Term], _ index: SequenceIndex, _ scope: Scope
  ) throws(SyntaxError) -> KernelSequence? {
    guard callee.text == "eigenvalue", arguments.count > 3, index.isOfLimit else { return nil }
    var slopes: [Int] = []
    var offsets: [Int] = []
    for argument in arguments.dropFirst(2) {
      let (frequency, _) = try collectingConditions { () throws(SyntaxError) in
        try expression(of: argument, in: scope)
      }
      let fixed = try checked(argument, scope) { () throws(ExpressionError) in
        store.simplified(try substitutingValues(in: frequency))
      }
      guard let slope = try? store.derivative(of: fixed, with: index.symbol),
        let start = try? store.substituting([index.symbol: store.rational(0)], in: fixed),
        let a = store.rationalValue(slope)?.word, let b = store.rationalValue(start)?.word,
        (0...1000).contains(a), (a == 0 ? 0...200 : -1000...1000).contains(b)
      else {
        throw scope.error(
          "a frequency grows with `\(index.name)` by whole steps, or stays", at: argument.range,
          expected: "`\(index.name)`, `2*\(index.name) + 1` or a natural number")
      }
      slopes.append(a)
      offsets.append(b)
    }
    guard slopes.contains(where: { $0 > 0 }) else { return nil }
    var kernel = try sequenceKernel(arguments[0], scope)
    // Average pooling has the eigenvalues of the trace.
    if let pooled = pooledKernel(kernel), pooled.cosines.count == slopes.count {
      kernel = pooled.trace
    }
    try checkPixels(of: kernel, at: arguments[0], count: slopes.count, "frequency", scope)
    return .ray(
      kernel: kernel, dimension: try sphereDimension(arguments[1], scope), slopes: slopes,
      offsets: offsets)
  }

  private func sequenceKernel(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Expression {
    var inner = scope
    inner.allowsQuantities = false
    inner.allowsConstants = false
    inner.sequenceIndex = nil
    let (kernel, _) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: term, in: inner)
    }
    let fixed = try checked(term, scope) { () throws(ExpressionError) in
      try substitutingValues(in: kernel)
    }
    if let index = scope.sequenceIndex, store.symbols(in: fixed).contains(index.symbol) {
      throw scope.error(
        "the kernel depends on the index of the limit", at: term.range,
        expected: "a kernel without `\(index.name)`")
    }
    if !scope.allowsSymbolicDepth { try refuseSymbolicDepth(of: fixed, at: term, scope) }
    return fixed
  }

  /// (-1)^(a·n + b) for integers a, b; `nil` for other powers.
  func alternatingPower(
    _ base: Expression, _ exponent: Expression, _ scope: Scope
  ) -> Expression? {
    guard let index = scope.sequenceIndex, store.rationalValue(base) == -1,
      let slope = try? store.derivative(of: exponent, with: index.symbol),
      let a = store.rationalValue(slope)?.word,
      let start = try? store.substituting([index.symbol: store.rational(0)], in: exponent),
      let b = store.rationalValue(start)?.word
    else { return nil }
    let sign = store.rational(b.isMultiple(of: 2) ? 1 : -1)
    if a.isMultiple(of: 2) { return sign }
    return store.product(sign, store.symbol(.alternatingSign))
  }
}
