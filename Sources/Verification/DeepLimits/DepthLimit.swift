internal import Arithmetic
internal import Expressions
internal import Language
internal import Puiseux
internal import Recurrences
internal import Syntax

/// Decides limits in depth, `K(L) -> H as L -> oo` and `K(L) ~ H`, pointwise in t and the parameters.
///
/// The elements of recurrences are replaced by their laws for large indices (``DeepRecurrence``), which hold for
/// t < 1; at t = 1, when it belongs to the domain, by their closed forms. Then the leading terms of both sides
/// decide. Where nothing is proved, enclosures for growing L are reported as evidence (``DepthLadder``).
struct DepthLimit {
  let checker: ClaimChecker
  let claim: Claim
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private var table: RecurrenceTable { checker.elaborator.recurrences }

  func decide(_ obligation: DepthLimitObligation) throws -> Finding {
    let finding: Finding
    do {
      finding = try proved(obligation)
    } catch let failure as DeepLimitFailure {
      finding = .open(reason: failure.reason)
    }
    guard case .open(let reason) = finding else { return finding }
    let evidence = try DepthLadder(checker: checker, claim: claim, instance: instance).evidence()
    return .open(reason: evidence.map { "\(reason); no proof, but \($0)" } ?? reason)
  }

  // MARK: Cases

  private func proved(_ obligation: DepthLimitObligation) throws -> Finding {
    let domain = instance.intervals[.cosine] ?? store.assumption(of: .cosine)
    let isAtOne = store.rationalValue(domainEnd(domain)) == 1 && domain.upper?.isIncluded == true
    let sides = [obligation.left, obligation.right] + (obligation.rate.map { [$0] } ?? [])
    let varies = sides.contains(where: table.variesWithCosine)
    var intervals = instance.intervals
    if varies, isAtOne {
      let atOne = try sides.map { side in
        try table.substituting(cosine: store.rational(1), in: side)
      }
      var fixed = intervals
      fixed[.cosine] = nil
      let finding = try compare(atOne, obligation, fixed, place: ["t": "1"])
      guard case .holds = finding else { return finding }
      if domain.lower?.value == 1 { return finding }
      intervals[.cosine] = Assumption(
        lower: domain.lower, upper: .init(1, isIncluded: false))
    }
    return try compare(sides, obligation, intervals, place: [:])
  }

  private func domainEnd(_ domain: Assumption) -> Expression {
    store.rational(domain.upper?.value ?? 1)
  }

  private func compare(
    _ sides: [Expression], _ obligation: DepthLimitObligation,
    _ intervals: [Symbol: Assumption], place: [String: String]
  ) throws -> Finding {
    var laws = DepthLaws(
      table: table, index: obligation.indexSymbol, intervals: intervals, limits: checker.limits)
    let plain = try sides.map { try laws.replacing(in: $0) }
    let terms = LeadingTerms(store: store, known: laws.known)
    let comparison = LeadingComparison(
      checker: checker, obligation: obligation, terms: terms, laws: laws.notes,
      instance: instance.with(intervals: intervals), place: place)
    switch obligation.relation {
    case .equivalence: return try comparison.equivalence(plain[0], plain[1])
    case .convergence:
      let finding = try comparison.convergence(plain[0], plain[1])
      guard case .holds(let reason) = finding, plain.count > 2 else { return finding }
      return try comparison.rate(plain[2], of: plain[0], plain[1], reason)
    }
  }
}

/// The laws of the elements that occur in a claim, as symbols with leading terms in the depth.
struct DepthLaws {
  let table: RecurrenceTable
  let index: Symbol
  let intervals: [Symbol: Assumption]
  let limits: Limits
  /// The leading terms of the depth and of the symbols introduced.
  private(set) var known: [Symbol: LeadingTerm]
  /// What was proved of the elements, as text.
  private(set) var notes: [String] = []

  private var store: ExpressionStore { table.store }

  init(
    table: RecurrenceTable, index: Symbol, intervals: [Symbol: Assumption], limits: Limits
  ) {
    self.table = table
    self.index = index
    self.intervals = intervals
    self.limits = limits
    known = [index: LeadingTerm(coefficient: table.store.rational(1), exponent: 1)]
  }

  /// An expression with closed forms and laws in the place of elements.
  mutating func replacing(in side: Expression) throws -> Expression {
    let resolved = try table.resolving(side).expression
    var replacements: [Symbol: Expression] = [:]
    for (symbol, element) in table.elements(in: resolved) {
      replacements[symbol] = try replacement(of: element, symbol)
    }
    return try store.substituting(replacements, in: resolved)
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
    if recurrence.sequences.contains(where: dependsOnDepth) {
      return try weakReplacement(of: element, deep, start, pace, symbol)
    }
    try checkStart(start, symbol)
    let law = try deep.law(of: element.sequence)
    let name = Symbol("law of \(symbol.name)")
    if !store.isUsed(name) { store.assume(.real, of: name) }
    func scaled(_ scale: Expression, _ value: Expression) throws -> Expression {
      let here = try store.substituting([recurrence.index: element.index], in: scale)
      return store.product(here, value)
    }
    switch law {
    case .correlation(let scale, let gap):
      let power = try store.power(store.rational(pace), gap.exponent)
      let here = LeadingTerm(
        coefficient: store.simplified(store.product(power, gap.coefficient)),
        exponent: gap.exponent)
      known[name] = here
      notes.append(text(of: symbol, "tends to 1", gap: here))
      return try scaled(scale, store.difference(store.rational(1), store.symbol(name)))
    case .companion(let scale, let rate):
      let here = store.simplified(store.product(store.rational(pace), rate))
      known[name] = LeadingTerm(coefficient: here, exponent: 1)
      notes.append(
        "\(symbol.name), normalised, is \(store.text(here))*\(index.name) + o(\(index.name))")
      return try scaled(scale, store.symbol(name))
    }
  }

  private func dependsOnDepth(_ sequence: Recurrence.Sequence) -> Bool {
    [sequence.base, sequence.step].contains { store.symbols(in: $0).contains(index) }
  }

  /// The replacement of an element whose parameters depend on the depth.
  private mutating func weakReplacement(
    of element: RecurrenceElement, _ deep: DeepRecurrence, _ start: Expression, _ pace: Rational,
    _ symbol: Symbol
  ) throws -> Expression {
    guard store.isBoundedByOne(start) || isWithinOne(start),
      !store.symbols(in: start).contains(index)
    else {
      throw DeepLimitFailure(reason: "\(symbol.name) is not shown to start in [-1, 1]")
    }
    let (scale, term) = try deep.weakLaw(of: element.sequence, in: index, pace: pace)
    let here = store.simplified(
      try store.substituting([.cosine: start], in: term.coefficient))
    let name = Symbol("law of \(symbol.name)")
    if !store.isUsed(name) { store.assume(.real, of: name) }
    known[name] = LeadingTerm(coefficient: here, exponent: term.exponent)
    let text = store.text(here)
    let law = term.exponent.isZero ? "tends to" : "is \(index.name)^(\(term.exponent)) times about"
    notes.append("\(symbol.name), normalised, \(law) \(text), as its steps together change little")
    let l = deep.recurrence.index
    return store.product(
      try store.substituting([l: element.index], in: scale), store.symbol(name))
  }

  private func text(of symbol: Symbol, _ limit: String, gap: LeadingTerm) -> String {
    let law =
      gap.exponent.isZero
      ? "geometrically"
      : "by the expansion of one step at 1, with a gap ~ \(store.text(gap.coefficient))*\(index.name)^(\(gap.exponent))"
    return "\(symbol.name), normalised, \(limit) \(law)"
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
