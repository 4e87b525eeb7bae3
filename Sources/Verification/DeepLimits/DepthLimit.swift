internal import Arithmetic
internal import Expressions
internal import Language
internal import Puiseux
internal import Recurrences
internal import Syntax

/// Decides limits in depth, `K(L) -> H as L -> oo` and `K(L) ~ H`, pointwise in t and the parameters.
///
/// The elements of recurrences are replaced by their laws for large indices (``DeepRecurrence``), which hold for
/// t < 1; at t = 1, when it belongs to the domain, by their closed forms. Then the asymptotic expansions of both
/// sides decide. Where nothing is proved, enclosures for growing L are reported as evidence (``DepthLadder``).
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
    let finding: Finding
    do {
      finding = try compare(sides, obligation, intervals, place: [:])
    } catch let failure as DeepLimitFailure {
      finding = .open(reason: failure.reason)
    }
    guard case .open = finding, varies else { return finding }
    return try separately(sides, obligation, intervals) ?? finding
  }

  /// The claim for t inside the domain and for t = -1 alone, where steps that depend on the depth may have a root
  /// and odd steps have a fixed point.
  private func separately(
    _ sides: [Expression], _ obligation: DepthLimitObligation, _ intervals: [Symbol: Assumption]
  ) throws -> Finding? {
    let domain = intervals.interval(of: .cosine) ?? store.assumption(of: .cosine)
    guard let lower = domain.lower, lower.value == -1, lower.isIncluded,
      domain.upper?.value != -1
    else { return nil }
    var inside = intervals
    inside[.cosine] = Assumption(lower: .init(-1, isIncluded: false), upper: domain.upper)
    let finding = try compare(sides, obligation, inside, place: [:])
    if case .fails = finding { return finding }
    let atEnd = try sides.map { side in
      try table.substituting(cosine: store.rational(-1), in: side)
    }
    inside[.cosine] = nil
    let end = try compare(atEnd, obligation, inside, place: ["t": "-1"])
    switch (finding, end) {
    case (.holds(let reason), .holds(let other)):
      return .holds(reason: "\(reason); at t = -1, \(other)")
    case (.holds, _), (_, .fails): return end
    case (.open, _), (.fails, _): return finding
    }
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
    var evaluation = AsymptoticEvaluation(in: obligation.indexSymbol, laws.known, store: store)
    let fixedPoints = FixedPointLimits(store: store, points: laws.fixedPoints)
    if let a = evaluation.expansion(of: plain[0]).flatMap(evaluation.limit),
      let b = evaluation.expansion(of: plain[1]).flatMap(evaluation.limit)
    {
      let forms = fixedPoints.closedForms(equating: a, b)
      evaluation = AsymptoticEvaluation(
        in: obligation.indexSymbol,
        try laws.known.mapValues { try $0.substituting(forms, in: store) },
        store: store)
    }
    let comparison = AsymptoticComparison(
      checker: checker, obligation: obligation, evaluation: evaluation, fixedPoints: fixedPoints,
      laws: laws.notes, instance: instance.with(intervals: intervals), place: place)
    switch obligation.relation {
    case .equivalence: return try comparison.equivalence(plain[0], plain[1])
    case .convergence:
      let finding = try comparison.convergence(plain[0], plain[1])
      guard case .holds(let reason) = finding, plain.count > 2 else { return finding }
      return try comparison.rate(plain[2], of: plain[0], plain[1], reason)
    }
  }
}
