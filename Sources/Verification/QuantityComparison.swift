internal import Arithmetic
internal import Expressions
internal import Language
internal import Syntax

/// Decides a comparison that speaks of Taylor coefficients or eigenvalues.
struct QuantityComparison {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private static let firstBits = 64

  func decide(_ obligation: Obligation) throws -> Finding {
    if let reason = coneReason(obligation) { return .holds(reason: reason) }
    if let reason = try doubleConstantReason(obligation) { return .holds(reason: reason) }
    if let reason = gramReason(obligation) { return .holds(reason: reason) }
    let tape = Tape([obligation.left, obligation.right], in: store)
    var bits = Self.firstBits
    while true {
      try checker.limits.check()
      let (left, right) = try sides(tape, of: obligation, bits: bits)
      if let finding = compare(left, right, obligation, bits) {
        return legible(finding, left, right, obligation, bits)
      }
      if let finding = try exactFinding(obligation, left, right) { return finding }
      bits *= 2
      if bits > PixelSpectrum.bitLimit, speaksOfPixelEigenvalues(obligation) {
        return .open(
          reason: "the enclosures overlap: \(left.decimal(upTo: 20).text) and "
            + "\(right.decimal(upTo: 20).text)")
      }
      if bits > checker.limits.bitLimit {
        return .open(
          reason: "the sides agree to \(bits / 2) bits: \(left.decimal(upTo: 20).text) and "
            + "\(right.decimal(upTo: 20).text)")
      }
    }
  }

  /// Enclosures of one accuracy that refute a comparison; `nil` when they do not.
  func refutation(of obligation: Obligation, bits: Int) throws -> Witness? {
    let tape = Tape([obligation.left, obligation.right], in: store)
    let (left, right) = try sides(tape, of: obligation, bits: bits)
    guard case .fails(let witness)? = compare(left, right, obligation, bits) else { return nil }
    return witness
  }

  /// A refutation whose numbers show it as printed: enclosures that are barely apart are computed again.
  private func legible(
    _ finding: Finding, _ left: RealBall, _ right: RealBall, _ obligation: Obligation, _ bits: Int
  ) -> Finding {
    guard case .fails = finding, !left.overlaps(right), !WitnessValues(left, right).areApart,
      let sharper = try? refutation(of: obligation, bits: 2 * bits)
    else { return finding }
    return .fails(sharper)
  }

  private func speaksOfPixelEigenvalues(_ obligation: Obligation) -> Bool {
    [obligation.left, obligation.right].contains { side in
      store.symbols(in: side).contains { symbol in
        if case .pixelEigenvalue? = checker.elaborator.quantities[symbol] { true } else { false }
      }
    }
  }

  /// Enclosures of both sides.
  func sides(
    _ tape: Tape, of obligation: Obligation, bits: Int
  ) throws -> (left: RealBall, right: RealBall) {
    var bindings: [Symbol: RealBall] = [:]
    for side in [obligation.left, obligation.right] {
      for symbol in store.symbols(in: side) where bindings[symbol] == nil {
        guard let quantity = checker.elaborator.quantities[symbol] else { continue }
        bindings[symbol] = try checker.quantities.ball(of: quantity, bits: bits)
      }
    }
    let (values, isDefined) = try tape.evaluate(over: bindings, precision: bits + 32)
    // An enclosure of the values that exist says nothing when perhaps none does.
    return isDefined ? (values[0], values[1]) : (.everything, .everything)
  }

  private func compare(
    _ left: RealBall, _ right: RealBall, _ obligation: Obligation, _ bits: Int
  ) -> Finding? {
    let difference = left.subtracting(right, precision: bits + 32)
    guard let holds = obligation.comparator.holds(forDifference: difference) else { return nil }
    if holds {
      return .holds(reason: vanishingReason(obligation) ?? "by enclosures of the values")
    }
    return .fails(witness(obligation, left, right))
  }

