internal import Arithmetic
internal import Expressions
internal import Language
internal import Recurrences
internal import Singularities

/// Decides `analytic(K, R)`: K continues analytically from (-1, 1) to |z| < R without the cuts (-∞, -1] and [1, ∞).
struct AnalyticClaim {
  let checker: ClaimChecker
  let instance: ClaimInstance
  /// R; `nil` for infinity.
  let radius: Rational?

  private var store: ExpressionStore { checker.elaborator.store }

  /// Singularities are looked for up to this modulus where R is larger.
  private static let largestRadius = 10.0

  func decide(_ obligation: ContinuationObligation) throws -> Finding {
    if let reason = structure(obligation.kernel) {
      return try holds(obligation, reason)
    }
    guard let (kernel, values) = obligation.sample(checker, instance) else {
      return .open(reason: "the structure of the kernel does not show it for every depth")
    }
    if let witness = try singularity(of: kernel, values) { return .fails(witness) }
    guard values.isEmpty else {
      return .open(
        reason:
          "the structure of the kernel does not show it; give the parameters values, so that the disc "
          + "can be covered")
    }
    try checker.limits.check()
    guard let radius else {
      return .open(
        reason: "the structure of the kernel does not show it, and no singularity off the cuts was "
          + "certified; claim a finite radius")
    }
    guard let bound = SlitDisc(radius: radius).supremum(of: kernel, in: store) else {
      return .open(
        reason:
          "the slit disc could not be covered by balls on which all parts of the kernel are analytic, "
          + "and no singularity off the cuts was certified; try a smaller radius")
    }
    let size = RealBall(bound.upperBound(precision: 32)).decimal(upTo: 6).text
    return try holds(
      obligation,
      "the slit disc with both edges of its cuts is covered by balls on which all parts of the kernel are "
        + "analytic; |K| <= \(size) on its boundary")
  }

  private func holds(_ obligation: ContinuationObligation, _ reason: String) throws -> Finding {
    let end = radius.map { min($0, 1) } ?? 1
    if let gap = try obligation.gap(checker, instance, upTo: end) { return .open(reason: gap) }
    return .holds(reason: reason)
  }

  /// What the structure of the kernel shows for all values of its parameters.
  private func structure(_ kernel: Expression) -> String? {
    let table = checker.elaborator.recurrences
    let continuation =
      table.elements(in: kernel).isEmpty
      ? try? ContinuationAnalysis(store: store).continuation(of: kernel) : nil
    if continuation?.reach == .plane { return "the kernel is entire" }
    if HalfPlaneImage(of: kernel, in: table) != .unknown {
      return
        "by structure: arguments of arc-cosine functions, roots, logarithms and `Phi2` are Pick functions or "
        + "the negatives of such, which off the cuts are real on (-1, 1) only"
    }
    guard continuation != nil, let radius, radius <= 1 else { return nil }
    return
      "the kernel is analytic on the unit disc, because the arguments of its functions have nonnegative "
      + "Taylor coefficients or positive real part"
  }

  /// A certified singularity in the disc off the cuts.
  private func singularity(
    of kernel: Expression, _ values: [Symbol: Rational]
  ) throws -> Witness? {
    let bound = radius.map { RealBall($0, precision: 64) }
    let reach = bound.map { $0.midpoint.double(rounding: .up) } ?? Self.largestRadius
    let points = BranchPoint.singularities(
      of: kernel, within: min(reach, Self.largestRadius), in: store)
    for point in points {
      let modulus = point.modulus(precision: 96)
      if let bound, !modulus.isCertainlyLess(than: bound) { continue }
      let (x, y) = (
        point.location.real.decimal(upTo: 12), point.location.imaginary.decimal(upTo: 12)
      )
      var place = instance.place(values)
      place["z"] = "\(x.text) + i*(\(y.text))"
      var witness = Witness(
        point: place, comparison: "|z| >=", left: modulus.decimal(upTo: 12),
        right: (bound ?? .zero).decimal(upTo: 12), subject: "modulus")
      let argument = store.text(point.argument)
      let name = argument.count <= 60 ? " \(argument)" : ""
      witness.statement =
        "a branch point of modulus \(witness.left.text), proved: \(point.function) has the argument\(name) "
        + "equal to \(point.value) there"
      return witness
    }
    return nil
  }
}
