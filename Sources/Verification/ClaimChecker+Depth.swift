internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

// Comparisons of formulas in which the depth has no value: for all depths from 1 on, or from the start of a range such
// as `L in 2...oo`.
extension ClaimChecker {
  /// So many depths are tested when a claim about every depth is not proved.
  private static let testedDepthCount = 5

  /// An instance in which the depth is at least the start of its range.
  func restricted(
    _ instance: ClaimInstance, to depth: (name: String, start: Int)?
  ) -> ClaimInstance {
    guard let depth, depth.start > 1 else { return instance }
    var intervals = instance.intervals
    intervals[Symbol(depth.name)] = Assumption(
      lower: .init(Rational(depth.start), isIncluded: true), upper: nil, isInteger: true)
    return instance.with(intervals: intervals)
  }

  /// What is found of the cases, and at small depths where that does not decide.
  func finding(
    of claim: Claim, _ cases: [Case], _ binders: ClaimBinders,
    _ depth: (name: String, start: Int)?
  ) throws -> Finding {
    let finding = try findings(of: cases)
    let names = depth.map { [$0.name] } ?? elaborator.freeDepths(of: claim)
    let first = depth?.start ?? 1
    switch finding {
    case .fails(let witness):
      if let depth, !isDepth(witness.point[depth.name], from: depth.start) {
        // At another depth than those that are meant.
        break
      }
      return finding
    case .open: break
    case .holds:
      // What is proved of a symbolic depth is proved from 1 on.
      guard first < 1, let name = names.first else { return finding }
      return try self.finding(of: claim, binders, name, at: 0) ?? finding
    }
    if names.count == 1, let name = names.first, binders.count <= 64 {
      for number in first..<first + Self.testedDepthCount {
        if case .fails(let witness)? = try self.finding(of: claim, binders, name, at: number) {
          return .fails(witness)
        }
      }
    }
    if case .open = finding { return finding }
    return .open(reason: "it was neither shown for all of these depths nor refuted at a small one")
  }

  private func isDepth(_ text: String?, from start: Int) -> Bool {
    guard let text, let number = Int(text) else { return text == nil }
    return number >= start
  }

  /// What keeps a claim from holding at a depth: the first failure, else the first gap; `nil` when nothing does.
  private func finding(
    of claim: Claim, _ binders: ClaimBinders, _ name: String, at depth: Int
  ) throws -> Finding? {
    var open: Finding?
    for number in 0..<binders.count {
      try limits.check()
      let instance = binders.instance(number).adding(name, Rational(depth))
      for obligation in try elaborator.obligations(of: claim, instance, in: source) {
        let finding = try find(obligation, instance)
        switch finding {
        case .fails: return finding
        case .open: open = open ?? finding
        case .holds: continue
        }
      }
    }
    return open
  }
}
