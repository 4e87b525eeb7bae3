internal import Arithmetic
internal import Expressions

/// The constant of the eigenvalues of ℓ^R on a product of spheres, ℓ = Σ pᵢ·(1 - tᵢ).
///
///     μ_k(ℓ^R) ~ Γ(N)/Γ(-R)·(Γ(d/2)/√π)^q·2^(q(d-3)/2)·∏ pᵢ^(-(d-1)/2)·S^(-N),   S = ½·Σ kᵢ²/pᵢ,  N = R + q·(d-1)/2,
///
/// from x^R = Γ(-R)⁻¹·∫ e^(-ux)·u^(-R-1) du and the eigenvalues of e^(-x(1-t)); see docs/multisphere.md.
struct LinearFormConstant {
  let dimension: SphereDimension
  let store: ExpressionStore

  /// Γ(N)/Γ(-R)·(Γ(d/2)/√π)^q.
  func universal(exponent: Rational, pixels: Int) -> GammaProduct {
    let half = Rational(1, over: 2)
    let count = Rational(pixels)
    var result: GammaProduct
    switch dimension {
    case .number(let d):
      result = GammaProduct(store.rational(1), in: store)
      result.multiplyGamma(exponent + count * Rational(d - 1, over: 2), exponent: 1)
      result.multiplyGamma(Rational(d, over: 2), exponent: pixels)
    case .symbol(let symbol):
      result = GammaProduct(store.rational(1), dimension: store.symbol(symbol), in: store)
      result.multiplyGamma(exponent - count * half, slope: count * half, exponent: 1)
      result.multiplyGamma(0, slope: half, exponent: pixels)
    }
    result.multiplyPower(of: store.pi, -count * half)
    result.multiplyGamma(-exponent, exponent: -1)
    return result
  }

  /// The other factors, with kᵢ = aᵢ·r and r^(-2N) left out: 2^(-3q/2)·∏ √pᵢ·S^(q/2-R)·√B^d, B = 2^q/(∏ pᵢ·S^q).
  ///
  /// - Throws: ``AsymptoticFailure`` when a power has no value.
  func own(
    _ slopes: [Expression], frequencies: [Int], exponent: Rational
  ) throws(AsymptoticFailure) -> Expression {
    do {
      let half = Rational(1, over: 2)
      let count = Rational(slopes.count)
      let squares = try zip(slopes, frequencies).filter { $0.1 > 0 }.map { slope, frequency in
        store.product(
          store.rational(Rational(frequency * frequency, over: 2)), try store.power(slope, -1))
      }
      let sum = store.simplified(store.sum(squares))
      let product = store.product(slopes)
      let base = store.simplified(
        store.product([
          try store.power(store.rational(2), count), try store.power(product, -1),
          try store.power(sum, -count),
        ]))
      return store.product([
        try store.power(store.rational(2), -3 * half * count), try store.power(product, half),
        try store.power(sum, half * count - exponent), try power(base),
      ])
    } catch {
      throw AsymptoticFailure(reason: "a power of a slope has no value")
    }
  }

  /// base^(d/2) for a positive base.
  private func power(_ base: Expression) throws -> Expression {
    switch dimension {
    case .number(let d): return try store.power(base, Rational(d, over: 2))
    case .symbol(let symbol):
      let root = store.simplified(try store.squareRoot(base))
      guard store.isPositive(base), store.isPositive(root) else {
        throw AsymptoticFailure(reason: "a slope is not shown to be positive")
      }
      let d = store.symbol(symbol)
      return store.rationalValue(root) == nil
        ? try store.power(base, symbolicExponent: store.scaled(d, by: Rational(1, over: 2)))
        : try store.power(root, symbolicExponent: d)
    }
  }
}
