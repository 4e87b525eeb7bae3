internal import Language
internal import Syntax

/// Turns what was found into a verdict.
struct Summary {
  let claim: Claim
  let binders: ClaimBinders

  func outcome(_ finding: Finding) -> Outcome {
    switch finding {
    case .holds(let reason):
      let verdict: Verdict = binders.isFiniteCheck ? .verified : .proved
      return Outcome(verdict: verdict, reason: reason, range: range, witness: nil)
    case .fails(let witness):
      return Outcome(
        verdict: .refuted, reason: "false\(witness.point.isEmpty ? ":" : "") \(witness.text)",
        range: range, witness: witness)
    case .open(let reason):
      return Outcome(verdict: .undecided, reason: reason, range: range, witness: nil)
    }
  }

  /// What the claim ranges over, as written.
  private var range: String { Self.range(of: claim) }

  /// What a claim ranges over, as written.
  static func range(of claim: Claim) -> String {
    claim.binders.map(\.description).joined(separator: ", ")
  }

  /// Up to three reasons in one line.
  static func joined(_ reasons: [String]) -> String {
    reasons.count <= 3
      ? reasons.joined(separator: "; ")
      : reasons.prefix(3).joined(separator: "; ") + "; and likewise for the other cases"
  }
}
