internal import Arithmetic

/// The arc-cosine functions κ₀(u), κ₁(u), … of one series u, sharing one inverse square root.
///
/// With u₀ the constant term,
///
///     κ₀(u) = κ₀(u₀) + ∫ r·u'/π,      r = (1 - u²)^(-1/2)
///     κₙ(u) = κₙ(u₀) + n²/(2n-1)·∫ κ_{n-1}(u)·u'
///
/// (Cho and Saul 2009: kₙ' = n²·k_{n-1}, kₙ(1) = (2n-1)!!.)
///
/// **Error.** The stored numbers U of u are treated as exact; what is computed from them carries
/// the errors of its own steps only. For u = U + δ the mean value form, with U + s·δ for 0 ≤ s ≤ 1,
///
///     κ₀(u) - κ₀(U) = (1/π)·∫₀¹ r_s·δ ds        (r_s as in `ArcsineComposition`)
///     κₙ(u) - κₙ(U) = n²/(2n-1)·∫₀¹ κ_{n-1}(U + sδ)·δ ds
///
/// gives |κ₀(u) - κ₀(U)|∞ ≤ |δ|∞·|r_s|₁/π and |κₙ(u) - κₙ(U)|∞ ≤ n²/(2n-1)·|δ|∞·|κ_{n-1}(U + sδ)|₁.
/// For kernels |κ₀(U)|₁ ≤ 1, so κ₁ hands errors on without enlarging them, and L layers cost O(log L)
/// bits.
public struct ArcCosineComposition: Sendable {
  /// The argument u.
  public let argument: FixedSeries
  /// The functions κ₀(u), κ₁(u) and so on.
  public let values: [FixedSeries]

  /// Computes κ₀(u), …, κₙ(u).
  ///
  /// - Precondition: `degree` is not negative.
  /// - Throws: `SeriesError.domain` when the constant term is certainly not in (-1, 1) and u is not
  ///   constant; `.insufficientPrecision` when that cannot be decided; `.tooLarge`.
  /// - Complexity: about 5 + n products; linear for u = t and for constants.
  public init(_ u: FixedSeries, upTo degree: Int) throws(SeriesError) {
    precondition(degree >= 0, "the degree of an arc-cosine function is not negative")
    argument = u
    if u.support.upperBound <= 1 {
      values = try ArcCosineComposition.constants(u, upTo: degree)
    } else if u.isVariable {
      values = try u.context.arcCosineOfVariable(upTo: degree)
    } else {
      try u.requireConstantInOpenUnitInterval(function: "kappa")
      values = try ArcCosineComposition.general(u, upTo: degree)
    }
  }

  private static func constants(
    _ u: FixedSeries, upTo degree: Int
  ) throws(SeriesError) -> [FixedSeries] {
    var values: [FixedSeries] = []
    for k in 0...degree { values.append(try u.context.arcCosineValue(k, at: u[0])) }
    return values
  }

  private static func general(
    _ u: FixedSeries, upTo degree: Int
  ) throws(SeriesError) -> [FixedSeries] {
    let arcsine = try ArcsineComposition(u)
    let (delta, center) = (u.errorNorms, u.center[0])
    // `own` is κₖ(U); `shift` bounds κₖ(u) - κₖ(U).
    var own = try zeroth(arcsine, at: center)
    // 1/π < 0.3184 ≤ 326·2⁻¹⁰.
    var shift =
      NormProfile.productBounds(delta, arcsine.slope)
      * Magnitude(roundingUp: 326, exponent: -10)
    var values = [own.widened(by: shift)]
    for k in stride(from: 1, through: degree, by: 1) {
      let weight = Rational(k * k, over: 2 * k - 1)
      let reached = own.norms + NormProfile(bounds: shift, in: 0..<u.order)
      let product = try FixedSeries.product(SeriesFactor(own), arcsine.inner)
      own = try product.integrated().scaled(by: weight)
        .adding(u.context.arcCosineValue(k, at: center))
      shift = NormProfile.productBounds(delta, reached) * Magnitude.bounding(weight)
      values.append(own.widened(by: shift))
    }
    return values
  }

  /// κ₀(U) = κ₀(U₀) + ∫U'·r/π.
  private static func zeroth(
    _ arcsine: ArcsineComposition, at center: RealBall
  ) throws(SeriesError) -> FixedSeries {
    let context = arcsine.derivative.context
    let precision = context.fractionBits + 32
    let reciprocalOfPi = RealBall.one.divided(
      by: .pi(precision: precision + 8), precision: precision)
    return try arcsine.derivative.scaled(by: reciprocalOfPi).integrated()
      .adding(context.arcCosineValue(0, at: center))
  }
}

extension SeriesContext {
  /// κₙ of a number, as a constant series.
  func arcCosineValue(_ n: Int, at x: RealBall) throws(SeriesError) -> FixedSeries {
    guard let values = try? ArcCosineValue.upTo(n, at: x, precision: fractionBits + 32) else {
      throw .domain(function: "kappa")
    }
    return try constant(values[n])
  }
}

extension FixedSeries {
  /// Whether the series is exactly t.
  var isVariable: Bool {
    isExact && support == 1..<2 && self[1].midpoint == .one
  }

  /// Throws unless the constant term is certainly in (-1, 1).
  func requireConstantInOpenUnitInterval(function: String) throws(SeriesError) {
    let gap = RealBall.one.subtracting(
      self[0].absolute(precision: workingPrecision(of: self[0])),
      precision: workingPrecision(of: self[0]))
    if gap.isCertainlyPositive { return }
    if gap.isCertainlyNonpositive { throw .domain(function: function) }
    throw .insufficientPrecision(function: function, missingBits: missingBits)
  }
}

extension Magnitude {
  /// A bound for the size of a rational number.
  static func bounding(_ value: Rational) -> Magnitude {
    Dyadic(value.magnitude, precision: 32, rounding: .up).magnitude
  }
}
