internal import Language
internal import Syntax

extension ClaimChecker {
  /// Decides a claim about limits or function spaces; `nil` for claims of other kinds.
  func limitFinding(of claim: Claim, _ binders: ClaimBinders) throws -> Finding? {
    var reasons: [String] = []
    for number in 0..<binders.count {
      try limits.check()
      let instance = binders.instance(number)
      let finding: Finding
      if let obligation = try elaborator.depthLimitObligation(of: claim, instance, in: source) {
        finding = try DepthLimit(checker: self, claim: claim, instance: instance).decide(obligation)
      } else if let obligation = try elaborator.depthShapeObligation(
        of: claim, instance, in: source)
      {
        finding = try DepthShape(checker: self, instance: instance).decide(obligation)
      } else if let obligation = try elaborator.sequenceObligation(of: claim, instance, in: source)
      {
        finding = try SequenceComparison(checker: self, instance: instance).decide(obligation)
      } else if let obligation = try elaborator.sameSpaceObligation(
        of: claim, instance, in: source)
      {
        finding = try SameSpace(checker: self, instance: instance).decide(obligation)
      } else {
        return nil
      }
      switch finding {
      case .fails: return finding
      case .open(let reason):
        let place = instance.text.isEmpty ? "" : "\(instance.text): "
        return .open(reason: place + reason)
      case .holds(let reason):
        let place = instance.text.isEmpty ? "" : "\(instance.text): "
        reasons.append(place + reason)
      }
    }
    let tail = reasons.count > 1 ? "; and likewise for the other cases" : ""
    return .holds(reason: (reasons.first ?? "") + tail)
  }
}
