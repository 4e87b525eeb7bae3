internal import Arithmetic
internal import Expressions

/// The constant of the eigenvalues of ℓ^R on a product of spheres, ℓ = Σ pᵢ·(1 - tᵢ), without the part of the slopes:
///
///     μ_k(ℓ^R) ~ Γ(N)/Γ(-R)·(Γ(d/2)·2^((d-3)/2)/√π)^q·∏ pᵢ^(-(d-1)/2)·(½·Σ kᵢ²/pᵢ)^(-N),   N = R + q·(d-1)/2,
///
/// from x^R = Γ(-R)⁻¹·∫ e^(-ux)·u^(-R-1) du and the eigenvalues of e^(-x(1-t)); see docs/multisphere.md.
struct LinearFormConstant {
  let dimension: SphereDimension
  let store: ExpressionStore

  /// Γ(N)/Γ(-R)·(Γ(d/2)·2^((d-3)/2)/√π)^q.
  func universal(exponent: Rational, pixels: Int) -> GammaProduct {
    let half = Rational(1, over: 2)
    let count = Rational(pixels)
    var result: GammaProduct
    switch dimension {
    case .number(let d):
      result = GammaProduct(store.rational(1), in: store)
      result.multiplyGamma(exponent + count * Rational(d - 1, over: 2), exponent: 1)
      result.multiplyGamma(Rational(d, over: 2), exponent: pixels)
      result.multiplyPower(of: store.rational(2), count * Rational(d - 3, over: 2))
    case .symbol(let symbol):
      let d = store.symbol(symbol)
      result = GammaProduct(store.rational(1), dimension: d, in: store)
      result.multiplyGamma(exponent - count * half, slope: count * half, exponent: 1)
      result.multiplyGamma(0, slope: half, exponent: pixels)
      let power = store.sum(
        store.rational(-3 * count * half), store.scaled(d, by: count * half))
      if let factor = try? store.power(store.rational(2), symbolicExponent: power) {
        result.multiply(by: factor)
      }
    }
    result.multiplyPower(of: store.pi, -count * half)
    result.multiplyGamma(-exponent, exponent: -1)
    return result
  }

  /// ∏ pᵢ^(-(d-1)/2)·(½·Σ aᵢ²/pᵢ)^(-N), the factor of r^(-2N) for frequencies aᵢ·r.
  ///
  /// - Throws: ``AsymptoticFailure`` when a power has no value.
  func own(
    _ slopes: [Expression], frequencies: [Int], exponent: Rational
  ) throws(AsymptoticFailure) -> Expression {
    do {
      var factors: [Expression] = []
      var squares: [Expression] = []
      let half = Rational(1, over: 2)
      for (slope, frequency) in zip(slopes, frequencies) {
        factors.append(try power(slope, constant: half, slope: -half))
        guard frequency > 0 else { continue }
        squares.append(
          store.product(
            store.rational(Rational(frequency * frequency, over: 2)), try store.power(slope, -1)))
      }
      let count = Rational(slopes.count)
      factors.append(
        try power(
          store.simplified(store.sum(squares)), constant: count * half - exponent,
          slope: -count * half))
      return store.product(factors)
    } catch {
      throw AsymptoticFailure(reason: "a power of a slope has no value")
    }
  }

  /// base^(constant + slope·d) for a positive base.
  private func power(
    _ base: Expression, constant: Rational, slope: Rational
  ) throws -> Expression {
    switch dimension {
    case .number(let d): return try store.power(base, constant + slope * Rational(d))
    case .symbol(let symbol):
      guard store.isPositive(base) else {
        throw AsymptoticFailure(reason: "a slope is not shown to be positive")
      }
      return try store.power(
        base,
        symbolicExponent: store.sum(
          store.rational(constant), store.scaled(store.symbol(symbol), by: slope)))
    }
  }
}
