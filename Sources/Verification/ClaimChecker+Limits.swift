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
      } else if let found = try ContinuationClaim(checker: self, claim: claim).decide(
        binders, instance)
      {
        finding = found
      } else if let found = try sequenceFinding(of: claim, binders, instance) {
        finding = found
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
    if case .predicate(let name, _) = claim.relation, reasons.count > 1,
      ContinuationObligation.names.contains(name.text)
    {
      // Cases may be proved in different ways.
      return .holds(reason: Summary.joined(reasons))
    }
    let tail = reasons.count > 1 ? "; and likewise for the other cases" : ""
    return .holds(reason: (reasons.first ?? "") + tail)
  }

  /// Decides a claim about a sequence or about function spaces; `nil` for claims of other kinds.
  private func sequenceFinding(
    of claim: Claim, _ binders: ClaimBinders, _ instance: ClaimInstance
  ) throws -> Finding? {
    switch claim.relation {
    case .comparison, .membership, .limitingProperty: return nil
    case .equivalence, .convergence, .predicate: break
    }
    let free = elaborator.freeDepths(of: claim)
    if let endless = binders.endless {
      guard free.isEmpty, elaborator.declareDepth(endless.name) else {
        return .open(
          reason: "`\(endless.name)` runs to infinity and is not the only depth of the claim")
      }
      return try EveryDepth(checker: self, claim: claim, name: endless.name, first: endless.start)
        .decide(instance)
    }
    guard let name = free.first else { return try sequenceFinding(of: claim, instance) }
    guard free.count == 1 else {
      return .open(
        reason: "a claim about every depth has one depth, not \(free.joined(separator: ", "))")
    }
    return try EveryDepth(checker: self, claim: claim, name: name, first: 1).decide(instance)
  }

  /// Decides an instance of a claim about a sequence or about function spaces; `nil` for claims of other kinds.
  ///
  /// - Parameter allowsSymbolicDepth: Whether kernels may have a depth without a value.
  func sequenceFinding(
    of claim: Claim, _ instance: ClaimInstance, allowsSymbolicDepth: Bool = false
  ) throws -> Finding? {
    if let obligation = try elaborator.sequenceObligation(
      of: claim, instance, in: source, allowsSymbolicDepth: allowsSymbolicDepth)
    {
      return try SequenceComparison(checker: self, instance: instance).decide(obligation)
    }
    if let obligation = try elaborator.sameSpaceObligation(
      of: claim, instance, in: source, allowsSymbolicDepth: allowsSymbolicDepth)
    {
      return try SameSpace(checker: self, instance: instance, obligation).decide()
    }
    return nil
  }
}
