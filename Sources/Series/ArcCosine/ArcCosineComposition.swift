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
  private let kind: Kind

  private enum Kind: Sendable {
    /// u is a constant.
    case constant
    /// u is exactly t.
    case variable
    /// Norms of r_s, and κ₀(U) with its own errors only.
    case general(slope: NormProfile, zeroth: FixedSeries)
  }

  /// Prepares the compositions with u; computes the inverse square root.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not in (-1, 1) and u is not
  ///   constant; `.insufficientPrecision` when that cannot be decided; `.tooLarge`.
  /// - Complexity: about 6 products.
  public init(_ u: FixedSeries) throws(SeriesError) {
    argument = u
    if u.support.upperBound <= 1 {
      kind = .constant
    } else if u.isVariable {
      kind = .variable
    } else {
      try u.requireConstantInOpenUnitInterval(function: "kappa")
      kind = try ArcCosineComposition.general(u)
    }
  }

  private static func general(_ u: FixedSeries) throws(SeriesError) -> Kind {
    let arcsine = try ArcsineComposition(u)
    let precision = u.fractionBits + 32
    let reciprocalOfPi = RealBall.one.divided(
      by: .pi(precision: precision + 8), precision: precision)
    let integral = try arcsine.derivative.scaled(by: reciprocalOfPi).integrated()
    let value = try u.context.arcCosineValue(0, at: u.center[0])
    return .general(slope: arcsine.slope, zeroth: integral.adding(value))
  }

  /// κₙ(u).
  ///
  /// - Precondition: `n` is not negative.
  /// - Throws: `SeriesError`.
  /// - Complexity: n products for the general argument, linear for t and for constants.
  public func kappa(_ n: Int) throws(SeriesError) -> FixedSeries {
    guard let last = try upTo(n).last else { preconditionFailure("no arc-cosine function") }
    return last
  }

  /// κ₀(u), …, κₙ(u).
  ///
  /// - Precondition: `n` is not negative.
  /// - Throws: `SeriesError`.
  public func upTo(_ n: Int) throws(SeriesError) -> [FixedSeries] {
    precondition(n >= 0, "the degree of an arc-cosine function is not negative")
    let context = argument.context
    switch kind {
    case .constant:
      var values: [FixedSeries] = []
      for k in 0...n { values.append(try context.arcCosineValue(k, at: argument[0])) }
      return values
    case .variable:
      return try context.arcCosineOfVariable(upTo: n)
    case .general(let slope, let zeroth):
      return try general(upTo: n, slope: slope, zeroth: zeroth)
    }
  }

  private func general(
    upTo n: Int, slope: NormProfile, zeroth: FixedSeries
  ) throws(SeriesError) -> [FixedSeries] {
    let delta = argument.errorNorms
    let center = argument.center
    let derivative = SeriesFactor(center.termwiseDerivative())
    // 1/π < 0.3184 ≤ 326·2⁻¹⁰.
    let overPi = Magnitude(roundingUp: 326, exponent: -10)
    // `own` is κₖ(U); `shift` bounds κₖ(u) - κₖ(U).
    var own = zeroth
    var shift = NormProfile.productBounds(delta, slope) * overPi
    var values = [own.widened(by: shift)]
    for k in stride(from: 1, through: n, by: 1) {
      let weight = Rational(k * k, over: 2 * k - 1)
      let reached = own.norms + NormProfile(bounds: shift, in: 0..<argument.order)
      let product = try FixedSeries.product(SeriesFactor(own), derivative)
      let value = try argument.context.arcCosineValue(k, at: center[0])
      own = try product.integrated().scaled(by: weight).adding(value)
      shift = NormProfile.productBounds(delta, reached)
        * Magnitude.bounding(weight)
      values.append(own.widened(by: shift))
    }
    return values
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
