internal import Arithmetic
internal import Expressions
internal import Puiseux

extension InequalityProver {
  /// Shows the sign of a function of t that vanishes at t = 1 or t = -1, the ends of its domain.
  ///
  /// Enclosures on boxes cannot settle a box in which a function touches 0 with a fractional power of s. Next
  /// to the pole the leading power is divided out and the rest enclosed (``PoleNeighbourhood``); branch and
  /// bound settles what remains. At the pole itself the value is the limit 0: the functions of the language
  /// are continuous where they have values.
  ///
  /// - Returns: `nil` when the function does not vanish at an end, or nothing is known next to it.
  func polesFinding(
    _ expression: Expression, _ claim: SignClaim, _ symbols: [Symbol]
  ) throws -> InequalityFinding? {
    guard symbols == [.cosine], let lower = domain(of: .cosine).lower,
      let upper = domain(of: .cosine).upper, lower.value < upper.value
    else { return nil }
    var ends = (lower: lower, upper: upper)
    var reasons: [String] = []
    for end in [lower, upper] {
      guard let pole = Pole(end.value), vanishes(expression, at: pole),
        !(claim == .positive && end.isIncluded)
      else { continue }
      try limits.check()
      guard let near = PoleNeighbourhood.find(of: expression, at: pole, in: store),
        near.exponent.signum > 0
      else { return nil }
      if !near.isPositive { return refutation(expression, claim, near) }
      let inner = Assumption.End(pole.point * (1 - near.distance), isIncluded: true)
      if pole == .one { ends.upper = inner } else { ends.lower = inner }
      reasons.append(
        "for \(pole.distance) <= \(near.distance) by its expansion in powers of s = \(pole.distance), "
          + "which starts with s\(near.exponent.isOne ? "" : "^(\(near.exponent))")")
    }
    if reasons.isEmpty { return nil }
    if ends.lower.value >= ends.upper.value { return .proved(reasons.joined(separator: ", ")) }
    let rest = InequalityProver(
      store: store,
      intervals: intervals.merging(
        [.cosine: Assumption(lower: ends.lower, upper: ends.upper)]) { $1 },
      limits: limits, isAdmissible: isAdmissible, hiddenSymbols: hiddenSymbols)
    switch try rest.branchAndBound(expression, claim, symbols) {
    case .proved(let reason):
      return .proved((reasons + ["elsewhere \(reason)"]).joined(separator: ", "))
    case .refuted(let point): return .refuted(point)
    case .undecided(let reason): return .undecided(reason)
    }
  }

  /// Whether the value at a pole may be zero.
  private func vanishes(_ expression: Expression, at pole: Pole) -> Bool {
    guard
      let result = try? Tape(expression, in: store).evaluate(
        at: [.cosine: pole.point], goal: .absolute(bits: 128), precisionCap: 512)
    else { return true }
    return result.value.containsZero
  }

  /// A point next to the pole at which the sign is wrong.
  private func refutation(
    _ expression: Expression, _ claim: SignClaim, _ near: PoleNeighbourhood
  ) -> InequalityFinding? {
    let tape = Tape(expression, in: store)
    for k in stride(from: 1, through: 16, by: 3) {
      let distance = near.distance * Rational(1, over: 1 << k)
      let point = [Symbol.cosine: near.pole.point * (1 - distance)]
      guard point.allSatisfy({ domain(of: $0.key).admits($0.value) }), isAdmissible(point),
        let result = try? tape.evaluate(
          at: point, goal: .relative(bits: 16), precisionCap: 2048), result.isDefinednessProved,
        claim.isRefuted(by: result.value)
      else { continue }
      return .refuted(point)
    }
    return nil
  }
}
