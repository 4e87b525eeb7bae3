internal import Arithmetic
internal import Expressions
public import Language
public import Syntax

/// Checks one claim: reads it, goes through its instances, and sums up what was found.
public struct ClaimChecker {
  let elaborator: Elaborator
  let source: SourceFile
  let limits: Limits
  var quantities: QuantityTable
  let asymptotics: AsymptoticsTable
  let expansions: ExpansionTable

  /// Creates a checker for claims of a file.
  ///
  /// - Throws: `SyntaxError` when a declared assumption is none.
  public init(
    definitions: Definitions, source: SourceFile, limits: Limits
  ) throws(SyntaxError) {
    elaborator = try Elaborator(definitions: definitions)
    self.source = source
    self.limits = limits
    quantities = QuantityTable(elaborator: elaborator, limits: limits)
    asymptotics = AsymptoticsTable(recurrences: elaborator.recurrences)
    expansions = ExpansionTable(store: elaborator.store, asymptotics: asymptotics)
  }

  /// An instance of the claim with the comparisons it comes down to.
  struct Case {
    let instance: ClaimInstance
    let obligations: [Obligation]
  }

  /// Checks a claim.
  ///
  /// - Throws: `SyntaxError` for a claim that makes no sense, `LimitReached` when time is up.
  public func check(_ claim: Claim) throws -> Outcome {
    let written = try elaborator.binders(of: claim, in: source)
    if let finding = try limitFinding(of: claim, written) {
      return Summary(claim: claim, binders: written).outcome(finding)
    }
    // A depth that runs to infinity is one without a value.
    let depth = elaborator.endlessDepth(of: claim, written)
    let binders = depth == nil ? written : written.withoutEndless
    if binders.endless != nil {
      let finding = try EndlessClaim(checker: self, claim: claim, binders: binders).decide()
      return Summary(claim: claim, binders: binders).outcome(finding)
    }
    var cases: [Case] = []
    for number in 0..<binders.count {
      if number % 256 == 0 { try limits.check() }
      let instance = restricted(binders.instance(number), to: depth)
      cases.append(
        Case(
          instance: instance,
          obligations: try elaborator.obligations(of: claim, instance, in: source)))
    }
    announce(cases)
    let summary = Summary(claim: claim, binders: binders)
    let constants = freeConstants(in: cases)
    if !constants.isEmpty {
      guard depth.map({ $0.start == 1 }) ?? true else {
        return summary.outcome(
          .open(reason: "a free constant is sought for all depths from 1 on only"))
      }
      return summary.outcome(try ConstantSearch(checker: self, cases: cases).solve(for: constants))
    }
    return summary.outcome(try finding(of: claim, cases, binders, depth))
  }

  func announce(_ cases: [Case]) {
    for obligation in cases.flatMap(\.obligations) {
      for side in [obligation.left, obligation.right] {
        for symbol in elaborator.store.symbols(in: side) {
          if let quantity = elaborator.quantities[symbol] { quantities.announce(quantity) }
        }
      }
    }
  }

  func freeConstants(in cases: [Case]) -> [Symbol] {
    let names = cases.flatMap(\.obligations).flatMap {
      elaborator.store.symbols(in: $0.left) + elaborator.store.symbols(in: $0.right)
    }.filter { elaborator.isFreeConstant($0) }
    return Set(names).sorted { $0.name < $1.name }
  }

  /// Goes through the cases until one fails.
  func findings(of cases: [Case]) throws -> Finding {
    var reasons: [String] = []
    var firstOpen: String?
    for (number, one) in cases.enumerated() {
      if number % 64 == 0 { try limits.check() }
      for obligation in one.obligations {
        switch try find(obligation, one.instance) {
        case .fails(let witness): return .fails(witness)
        case .open(let reason):
          let place = one.instance.text.isEmpty ? "" : "\(one.instance.text): "
          firstOpen = firstOpen ?? place + reason
        case .holds(let reason):
          if !reasons.contains(reason) { reasons.append(reason) }
        }
      }
    }
    if let firstOpen { return .open(reason: firstOpen) }
    return .holds(reason: Summary.joined(reasons))
  }

  /// Decides one comparison.
  func find(_ obligation: Obligation, _ instance: ClaimInstance) throws -> Finding {
    let hasQuantities = [obligation.left, obligation.right].contains { side in
      elaborator.store.symbols(in: side).contains { elaborator.quantities[$0] != nil }
    }
    let finding =
      hasQuantities
      ? try QuantityComparison(checker: self, instance: instance).decide(obligation)
      : try DepthInduction(checker: self, instance: instance).decide(obligation)
    return finding
  }
}
