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
  /// The constant of n^(-ν-1) in the Taylor coefficients: strength/Γ(-ν).
  public func taylorConstant(in store: ExpressionStore) -> GammaProduct {
    var result = GammaProduct(strength, in: store)
    result.multiplyGamma(-exponent, exponent: -1)
    return result
  }

  /// The exponent of n in the Taylor coefficients, -ν-1.
  public var taylorExponent: Rational { -exponent - 1 }

  /// The constant of k^(-d-2ν+1) in the eigenvalues: strength·C(d, ν).
  ///
  /// The eigenvalue of (1 - t)^ν on S^(d-1) is, by Rodrigues' formula and the Beta integral (Müller 1966;
  /// Bietti & Bach 2021, appendix B),
  ///
  ///     I_k(d, ν) = C(d, ν)·Γ(k - ν)/Γ(k + ν + d - 1),
  ///     C(d, ν) = 2^(ν+d-2)·Γ(d/2)·Γ(ν + (d-1)/2)/(√π·Γ(-ν)),
  ///
  /// and (-1)^k times that for (1 + t)^ν; the ratio of Gamma functions is ~ k^(-d-2ν+1).
  public func eigenvalueConstant(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> GammaProduct {
    let half = Rational(1, over: 2)
    let two = store.rational(2)
    switch dimension {
    case .number(let d):
      var result = GammaProduct(strength, in: store)
      result.multiplyPower(of: two, exponent + Rational(d - 2))
      result.multiplyGamma(Rational(d, over: 2), exponent: 1)
      result.multiplyGamma(exponent + Rational(d - 1, over: 2), exponent: 1)
      result.multiplyPower(of: store.pi, -half)
      result.multiplyGamma(-exponent, exponent: -1)
      return result
    case .symbol(let symbol):
      let d = store.symbol(symbol)
      var result = GammaProduct(strength, dimension: d, in: store)
      if let power = try? store.power(
        two, symbolicExponent: store.sum(store.rational(exponent - 2), d))
      {
        result.multiply(by: power)
      }
      result.multiplyGamma(0, slope: half, exponent: 1)
      result.multiplyGamma(exponent - half, slope: half, exponent: 1)
      result.multiplyPower(of: store.pi, -half)
      result.multiplyGamma(-exponent, exponent: -1)
      return result
    }
  }

  /// The exponent of k in the eigenvalues, -d-2ν+1, for a number d.
  public func eigenvalueExponent(dimension: Int) -> Rational {
    1 - Rational(dimension) - 2 * exponent
  }
}

extension DepthPowerTerm {
  /// The constant of n^(-ν-1) in the Taylor coefficients: -c/Γ(-ν) = c·ν/Γ(1-ν).
  public func taylorConstant(in store: ExpressionStore) -> GammaProduct {
    var result = GammaProduct(store.product(strength, exponent), in: store)
    result.multiplyGamma(at: store.difference(store.rational(1), exponent), exponent: -1)
    return result
  }

  /// The exponent of n in the Taylor coefficients, -ν-1.
  public func taylorExponent(in store: ExpressionStore) -> Expression {
    store.simplified(store.difference(store.rational(-1), exponent))
  }

  /// The constant of k^(-d-2ν+1) in the eigenvalues, -c·C(d, ν) as for ``AsymptoticTerm``.
  public func eigenvalueConstant(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> GammaProduct {
    let half = Rational(1, over: 2)
    let d = Self.expression(dimension, store)
    let symbol: Expression? = if case .symbol = dimension { d } else { nil }
    var result = GammaProduct(
      store.product(strength, exponent), dimension: symbol, in: store)
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
    result.multiplyGamma(at: store.difference(store.rational(1), exponent), exponent: -1)
    return result
  }

  /// The exponent of k in the eigenvalues, -d-2ν+1.
  public func eigenvalueExponent(
    dimension: SphereDimension, in store: ExpressionStore
  ) -> Expression {
    store.simplified(
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
  /// The eigenvalue of strength·(1 - t)^ν, with the exact ratio of Gamma functions, for k > ν.
  static func eigenvalueRatio(
    degree k: Int, dimension: Int, exponent nu: Rational, precision: Int
  ) -> RealBall {
    RealBall.gamma(Rational(k) - nu, precision: precision).divided(
      by: RealBall.gamma(Rational(k + dimension - 1) + nu, precision: precision),
      precision: precision)
  }
}
