public import Arithmetic
public import Expressions

/// The dimension of a sphere: a number or a symbol.
public enum SphereDimension: Hashable, Sendable {
  /// S^(d-1) in R^d for a number d ≥ 2.
  case number(Int)
  /// d stays a symbol.
  case symbol(Symbol)
}

extension AsymptoticTerm {
  /// The constant of n^(-ν-1)·(log n)^q in the Taylor coefficients.
  ///
  /// [tⁿ]s^ν(log s)ʲ = ∂ʲ/∂ν^j (r(ν)·Γ(n-ν)/Γ(n+1)) with r(ν) = 1/Γ(-ν), so by Leibniz' rule the constant of
  /// (-∂/∂ν)^q Γ(n-ν)/Γ(n+1) ~ n^(-ν-1)·(log n)^q is (-1)^q·Σⱼ cⱼ·C(j, q)·r^(j-q)(ν) (Flajolet & Sedgewick 2009,
  /// theorem VI.2). For a natural ν, r vanishes and r'(ν) = (-1)^(ν+1)·ν!.
  public func taylorConstant(in store: ExpressionStore) -> GammaProduct {
    var result = GammaProduct(store.rational(1), in: store)
    result.multiplyReciprocalGamma(exponent)
    var variation = GammaVariation(order: strengths.count - 1, dimension: nil, in: store)
    variation.multiplyReciprocalGamma(exponent)
    multiply(&result, variation, step: -1, in: store)
    return result
  }

  /// The exponent of n in the Taylor coefficients, -ν-1.
  public var taylorExponent: Rational { -exponent - 1 }

  /// The constant of k^(-d-2ν+1)·(log k)^q in the eigenvalues.
  ///
  /// The eigenvalue of (1 - t)^ν on S^(d-1) is, by Rodrigues' formula and the Beta integral (Müller 1966;
  /// Bietti & Bach 2021, appendix B),
  ///
  ///     I_k(d, ν) = C(d, ν)·Γ(k - ν)/Γ(k + ν + d - 1),
  ///     C(d, ν) = 2^(ν+d-2)·Γ(d/2)·Γ(ν + (d-1)/2)/(√π·Γ(-ν)),
  ///
  /// and (-1)^k times that for (1 + t)^ν; the ratio of Gamma functions is ~ k^(-d-2ν+1), and each derivative in ν brings
  /// a factor -2·log k. Logarithms are treated as in the Taylor coefficients, with C(d, ν) for r(ν).
  ///
  /// - Precondition: The power is integrable on the sphere, see ``isIntegrable(dimension:)``.
  public func eigenvalueConstant(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> GammaProduct {
    let half = Rational(1, over: 2)
    let two = store.rational(2)
    let order = strengths.count - 1
    var result: GammaProduct
    var variation: GammaVariation
    switch dimension {
    case .number(let d):
      result = GammaProduct(store.rational(1), in: store)
      result.multiplyPower(of: two, exponent + Rational(d - 2))
      result.multiplyGamma(Rational(d, over: 2), exponent: 1)
      result.multiplyGamma(exponent + Rational(d - 1, over: 2), exponent: 1)
      variation = GammaVariation(order: order, dimension: nil, in: store)
      variation.multiplyGamma(exponent + Rational(d - 1, over: 2), step: 1, exponent: 1)
    case .symbol(let symbol):
      let d = store.symbol(symbol)
      result = GammaProduct(store.rational(1), dimension: d, in: store)
      if let power = try? store.power(
        two, symbolicExponent: store.sum(store.rational(exponent - 2), d))
      {
        result.multiply(by: power)
      }
      result.multiplyGamma(0, slope: half, exponent: 1)
      result.multiplyGamma(exponent - half, slope: half, exponent: 1)
      variation = GammaVariation(order: order, dimension: d, in: store)
      variation.multiplyGamma(exponent - half, slope: half, step: 1, exponent: 1)
    }
    if let logarithm = try? store.function(.log, two) {
      variation.multiply(byExponentialOf: logarithm)
    }
    result.multiplyPower(of: store.pi, -half)
    result.multiplyReciprocalGamma(exponent)
    variation.multiplyReciprocalGamma(exponent)
    multiply(&result, variation, step: -2, in: store)
    return result
  }

  /// The exponent of k in the eigenvalues, -d-2ν+1, for a number d.
  public func eigenvalueExponent(dimension: Int) -> Rational {
    1 - Rational(dimension) - 2 * exponent
  }

  /// Whether (1 - t)^ν is integrable on S^(d-1), where the weight is (1 - t²)^((d-3)/2): ν > -(d-1)/2.
  public func isIntegrable(dimension: Int) -> Bool {
    exponent + Rational(dimension - 1, over: 2) > 0
  }

  /// Multiplies by step^q·Σⱼ c_{q+j}·(q+j)!/q!·eⱼ, where Σ eⱼεʲ is the variation, times ε for a natural ν.
  private func multiply(
    _ product: inout GammaProduct, _ variation: GammaVariation, step: Rational,
    in store: ExpressionStore
  ) {
    let shift = isNatural ? 1 : 0
    let series = variation.coefficients
    var weight = step.power(logarithm)
    var parts: [Expression] = []
    for (j, strength) in strengths.enumerated() {
      if j > 0 { weight *= Rational(logarithm + j) }
      guard j >= shift else { continue }
      parts.append(store.product([store.rational(weight), strength, series[j - shift]]))
    }
    let sum = parts.count == 1 ? parts[0] : store.tidied(store.sum(parts))
    product.multiply(by: sum, variation.symbols)
  }
}

extension SymbolicPowerTerm {
  /// The constant of n^(-ν-1) in the Taylor coefficients: -c/Γ(-ν) = c·ν/Γ(1-ν).
  public func taylorConstant(in store: ExpressionStore) -> GammaProduct {
    var result = GammaProduct(strength, in: store)
    result.multiplyReciprocalGamma(atMinus: exponent)
    return result
  }

