internal import Arithmetic

extension FixedSeries {
  /// sin u and cos u together.
  ///
  /// For V = U - u₀ a guess z = C + iS of w = e^(iV) comes from Newton's iteration for tan(V/2).
  /// With the defects D = (C' + V'·S) + i·(S' - V'·C) the quotient ζ = z/w has ζ' = D·w̄ and
  /// ζ(0) = 1, hence z - w = w·∫D·w̄. A complex coefficient is bounded by the sum of the sizes of its
  /// parts; let d = |D|₁ and η = 2·d·|z|₁ ≤ 1/2. By induction on n, |w|₁ ≤ 2·|z|₁ up to n: the
  /// coefficients of ζ up to n need w below n only, so |ζ - 1|₁ ≤ d·2|z|₁ = η and w = z/ζ. Then
  /// |1/ζ - 1|₁ ≤ 2η, and each coefficient of w differs from that of z by at most 2η·|z|₁.
  ///
  /// For u = U + δ, e^(iu) - e^(iU) = e^(iU)·(e^(iδ) - 1), bounded as for the exponential.
  ///
  /// - Throws: `SeriesError.insufficientPrecision` when the defect is too large, `.tooLarge`.
  /// - Complexity: about 20 products.
  public static func sineAndCosine(
    _ u: FixedSeries
  ) throws(SeriesError) -> (sine: FixedSeries, cosine: FixedSeries) {
    let precision = u.fractionBits + 32
    let constant = u[0]
    let (sine, cosine) = (
      RealBall.sin(constant, precision: precision), RealBall.cos(constant, precision: precision)
    )
    if u.support.upperBound <= 1 {
      return (try u.context.constant(sine), try u.context.constant(cosine))
    }
    let (s, c) = try certifiedSineAndCosine(u.withoutConstant)
    if constant.isZero { return (s, c) }
    return (
      try c.scaled(by: sine).adding(s.scaled(by: cosine)),
      try c.scaled(by: cosine).subtracting(s.scaled(by: sine))
    )
  }

  /// sin u; see `sineAndCosine(_:)`.
  ///
  /// - Throws: as `sineAndCosine(_:)`.
  public static func sin(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    try sineAndCosine(u).sine
  }

  /// cos u; see `sineAndCosine(_:)`.
  ///
  /// - Throws: as `sineAndCosine(_:)`.
  public static func cos(_ u: FixedSeries) throws(SeriesError) -> FixedSeries {
    try sineAndCosine(u).cosine
  }

  /// The pair for a series with constant term 0.
  private static func certifiedSineAndCosine(
    _ u: FixedSeries
  ) throws(SeriesError) -> (FixedSeries, FixedSeries) {
    let v = u.center
    let (s, c) = try sineAndCosineGuess(v)
    let slope = v.termwiseDerivative()
    let first = c.termwiseDerivative().adding(try slope.multiplied(by: s))
    let second = s.termwiseDerivative().subtracting(try slope.multiplied(by: c))
    let z = c.sizes + s.sizes
    let defect = first.withoutLast.norms + second.withoutLast.norms
    let eta = (defect.sum.maximum * z.sum.maximum).scaled(byPowerOfTwo: 1)
    guard eta <= .powerOfTwo(-1) else {
      throw .insufficientPrecision(
        function: "sin", missingBits: eta.isInfinite ? u.missingBits : eta.ceilingExponent + 2)
    }
    let excess = eta.scaled(byPowerOfTwo: 1) * z.sum.maximum
    let w = NormProfile(largest: z.largest + excess, sum: z.sum + excess)
    let integral = NormProfile(
      bounds: NormProfile.productBounds(defect, w).integrated, in: 0..<u.order)
    let own = NormProfile.productBounds(w, integral)
    let moved = try relativeError(u.errorNorms, of: w, function: "sin", slope: .powerOfTwo(0))
    return (s.widened(by: own + moved), c.widened(by: own + moved))
  }

  /// t = tan(u/2) by t ← t - (arctan t - u/2)·(1 + t²), then 2t/(1 + t²) and (1 - t²)/(1 + t²);
  /// errors are dropped at every step.
  private static func sineAndCosineGuess(
    _ u: FixedSeries
  ) throws(SeriesError) -> (FixedSeries, FixedSeries) {
    let half = try u.scaled(by: Rational(1, over: 2)).center
    var t = SeriesContext(order: 1, fractionBits: u.fractionBits).zero
    for order in BinomialRoot.lengths(upTo: u.order).dropFirst() {
      let longer = t.extended(toOrder: order)
      let scale = longer.context.one.adding(try longer.squared()).center
      let arctangent = try longer.termwiseDerivative().multiplied(by: reciprocal(scale).center)
        .center.integrated().center
      let correction = half.truncated(toOrder: order).subtracting(arctangent)
      t = try longer.adding(correction.multiplied(by: scale)).center
    }
    let square = try t.squared().center
    let inverse = try reciprocal(t.context.one.adding(square)).center
    let cosine = try t.context.one.subtracting(square).multiplied(by: inverse).center
    let sine = try t.multiplied(by: inverse).scaled(by: 2).center
    // The proof starts from z(0) = 1, which holds when the stored numbers say so.
    guard cosine[0] == .one, sine[0].isZero else {
      throw .insufficientPrecision(function: "sin", missingBits: u.missingBits)
    }
    return (sine, cosine)
  }
}

extension FixedSeries {
  /// The series with 0 for its last coefficient, which an integral does not need.
  fileprivate var withoutLast: FixedSeries {
    FixedSeries(
      context, rows: rows.rows(0..<(order - 1)), valuation: support.lowerBound, pattern: pattern,
      errors: errors)
  }
}

extension BlockProfile {
  /// Bounds for the coefficients of the integral of a series with these bounds.
  ///
  /// Index n of block j belongs to n - 1, of block j or j - 1, and is divided by n ≥ 2^(j-1).
  var integrated: BlockProfile {
    BlockProfile(
      bounds.indices.map { j in
        j == 0 ? .zero : max(bounds[j], bounds[j - 1]).scaled(byPowerOfTwo: 1 - j)
      })
  }
}
