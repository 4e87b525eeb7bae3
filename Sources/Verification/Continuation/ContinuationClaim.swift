internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences
internal import Singularities
internal import Syntax

/// Decides `pick(K)` and `analytic(K, R)`.
///
/// First the structure of the kernel is asked (`HalfPlaneImage`), with induction where the depth is a symbol. Then
/// complex balls are: a point of the upper half-plane where the imaginary part is negative, a singularity off the cuts,
/// or a cover of the disc. For a depth without a value, counterexamples are looked for at small depths.
struct ContinuationClaim {
  let checker: ClaimChecker
  let claim: Claim

  /// So many depths are tried for a counterexample.
  private static let triedCount = 5

  /// Decides an instance; `nil` for claims of other kinds.
  func decide(_ binders: ClaimBinders, _ instance: ClaimInstance) throws -> Finding? {
    guard let depth = try depth(binders) else { return try decide(instance) }
    guard checker.elaborator.declareDepth(depth.name) else {
      guard
        try checker.elaborator.continuationObligation(of: claim, instance, in: checker.source)
          != nil
      else { return nil }
      return .open(reason: "`\(depth.name)` runs to infinity and is not a depth")
    }
    var intervals = instance.intervals
    intervals[Symbol(depth.name)] = .depth
    guard let general = try decide(instance.with(intervals: intervals)) else { return nil }
    let isProved = if case .holds = general { true } else { false }
    // What is proved of a symbolic depth is proved from 1 on.
    let end = isProved ? max(depth.start, 1) : depth.start + Self.triedCount
    let tried = depth.start..<end
    for number in tried {
      try checker.limits.check()
      let finding = try decide(instance.adding(depth.name, Rational(number)))
      switch finding {
      case .fails(let witness): return .fails(witness)
      case .open(let reason) where isProved:
        return .open(reason: "\(depth.name) = \(number): \(reason)")
      case .open, .holds, nil: continue
      }
    }
    switch general {
    case .holds(let reason): return .holds(reason: "for every \(depth.name): \(reason)")
    case .open(let reason): return .open(reason: "for every \(depth.name): \(reason)")
    case .fails: return general
    }
  }

  /// The depth without a value, and the first one that is claimed.
  private func depth(_ binders: ClaimBinders) throws -> (name: String, start: Int)? {
    guard case .predicate = claim.relation else { return nil }
    if let endless = binders.endless { return endless }
    let free = checker.elaborator.freeDepths(of: claim)
    return free.count == 1 ? (free[0], 1) : nil
  }

  private func decide(_ instance: ClaimInstance) throws -> Finding? {
    guard
      let obligation = try checker.elaborator.continuationObligation(
        of: claim, instance, in: checker.source)
    else { return nil }
    switch obligation.property {
    case .pick: return try PickClaim(checker: checker, instance: instance).decide(obligation)
    case .analytic(let radius):
      return try AnalyticClaim(checker: checker, instance: instance, radius: radius)
        .decide(obligation)
    }
  }
}

extension ContinuationObligation {
  /// Why it is not shown that the kernel has values on (-r, r), r ≤ 1; `nil` when it is.
  func gap(
    _ checker: ClaimChecker, _ instance: ClaimInstance, upTo radius: Rational = 1
  ) throws -> String? {
    var intervals = instance.intervals
    intervals[.cosine] = Assumption(
      lower: .init(-radius, isIncluded: false), upper: .init(radius, isIncluded: false))
    let sides = Obligation(
      left: kernel, comparator: .equal, right: kernel, conditions: conditions)
    // The values of elements are part of the induction.
    let hasElements = !checker.elaborator.recurrences.elements(in: kernel).isEmpty
    return try Definedness(of: sides, intervals, checker, includingParts: !hasElements).gap()
  }

  /// The kernel with values for its parameters, and these; `nil` when there are none, or a depth has no value.
  func sample(
    _ checker: ClaimChecker, _ instance: ClaimInstance
  ) -> (kernel: Expression, values: [Symbol: Rational])? {
    let store = checker.elaborator.store
    guard checker.elaborator.recurrences.elements(in: kernel).isEmpty else { return nil }
    let values = instance.samples(for: [kernel], in: store)
    let image = try? store.substituting(values.mapValues { store.rational($0) }, in: kernel)
    guard let image, store.symbols(in: image).allSatisfy({ $0 == .cosine }) else { return nil }
    return (image, values)
  }
}

extension ClaimInstance {
  /// The chosen values and those of parameters, as a witness names them.
  func place(_ parameters: [Symbol: Rational]) -> [String: String] {
    Dictionary(
      parameters.map { ($0.key.name, $0.value.description) }
        + values.map { ($0.name, $0.value.description) }, uniquingKeysWith: { $1 })
  }
}