  /// The exponent of n in the Taylor coefficients, -ν-1.
  public func taylorExponent(in store: ExpressionStore) -> Expression {
    store.tidied(store.difference(store.rational(-1), exponent))
  }

  /// The constant of k^(-d-2ν+1) in the eigenvalues, -c·C(d, ν) as for ``AsymptoticTerm``.
  public func eigenvalueConstant(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> GammaProduct {
    let half = Rational(1, over: 2)
    let d = Self.expression(dimension, store)
    let symbol: Expression? = if case .symbol = dimension { d } else { nil }
    var result = GammaProduct(strength, dimension: symbol, in: store)
    let two = store.rational(2)
    if let power = try? store.power(
      two, symbolicExponent: store.sum([exponent, d, store.rational(-2)]))
    {
      result.multiply(by: power)
    }
    switch dimension {
    case .number(let value): result.multiplyGamma(Rational(value, over: 2), exponent: 1)
    case .symbol: result.multiplyGamma(0, slope: half, exponent: 1)
    }
    let shifted = store.scaled(store.difference(d, store.rational(1)), by: half)
    result.multiplyGamma(at: store.sum(exponent, shifted), exponent: 1)
    result.multiplyPower(of: store.pi, -half)
    result.multiplyReciprocalGamma(atMinus: exponent)
    return result
  }

  /// The exponent of k in the eigenvalues, -d-2ν+1.
  public func eigenvalueExponent(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> Expression {
    store.tidied(
      store.sum([
        store.rational(1), store.negated(Self.expression(dimension, store)),
        store.scaled(exponent, by: -2),
      ]))
  }

  private static func expression(
    _ dimension: SphereDimension, _ store: ExpressionStore
  ) -> Expression {
    switch dimension {
    case .number(let value): store.rational(Rational(value))
    case .symbol(let symbol): store.symbol(symbol)
    }
  }
}

extension GammaProduct {
  /// Multiplies by 1/Γ(-ν), or for a natural ν by the derivative of that, (-1)^(ν+1)·ν!.
  fileprivate mutating func multiplyReciprocalGamma(_ exponent: Rational) {
    guard let natural = exponent.word, natural >= 0 else {
      return multiplyGamma(-exponent, exponent: -1)
    }
    multiply(byNumber: Rational(Integer.factorial(natural)) * (natural % 2 == 0 ? -1 : 1))
  }
}

extension GammaVariation {
  /// Multiplies by Γ(-ν)/Γ(-ν - ε).
  ///
  /// For a natural ν, 1/Γ(-ν - ε) = (-ε)(-1-ε)…(-ν-ε)/Γ(1-ε) is divided by its first term (-1)^(ν+1)·ν!·ε.
  fileprivate mutating func multiplyReciprocalGamma(_ exponent: Rational) {
    guard let natural = exponent.word, natural >= 0 else {
      return multiplyGamma(-exponent, step: -1, exponent: -1)
    }
    multiply(byLinearFactorsUpTo: natural)
    multiplyGamma(1, step: -1, exponent: -1)
  }
}

extension GammaProduct {
  /// What an eigenvalue's ratio of Gamma functions is exactly: (-½·∂/∂ν)^q Γ(k-ν)/Γ(k+ν+d-1), for k > ν.
  static func eigenvalueRatio(
    degree k: Int, dimension: Int, exponent nu: Rational, logarithm: Int = 0, precision: Int
  ) -> RealBall {
    let (top, bottom) = (Rational(k) - nu, Rational(k + dimension - 1) + nu)
    let ratio = RealBall.gamma(top, precision: precision).divided(
      by: RealBall.gamma(bottom, precision: precision), precision: precision)
    return ratio.multiplied(
      by: GammaRatio.derivative(
        of: [(top, Rational(1, over: 2), 1), (bottom, Rational(-1, over: 2), -1)],
        order: logarithm, precision: precision), precision: precision)
  }
}
