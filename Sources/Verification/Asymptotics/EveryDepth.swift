internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Decides claims about sequences and function spaces of kernels of every depth, such as
/// `eigenvalue(Theta(L, alpha), 3, k) ~ C*k^(-3) as k -> oo for L in 2...oo`.
///
/// From some depth on the laws are proved by induction, and the claim is decided once for all of them; the depths below
/// are gone through one by one. What is not shown that way is tried at small depths, where a counterexample refutes it.
struct EveryDepth {
  let checker: ClaimChecker
  let claim: Claim
  /// The depth.
  let name: String
  /// The first depth that is claimed.
  let first: Int

  /// So many depths are tried for a counterexample.
  private static let triedCount = 5

  /// Decides an instance; `nil` for claims of other kinds.
  func decide(_ instance: ClaimInstance) throws -> Finding? {
    var intervals = instance.intervals
    intervals[Symbol(name)] = .depth
    guard
      let general = try checker.sequenceFinding(
        of: claim, instance.with(intervals: intervals), allowsSymbolicDepth: true)
    else { return nil }
    guard case .holds(let reason) = general else {
      let tried = try finding(at: first..<first + Self.triedCount, instance)
      if case .fails = tried { return tried }
      return gap(general)
    }
    if let other = checker.asymptotics.leastDepths.keys.first(where: { $0.name != name }) {
      return .open(reason: "a kernel has the depth `\(other.name)` besides `\(name)`")
    }
    // A depth that occurs in constants only is known to be at least 1.
    let least = max(first, checker.asymptotics.leastDepths[Symbol(name)] ?? 1)
    let single = try finding(at: first..<least, instance)
    guard case .holds = single else { return single }
    let range = least > first ? "; the depths before, one by one" : ""
    return .holds(
      reason: "by induction on the depth, for every \(name) >= \(least): \(reason)\(range)")
  }

  /// What was not shown for every depth.
  private func gap(_ general: Finding) -> Finding {
    switch general {
    case .open(let reason): .open(reason: "for every \(name): \(reason)")
    // A witness at an unknown depth is none.
    case .holds, .fails:
      .open(reason: "it was neither shown for every \(name) nor refuted at a small one")
    }
  }

  /// What holds at some depths: the first failure, else the first gap.
  private func finding(at depths: Range<Int>, _ instance: ClaimInstance) throws -> Finding {
    var open: Finding?
    for depth in depths {
      try checker.limits.check()
      let single = instance.adding(name, Rational(depth))
      let finding: Finding?
      do {
        finding = try checker.sequenceFinding(of: claim, single)
      } catch let error as SyntaxError where !error.isUndecided {
        // A depth that stands inside a definition has no value at a single depth.
        let reason = error.diagnostics.first?.message ?? "the claim has no value"
        finding = .open(reason: "\(reason); make it an argument of the definition")
      }
      switch finding {
      case .fails(let witness): return .fails(witness)
      case .open(let reason): open = open ?? .open(reason: "\(name) = \(depth): \(reason)")
      case .holds, nil: continue
      }
    }
    return open ?? .holds(reason: "")
  }
}
