internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences

/// The laws of the elements that occur in a claim, as symbols with asymptotic expansions in the depth.
struct DepthLaws {
  let table: RecurrenceTable
  let index: Symbol
  let intervals: [Symbol: Assumption]
  let limits: Limits
  /// The expansions of the symbols introduced.
  private(set) var known: [Symbol: AsymptoticExpansion] = [:]
  /// What was proved of the elements, as text.
  private(set) var notes: [String] = []
  /// The fixed points that elements tend to.
  private(set) var fixedPoints: [InteriorFixedPoint] = []
  /// The limits of elements that are functions of t.
  private var found: [Expression] = []

  private var store: ExpressionStore { table.store }

  init(
    table: RecurrenceTable, index: Symbol, intervals: [Symbol: Assumption], limits: Limits
  ) {
    self.table = table
    self.index = index
    self.intervals = intervals
    self.limits = limits
  }

  /// An expression with closed forms and laws in the place of elements.
  mutating func replacing(in side: Expression) throws -> Expression {
    let resolved = try table.resolving(side).expression
    var replacements: [Symbol: Expression] = [:]
    for (symbol, element) in table.elements(in: resolved) {
      replacements[symbol] = try replacement(of: element, symbol)
    }
    // Flows that are written are compared with those that were found.
    let written = store.identifyingFlows(in: resolved, with: store.sum(found))
    return try store.substituting(replacements, in: written)
  }

  private mutating func replacement(
    of element: RecurrenceElement, _ symbol: Symbol
  ) throws -> Expression {
    guard element.order == 0, element.exponent == nil else {
      throw DeepLimitFailure(reason: "derivatives of kernels have no limits that are proved")
    }
    let recurrence = table.recurrences[element.recurrence]
    let slope = store.simplified(try store.derivative(of: element.index, with: index))
    guard let pace = store.rationalValue(slope), pace.signum > 0 else {
      throw DeepLimitFailure(reason: "the depth of \(symbol.name) is not a multiple of the index")
    }
    let deep = DeepRecurrence(table: table, recurrence: recurrence, number: element.recurrence)
    let base = try deep.start(of: element.sequence)
    let start = try store.substituting([.cosine: element.point], in: base)
    try checkFixed([start] + recurrence.sequences.map(\.base), symbol)
    guard !store.symbols(in: start).contains(index) else {
      throw DeepLimitFailure(reason: "\(symbol.name) starts at a place that moves with the depth")
    }
    if recurrence.sequences.contains(where: dependsOnDepth) {
      return try depthReplacement(of: element, deep, start, pace, symbol)
    }
    try checkStart(start, symbol)
    let law = try deep.law(of: element.sequence, limits: limits)
    let name = Symbol("law of \(symbol.name)")
    if !store.isUsed(name) { store.assume(.real, of: name) }
    func scaled(_ scale: Expression, _ value: Expression) throws -> Expression {
      let here = try store.substituting([recurrence.index: element.index], in: scale)
      return store.product(here, value)
    }
    switch law {
    case .correlation(let scale, let gap):
      let here = try along(element.index, gap)
      known[name] = here
      notes.append(text(of: symbol, gap: here))
      return try scaled(scale, store.difference(store.rational(1), store.symbol(name)))
    case .companion(let scale, let growth):
      let here = try along(element.index, growth)
      known[name] = here
      notes.append("\(symbol.name), normalised, is \(store.text(here, in: index))")
      return try scaled(scale, store.symbol(name))
    case .interior(let scale, let point, let companion):
      let limit = try limit(from: start, at: point, companion, symbol)
      known[name] = AsymptoticExpansion(limit, .one).with(remainder: .negligible)
      return try scaled(scale, store.symbol(name))
    }
  }

  /// What a sequence tends to where 1 repels.
  private mutating func limit(
    from start: Expression, at point: InteriorFixedPoint,
    _ companion: (factor: Expression, increment: Expression)?, _ symbol: Symbol
  ) throws -> Expression {
    let prover = InequalityProver(store: store, intervals: intervals, limits: limits)
    var isInside = false
    if case .proved = try prover.prove(store.sum(store.rational(1), start), .positive) {
      isInside = true
    }
    let reached = try point.limit(from: start, isInside: isInside)
    fixedPoints.append(point)
    var limit = reached
    if let companion {
      guard reached == point.value else {
        throw DeepLimitFailure(reason: "1 repels, and the companion starts at a fixed point")
      }
      limit = try point.companionLimit(companion.factor, companion.increment)
    }
    var note = "\(symbol.name), normalised, tends geometrically to \(store.text(limit))"
    if let fixed = point.symbol {
      let value = point.ball(precision: 128).decimal(upTo: 20).text
      note += companion == nil ? ", \(value)" : ", where \(fixed.name) is \(value)"
    }
    notes.append(note)
    return limit
  }

  /// The expansion in the depth of what has an expansion in the index of a recurrence.
  private func along(
    _ element: Expression, _ law: AsymptoticExpansion
  ) throws(DeepLimitFailure) -> AsymptoticExpansion {
    guard let inner = AsymptoticEvaluation(in: index, store: store).expansion(of: element),
      let here = AsymptoticArithmetic(store: store).composition(law, inner)
    else { throw DeepLimitFailure(reason: "how an index grows with the depth is not settled") }
    return here
  }

