public import Arithmetic

/// The dual activation E[φ(u)·φ(v)] of a function without a closed form, by its Hermite expansion.
public enum GaussianDual {
  /// More coefficients are not computed: what they would add is left in the tail.
  public static let countLimit = 640
  /// Integrals are computed to no more bits than this.
  public static let precisionLimit = 224

  /// E[φ(u)·φ(v)] for centred Gaussian u, v with Var u = p, Cov(u, v) = q, Var v = r.
  ///
  ///     E[φ(u)φ(v)] = Σ aₙ(p)·aₙ(r)·ρⁿ,   ρ = q/√(pr)      (Mehler's formula)
  ///
  /// and what is left out is at most √(T(p)·T(r))·|ρ|^(N+1) for the tails T of the expansions, by Cauchy
  /// and Schwarz. Where u and v are one variable the result is E φ(u)², from the square norm. Coefficients
  /// are added until the tail is below 2^(-precision) or their number reaches ``countLimit``.
  ///
  /// - Returns: The whole line when a variance is not certainly positive or the function is not shown to
  ///   be analytic.
  public static func value(
    of function: any PiecewiseAnalyticFunction, _ p: RealBall, _ q: RealBall, _ r: RealBall,
    isDiagonal: Bool, precision: Int
  ) -> RealBall {
    let working = min(precision, precisionLimit)
    if isDiagonal {
      return expansion(of: function, p, 16, working)?.squareNorm ?? .everything
    }
    guard let rho = correlation(p, q, r, precision: working + 48) else { return .everything }
    var count = 40
    while true {
      guard let first = expansion(of: function, p, count, working),
        let second = p == r ? first : expansion(of: function, r, count, working)
      else { return .everything }
      let rest =
        (first.tail * second.tail).squareRoot() * rho.magnitude.power(count)
      if rest <= .powerOfTwo(-working) || count >= countLimit {
        return sum(first, second, rho, precision: working + 32).widened(by: rest)
      }
      count = min(2 * count, countLimit)
    }
  }

  /// ρ cut off to [-1, 1].
  private static func correlation(
    _ p: RealBall, _ q: RealBall, _ r: RealBall, precision: Int
  ) -> RealBall? {
    let scale =
      p == r
      ? p : try? RealBall.sqrt(p.multiplied(by: r, precision: precision), precision: precision)
    guard let scale, scale.isCertainlyPositive else { return nil }
    return q.divided(by: scale, precision: precision).intersection(
      RealBall(midpoint: .zero, radius: .powerOfTwo(0)), precision: precision)
  }

  /// Σ aₙbₙρⁿ: on wide balls by the midpoint and the bound Σ n·|aₙbₙ|·|ρ|^(n-1) for the slope.
  private static func sum(
    _ first: HermiteExpansion, _ second: HermiteExpansion, _ rho: RealBall, precision: Int
  ) -> RealBall {
    let products = zip(first.coefficients, second.coefficients).map {
      $0.multiplied(by: $1, precision: precision + 16)
    }
    let middle = RealBall(rho.midpoint)
    var value = RealBall.zero
    for product in products.reversed() {
      value = value.multiplied(by: middle, precision: precision + 16)
        .adding(product, precision: precision + 16)
    }
    if rho.isExact { return value }
    var slope = Magnitude.zero
    let size = min(rho.magnitude, Magnitude(1))
    for (n, product) in products.enumerated().reversed() where n > 0 {
      slope = slope * size + product.magnitude * Magnitude(n)
    }
    return value.widened(by: slope * rho.radius)
  }

  /// The expansion from a cache of the process.
  public static func expansion(
    of function: any PiecewiseAnalyticFunction, _ variance: RealBall, _ count: Int, _ precision: Int
  ) -> HermiteExpansion? {
    let key = ExpansionCache.Key(
      identity: function.identity, count: count, precision: precision)
    if let known = ExpansionCache.shared.value(key, variance) { return known }
    let fresh = HermiteExpansion(
      of: function, variance: variance, count: count, precision: precision)
    ExpansionCache.shared.store(fresh, key, variance)
    return fresh
  }
}
