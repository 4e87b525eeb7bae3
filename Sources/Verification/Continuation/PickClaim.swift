internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities

/// Decides `pick(K)`: K continues analytically from (-1, 1) to the upper half-plane, with nonnegative imaginary part.
///
/// A witness is a point z there with an enclosure below 0 of the imaginary part of the continuation along the segment
/// from 0 to z. Were there a continuation to the half-plane, it would agree with that one (identity theorem).
struct PickClaim {
  let checker: ClaimChecker
  let instance: ClaimInstance

  private var store: ExpressionStore { checker.elaborator.store }
  private static let precision = 96

  func decide(_ obligation: ContinuationObligation) throws -> Finding {
    if HalfPlaneImage(of: obligation.kernel, in: checker.elaborator.recurrences).isPick {
      if let gap = try obligation.gap(checker, instance) { return .open(reason: gap) }
      return .holds(
        reason:
          "by structure: sums, compositions and positive multiples of Pick functions, which arcsin, "
          + "-arccos, kappa0, roots, logarithms and -1/u are")
    }
    if let witness = try witness(obligation) { return .fails(witness) }
    return .open(
      reason:
        "the structure of the kernel does not show it, and no point was found where the imaginary "
        + "part of the continuation is negative")
  }

  /// Real and imaginary parts of the points that are tried, in units of 1/64: first those near the axes.
  private static let reals = [
    -128, 128, -64, 64, -96, 96, -192, 192, -32, 32, 0, -256, 256, -80, 80, -640, 640, -48, 48, -16,
    16,
    -6_400, 6_400, -64_000, 64_000,
  ]
  private static let imaginaries = [16, 64, 4, 1, 128, 256, 640]

  private func witness(_ obligation: ContinuationObligation) throws -> Witness? {
    guard let (kernel, values) = obligation.sample(checker, instance) else { return nil }
    let tape = Tape(kernel, in: store)
    for y in Self.imaginaries {
      try checker.limits.check()
      for x in Self.reals {
        let (x, y) = (Rational(x, over: 64), Rational(y, over: 64))
        // Both are dyadic, so the point is exact.
        let point = ComplexBall(
          real: RealBall(x, precision: Self.precision),
          imaginary: RealBall(y, precision: Self.precision))
        guard
          let near = tape.analyticValues(on: point, of: .cosine, precision: Self.precision)?.first,
          near.imaginary.isCertainlyNegative,
          let value = tape.continuation(to: point, precision: Self.precision)
        else { continue }
        return witness(at: x, y, value.imaginary, values)
      }
    }
    return nil
  }

  private func witness(
    at x: Rational, _ y: Rational, _ value: RealBall, _ values: [Symbol: Rational]
  ) -> Witness {
    let size = value.decimal(upTo: 12)
    var place = instance.place(values)
    place["z"] = x.isZero ? "\(y)*i" : "\(x) + \(y)*i"
    var witness = Witness(
      point: place, comparison: "Im K(z) >=", left: size, right: RealBall.zero.decimal(upTo: 12),
      subject: "imaginary part")
    witness.statement =
      "the continuation along the segment from 0 to z has imaginary part \(size.text) < 0"
    return witness
  }
}
