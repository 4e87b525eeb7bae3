internal import Arithmetic
internal import Quadrature

extension FixedSeries {
  /// Φ₂(h, k; ρ) = Φ₂(h₀, k₀; ρ₀) + ∫ h'·φ(h)·Φ((k-ρh)/s) + k'·φ(k)·Φ((h-ρk)/s) + ρ'·φ₂(h, k; ρ) with
  /// s = √(1-ρ²) and φ₂ = e^(-(h²-2ρhk+k²)/(2s²))/(2πs) (Plackett 1954).
  ///
  /// - Throws: `SeriesError.domain` when |ρ₀| ≥ 1, `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 120 products.
  public static func bivariateNormalDistribution(
    _ h: FixedSeries, _ k: FixedSeries, correlation rho: FixedSeries
  ) throws(SeriesError) -> FixedSeries {
    let context = rho.context
    let precision = context.fractionBits + 32
    let start = try context.constant(
      BivariateNormal.distribution(h[0], k[0], correlation: rho[0], precision: precision))
    if [h, k, rho].allSatisfy({ $0.support.upperBound <= 1 }) { return start }
    let square = context.one.subtracting(try rho.squared())
    let inverse = try inverseSquareRoot(square)
    func slope(_ a: FixedSeries, _ b: FixedSeries) throws(SeriesError) -> FixedSeries {
      if a.support.upperBound <= 1 { return context.zero }
      let gap = b.subtracting(try rho.multiplied(by: a))
      let density = try exp(try a.squared().scaled(by: Rational(-1, over: 2)))
        .scaled(by: normalDensityAtZero(precision))
      return try a.termwiseDerivative().multiplied(by: density)
        .multiplied(by: normalDistribution(try gap.multiplied(by: inverse)))
    }
    var integrand = try slope(h, k).adding(try slope(k, h))
    if rho.support.upperBound > 1 {
      let mixed = try rho.multiplied(by: h).multiplied(by: k).scaled(by: Rational(-2))
      let form = try h.squared().adding(mixed).adding(try k.squared())
      let exponent = try form.multiplied(by: try inverse.squared())
        .scaled(by: Rational(-1, over: 2))
      let turn = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
      let density = try exp(exponent).multiplied(by: inverse)
        .scaled(by: RealBall.one.divided(by: turn, precision: precision))
      integrand = integrand.adding(try rho.termwiseDerivative().multiplied(by: density))
    }
    return integrand.integrated().adding(start)
  }

  private static func normalDensityAtZero(_ precision: Int) -> RealBall {
    let turn = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    return (try? RealBall.reciprocalSqrt(turn, precision: precision)) ?? .everything
  }

  /// E φ(u)² for a constant variance p.
  ///
  /// - Throws: `SeriesError.domain` when the variance depends on t.
  static func secondMoment(
    of function: any PiecewiseAnalyticFunction, name: String, _ p: FixedSeries
  ) throws(SeriesError) -> FixedSeries {
    guard p.support.upperBound <= 1 else { throw .domain(function: name) }
    return try p.context.constant(
      GaussianDual.value(
        of: function, p[0], p[0], p[0], isDiagonal: true,
        precision: p.context.fractionBits + 32))
  }

  /// The dual activation Σ aₙ(p)·aₙ(r)·ρⁿ, ρ = q/√(pr), of a function given by its values, for constant
  /// variances.
  ///
  /// The coefficients beyond those computed are bounded by Parseval's remainder T: |Σ cₙ| ≤ T. With ρ = ρ₀ + ρ'
  /// and m = max(order, 16), a circle of radius σ = 1 - 1/m says |[t^k]ρⁿ| ≤ σ^(-k)·(|ρ₀| + σ·|ρ'|₁)ⁿ, at most
  /// 3 for k < m, provided that |ρ₀| + σ·|ρ'|₁ ≤ 1.
  ///
  /// - Throws: `SeriesError.domain` when a variance depends on t or ρ is not shown to be small enough,
  ///   `.insufficientPrecision` when the variances are not known to be positive, `.tooLarge`.
  /// - Complexity: O(order) products, for ρ = ct none.
  static func dual(
    of function: any PiecewiseAnalyticFunction, name: String, _ p: FixedSeries, _ q: FixedSeries,
    _ r: FixedSeries
  ) throws(SeriesError) -> FixedSeries {
    guard p.support.upperBound <= 1, r.support.upperBound <= 1 else {
      throw .domain(function: name)
    }
    let context = q.context
    let precision = context.fractionBits + 32
    let (first, second) = (p[0], r[0])
    let product = first.multiplied(by: second, precision: precision)
    guard first.isCertainlyPositive, second.isCertainlyPositive,
      let scale = try? RealBall.reciprocalSqrt(product, precision: precision)
    else { throw .insufficientPrecision(function: name, missingBits: 32) }
    let rho = try q.scaled(by: scale)
    let count = min(max(context.order, 320), GaussianDual.countLimit)
    let working = min(precision, GaussianDual.precisionLimit)
    guard let left = GaussianDual.expansion(of: function, first, count, working),
      let right = first == second
        ? left : GaussianDual.expansion(of: function, second, count, working)
    else { throw .domain(function: name) }
    let coefficients = zip(left.coefficients, right.coefficients).map {
      $0.multiplied(by: $1, precision: precision)
    }
    var rest = (left.tail * right.tail).squareRoot() * Magnitude(3)
    if rho[0].isZero, context.order <= count { rest = .zero }
    if !rest.isZero {
      let m = max(context.order, 16)
      let size =
        rho[0].magnitude + rho.withoutConstant.norms.sum.maximum
        * RealBall(Rational(m - 1, over: m), precision: 32).magnitude
      guard size <= Magnitude(1) else { throw .domain(function: name) }
    }
    var sum = context.zero
    if rho.support == 1..<2 {
      var scaled: [RealBall] = []
      var power = RealBall.one
      for coefficient in coefficients.prefix(context.order) {
        scaled.append(coefficient.multiplied(by: power, precision: precision))
        power = power.multiplied(by: rho[1], precision: precision)
      }
      sum = try context.polynomial(scaled)
    } else {
      for coefficient in coefficients.reversed() {
        sum = try sum.multiplied(by: rho).adding(try context.constant(coefficient))
      }
    }
    return sum.widened(by: BlockProfile(repeating: rest, order: context.order))
  }
}
