internal import Arithmetic

extension FixedSeries {
  /// 1/√v.
  ///
  /// The stored numbers V of v are treated as exact (`BinomialRoot`). For v = V + δ and
  /// y = V^(-1/2), the mean value form is v^(-1/2) = y·(1 + x)^(-1/2) with x = y²·δ, and
  ///
  ///     |v^(-1/2) - y|∞ ≤ |y|₁·|x|∞ / (2·(1 - |x|₁))
  ///
  /// because the binomial coefficients C(-1/2, k), k ≥ 1, are at most 1/2 in size.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not positive,
  ///   `.insufficientPrecision` when it cannot be told from 0 or the residual is too large,
  ///   `.tooLarge`.
  /// - Complexity: about 4 products; half of that for an even series.
  public static func inverseSquareRoot(_ v: FixedSeries) throws(SeriesError) -> FixedSeries {
    try v.requirePositiveConstant(function: "1/sqrt(x)")
    if v.parity == .even && v.order > 2 {
      return try inverseSquareRoot(v.decimated).dilated(toOrder: v.order)
    }
    if let root = try v.constantImage({ inverseSquareRoot($0, precision: $1) }) { return root }
    let y = try BinomialRoot(exponent: .minusHalf, argument: v.center).certified()
    if v.isExact { return y }
    let norms = y.norms
    let x = v.errorNorms * (norms * norms)
    return y.widened(
      by: try relativeError(x, of: norms, function: "1/sqrt(x)", slope: .powerOfTwo(-1)))
  }

  /// 1/v.
  ///
  /// With V, δ and y = 1/V as for the inverse square root, 1/v = y/(1 + x) with x = y·δ, hence
  /// |1/v - y|∞ ≤ |y|₁·|x|∞/(1 - |x|₁).
  ///
  /// - Throws: `SeriesError.domain` when the constant term is exactly 0, `.insufficientPrecision`
  ///   when it cannot be told from 0 or the residual is too large, `.tooLarge`.
  /// - Complexity: about 2.5 products; half of that for an even series.
  public static func reciprocal(_ v: FixedSeries) throws(SeriesError) -> FixedSeries {
    try v.requireNonzeroConstant(function: "1/x")
    if v.parity == .even && v.order > 2 {
      return try reciprocal(v.decimated).dilated(toOrder: v.order)
    }
    if let inverse = try v.constantImage({ RealBall.one.divided(by: $0, precision: $1) }) {
      return inverse
    }
    let y = try BinomialRoot(exponent: .minusOne, argument: v.center).certified()
    if v.isExact { return y }
    let norms = y.norms
    return y.widened(
      by: try relativeError(v.errorNorms * norms, of: norms, function: "1/x", slope: .powerOfTwo(0))
    )
  }

  /// A bound for y·((1 + x)^(-a) - 1) with a = `slope`: at most a·|x|∞·|y|₁/(1 - |x|₁).
  ///
  /// For ξ = |x|₁ ≤ 1/2, 1/(1 - ξ) ≤ 1 + 2ξ.
  static func relativeError(
    _ x: NormProfile, of y: NormProfile, function: String, slope: Magnitude
  ) throws(SeriesError) -> BlockProfile {
    guard let xi = x.sum.bounds.last, xi <= .powerOfTwo(-1) else {
      let bits = x.sum.maximum.isInfinite ? 1 << 20 : x.sum.maximum.ceilingExponent + 2
      throw .insufficientPrecision(function: function, missingBits: bits)
    }
    let factor = slope * (Magnitude.powerOfTwo(0) + xi.scaled(byPowerOfTwo: 1))
    let relative = NormProfile(largest: x.runningLargest * factor, sum: x.sum * factor)
    return NormProfile.productBounds(relative, y)
  }

  private static func inverseSquareRoot(_ x: RealBall, precision: Int) -> RealBall {
    guard let root = try? RealBall.sqrt(x, precision: precision + 8) else { return .everything }
    return RealBall.one.divided(by: root, precision: precision)
  }
}

extension FixedSeries {
  /// Throws unless the constant term is certainly positive.
  func requirePositiveConstant(function: String) throws(SeriesError) {
    let constant = self[0]
    if constant.isCertainlyPositive { return }
    if constant.isCertainlyNonpositive { throw .domain(function: function) }
    throw .insufficientPrecision(function: function, missingBits: missingBits)
  }

  /// Throws unless the constant term is certainly not 0.
  func requireNonzeroConstant(function: String) throws(SeriesError) {
    let constant = self[0]
    if !constant.containsZero { return }
    if constant.isZero { throw .domain(function: function) }
    throw .insufficientPrecision(function: function, missingBits: missingBits)
  }

  /// A guess of how many more bits separate a constant term from a singularity: as many again.
  var missingBits: Int { max(64, fractionBits / 2) }

  /// The image of a constant under a function of real numbers; `nil` for a series that is none.
  func constantImage(
    _ function: (_ x: RealBall, _ precision: Int) -> RealBall
  ) throws(SeriesError) -> FixedSeries? {
    guard support.upperBound <= 1 else { return nil }
    return try context.constant(function(self[0], workingPrecision(of: self[0])))
  }

  /// Bits of relative precision that give about one unit of absolute precision to values of
  /// functions near a number and its reciprocal.
  func workingPrecision(of x: RealBall) -> Int {
    fractionBits + abs(x.midpoint.isZero ? 0 : x.midpoint.exponent) + 32
  }
}
