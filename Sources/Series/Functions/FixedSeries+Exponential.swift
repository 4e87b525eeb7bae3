internal import Arithmetic

extension FixedSeries {
  /// eᵘ.
  ///
  /// The constant term is taken out: eᵘ = e^(u₀)·e^(u-u₀). For the rest V (exact) a guess g comes
  /// from Newton's iteration g ← g·(1 + V - log g). With the defect D = g' - V'·g and
  /// z = -∫D/g one has e^V = g·e^z, because g·e^z has the derivative V'·g·e^z and the constant term
  /// 1. So, for ζ = |z|₁ ≤ 1/2,
  ///
  ///     |e^V - g|∞ ≤ |z|∞·(1 + 2ζ)·|g|₁
  ///
  /// as |(e^z - 1)/z|₁ ≤ e^ζ ≤ 1 + 2ζ; and for u = V + δ in the same way e^u - e^V = e^V·(e^δ - 1).
  ///
  /// - Throws: `SeriesError.insufficientPrecision` when the defect is too large, `.tooLarge`.
  /// - Complexity: about 15 products.
  public static func exp(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    if u.support.isEmpty { return u.context.one }
    let constant = u[0]
    // e^(2³²) has more bits than any series may hold.
    if Dyadic(1, timesPowerOfTwo: 32) < constant.midpoint { throw .tooLarge(limbs: .max) }
    let factor = RealBall.exp(constant, precision: u.exponentialPrecision)
    if u.support.upperBound <= 1 { return try u.context.constant(factor) }
    let rest = u.withoutConstant
    let power = try certifiedExponential(rest)
    return constant.isZero ? power : try power.scaled(by: factor)
  }

  /// e^u for a series with constant term 0.
  private static func certifiedExponential(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    let center = u.center
    let g = try exponentialGuess(center)
    let slope = try center.termwiseDerivative().multiplied(by: g)
    let defect = g.termwiseDerivative().subtracting(slope)
    let z = try defect.multiplied(by: reciprocal(g)).integrated()
    let norms = g.sizes
    let own = try expMinusOneError(z.norms, of: norms)
    if u.isExact { return g.widened(by: own) }
    let power = g.widened(by: own)
    return power.widened(by: try expMinusOneError(u.errorNorms, of: power.norms))
  }

  /// A bound for y·(e^x - 1): |x|∞·(1 + 2|x|₁)·|y|₁ for |x|₁ ≤ 1/2.
  private static func expMinusOneError(
    _ x: NormProfile, of y: NormProfile
  ) throws(SeriesError) -> BlockProfile {
    try relativeError(x, of: y, function: "exp", slope: .powerOfTwo(0))
  }

  /// Newton's iteration; errors are dropped at every step.
  private static func exponentialGuess(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    var g = SeriesContext(order: 1, fractionBits: u.fractionBits).one
    for order in BinomialRoot.lengths(upTo: u.order).dropFirst() {
      let longer = g.extended(toOrder: order)
      let logarithm = try longer.termwiseDerivative().multiplied(by: reciprocal(longer).center)
        .center.integrated().center
      let correction = u.truncated(toOrder: order).subtracting(logarithm)
      g = try longer.adding(longer.multiplied(by: correction)).center
    }
    return g
  }

  /// Bits that give e^(u₀) to about one unit.
  private var exponentialPrecision: Int {
    // log₂ e^(u₀) < 1.5·u₀; beyond 2⁴⁰ the value is out of reach in any case.
    let constant = self[0].midpoint
    let size = constant.double(rounding: .up)
    return fractionBits + 64 + (size > 0 ? Int(min(1.5 * size, 0x1p24)) : 0)
  }

  /// The series minus its constant term.
  var withoutConstant: FixedSeries {
    let rows = self.rows.mapRows(width: self.rows.width) { n, source, target in
      LimbRow.copy(source, self.rows.width, to: target, self.rows.width)
      if n == 0 { target.update(repeating: 0, count: self.rows.width) }
    }
    var kept = errors
    kept.bounds[0] = .zero
    return FixedSeries(
      context, rows: rows, valuation: max(1, support.lowerBound), pattern: pattern, errors: kept)
  }

  /// The stored polynomial in a longer ring, as an exact one.
  func extended(toOrder newOrder: Int) -> FixedSeries {
    FixedSeries(
      SeriesContext(order: newOrder, fractionBits: fractionBits), rows: rows,
      valuation: support.lowerBound, pattern: pattern,
      errors: BlockProfile(repeating: .zero, order: newOrder))
  }
}