  private func dependsOnDepth(_ sequence: Recurrence.Sequence) -> Bool {
    [sequence.base, sequence.step].contains { store.symbols(in: $0).contains(index) }
  }

  /// The replacement of an element whose parameters depend on the depth.
  private mutating func depthReplacement(
    of element: RecurrenceElement, _ deep: DeepRecurrence, _ start: Expression, _ pace: Rational,
    _ symbol: Symbol
  ) throws -> Expression {
    guard store.isBoundedByOne(start) || isWithinOne(start) else {
      throw DeepLimitFailure(reason: "\(symbol.name) is not shown to start in [-1, 1]")
    }
    let name = Symbol("law of \(symbol.name)")
    if !store.isUsed(name) { store.assume(.real, of: name) }
    func scaled(_ scale: Expression, _ value: Expression) throws -> Expression {
      let here = try store.substituting([deep.recurrence.index: element.index], in: scale)
      return store.product(here, value)
    }
    let run = DepthRun(
      count: store.simplified(
        store.difference(element.index, store.rational(Rational(deep.recurrence.start)))),
      pace: pace, start: start, intervals: intervals)
    switch try deep.depthLaw(of: element.sequence, in: index, along: run, limits: limits) {
    case .function(let scale, let law):
      func here(_ function: Expression) throws -> Expression {
        store.simplified(try store.substituting([.cosine: start], in: function))
      }
      known[name] = AsymptoticExpansion([], remainder: law.error)
      let limit = try here(law.limit)
      found.append(limit)
      notes.append(text(of: symbol, law, limit))
      let value = store.sum(try here(law.value), store.symbol(name))
      return try scaled(scale, store.product(law.factor, value))
    case .correlation(let scale, let gap):
      try checkStart(start, symbol)
      let (value, expansion) = try spike(gap, name, symbol)
      notes.append(text(of: symbol, gap: expansion))
      return try scaled(scale, store.difference(store.rational(1), value))
    case .companion(let scale, let law):
      try checkStart(start, symbol)
      let (value, expansion) = try spike(law, name, symbol)
      notes.append("\(symbol.name), normalised, is \(store.text(expansion, in: index))")
      return try scaled(scale, value)
    }
  }

  /// A law that is free of the start, with a symbol for its error, and its expansion.
  private mutating func spike(
    _ law: StepLaw, _ name: Symbol, _ symbol: Symbol
  ) throws -> (value: Expression, expansion: AsymptoticExpansion) {
    known[name] = AsymptoticExpansion([], remainder: law.error)
    let value = store.product(law.factor, store.sum(law.value, store.symbol(name)))
    guard
      let expansion = AsymptoticEvaluation(in: index, known, store: store).expansion(of: value)
    else {
      throw DeepLimitFailure(reason: "the law of \(symbol.name) has no leading term")
    }
    return (value, expansion)
  }

  /// What a sequence with Euler steps tends to, and how.
  private func text(
    of symbol: Symbol, _ law: StepLaw, _ limit: Expression
  ) -> String {
    let isOne = store.areProvedEqual(law.factor, store.rational(1))
    let factor = isOne ? "," : " and divided by \(store.text(law.factor)),"
    var value = "\(symbol.name), normalised\(factor) tends to \(store.text(limit))"
    let problems = store.initialValueProblems(in: limit)
    value +=
      problems.isEmpty
      ? ", as its steps together change little"
      : " with \(problems.joined(separator: "; ")), by Euler's method"
    switch law.error {
    case .big(let power): value += "; its law is known up to O(\(index.name)^(\(power.exponent)))"
    case .little(let power) where power != .one:
      value += "; its law is known up to o(\(index.name)^(\(power.exponent)))"
    case .little, .negligible: break
    }
    return value
  }

  private func text(of symbol: Symbol, gap: AsymptoticExpansion) -> String {
    let law =
      gap.terms.isEmpty
      ? "geometrically"
      : "by the expansion of one step at 1, with a gap \(store.text(gap, in: index))"
    return "\(symbol.name), normalised, tends to 1 \(law)"
  }

  /// First elements hold no others, which may grow with the depth: laws are those of sequences with a fixed start.
  private func checkFixed(_ starts: [Expression], _ symbol: Symbol) throws(DeepLimitFailure) {
    guard starts.allSatisfy({ table.elements(in: $0).isEmpty }) else {
      throw DeepLimitFailure(reason: "\(symbol.name) starts at an element of another recurrence")
    }
  }

  /// The main sequence starts in [-1, 1).
  private func checkStart(_ start: Expression, _ symbol: Symbol) throws {
    let one = store.rational(1)
    let prover = InequalityProver(store: store, intervals: intervals, limits: limits)
    guard store.isBoundedByOne(start) || isWithinOne(start),
      case .proved = try prover.prove(store.difference(one, start), .positive)
    else {
      throw DeepLimitFailure(
        reason: "\(symbol.name) is not shown to start below 1; exclude t = 1")
    }
  }

  private func isWithinOne(_ start: Expression) -> Bool {
    RangeAnalysis(store: store, intervals: intervals).range(of: start).implies(.cosine)
  }
}