  /// Why the one eigenvalue that is compared with a number is 0.
  private func vanishingReason(_ obligation: Obligation) -> String? {
    for (side, other) in [
      (obligation.left, obligation.right), (obligation.right, obligation.left),
    ] {
      guard store.rationalValue(other) != nil, case .symbol(let symbol) = store.node(side),
        let quantity = checker.elaborator.quantities[symbol]
      else { continue }
      return checker.quantities.vanishingReason(of: quantity)
    }
    return nil
  }

  func witness(_ obligation: Obligation, _ left: RealBall, _ right: RealBall) -> Witness {
    let values = WitnessValues(left, right)
    return Witness(
      point: Dictionary(
        uniqueKeysWithValues: instance.values.map { ($0.name, $0.value.description) }),
      comparison: obligation.comparator.rawValue, left: values.left, right: values.right)
  }

  /// `taylor(K, n) >= 0` and `eigenvalue(K, d, k) >= 0` hold for every kernel in Schoenberg's cone.
  private func coneReason(_ obligation: Obligation) -> String? {
    let quantitySide: Expression
    switch obligation.comparator {
    case .greaterOrEqual where store.rationalValue(obligation.right)?.isZero == true:
      quantitySide = obligation.left
    case .lessOrEqual where store.rationalValue(obligation.left)?.isZero == true:
      quantitySide = obligation.right
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
    }
    guard case .symbol(let symbol) = store.node(quantitySide),
      let quantity = checker.elaborator.quantities[symbol],
      let kernel = quantity.kernel, store.isPositiveDefinite(kernel)
    else { return nil }
    if case .imageMatrix(let kind, _, _) = quantity {
      return imageConeReason(kind, kernel)
    }
    if case .matrix(let kind, _, _) = quantity {
      guard kind == .smallestEigenvalue || kind == .largestEigenvalue else { return nil }
      return
        "for all points: the kernel is built from kernels with nonnegative Taylor coefficients "
        + "by sums, products and compositions (Schoenberg's cone), so its matrices have no negative "
        + "eigenvalue"
    }
    return Self.coneReason
  }

  /// Why coefficients and eigenvalues are not negative.
  static let coneReason =
    "for every index: the kernel is built from kernels with nonnegative Taylor coefficients "
    + "by sums, products and compositions (Schoenberg's cone)"

  /// Sides that agree to all bits may be equal: as formulas of numbers that have values, and in exact form, which low
  /// coefficients and eigenvalues of kernels of one layer have.
  private func exactFinding(
    _ obligation: Obligation, _ left: RealBall, _ right: RealBall
  ) throws -> Finding? {
    guard let reason = try equalityReason(obligation, left, right) else { return nil }
    switch obligation.comparator {
    case .equal, .lessOrEqual, .greaterOrEqual: return .holds(reason: reason)
    case .notEqual, .less, .greater: return .fails(witness(obligation, left, right))
    }
  }

  private func equalityReason(
    _ obligation: Obligation, _ left: RealBall, _ right: RealBall
  ) throws -> String? {
    if left.isFinite, right.isFinite, store.areProvedEqual(obligation.left, obligation.right) {
      return "both sides are the same formula of the same numbers"
    }
    guard let exactLeft = try exactValue(of: obligation.left),
      let exactRight = try exactValue(of: obligation.right),
      store.areProvedEqual(exactLeft, exactRight)
    else { return nil }
    return "both sides are equal in exact form"
  }

  /// The side with its coefficients and eigenvalues in exact form, where these are known and small enough
  /// to write down.
  func exactValue(of side: Expression) throws -> Expression? {
    var replacements: [Symbol: Expression] = [:]
    for symbol in store.symbols(in: side) {
      guard let quantity = checker.elaborator.quantities[symbol] else { return nil }
      let value: Expression?
      if case .matrix(let kind, let kernel, let points) = quantity {
        value = try exactMatrixValue(kind, kernel, points)
      } else {
        value = checker.quantities.exactValue(of: quantity)
      }
      guard let value else { return nil }
      replacements[symbol] = value
    }
    return try store.substituting(replacements, in: side)
  }
}
