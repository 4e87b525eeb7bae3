internal import Arithmetic
public import Expressions

/// Dual activations: E[φ(u)φ(v)] for centred Gaussian (u, v) with Var u = p, Cov(u, v) = q, Var v = r
/// (Daniely, Frostig & Singer 2016).
///
/// The formulas hold for all p, r > 0 and |q| ≤ √(pr), also where only one of the variances is 1.
public struct DualActivation {
  let store: ExpressionStore

  /// Creates the duals of a store.
  public init(store: ExpressionStore) { self.store = store }

  /// E[φ(u)φ(v)].
  ///
  /// - Throws: `ExpressionError` where a variance is 0 and the formula divides by it.
  public func dual(
    of activation: Activation, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu: return try rectifiedMonomial(1, p, q, r)
    case .piecewiseLinear(let a, let b, _): return try piecewiseLinear(a, b, p, q, r)
    case .step(let threshold): return try step(threshold, p, q, r)
    case .sign: return try sign(p, q, r)
    case .polynomial(let coefficients, _): return try polynomial(coefficients, p, q, r)
    case .rectifiedMonomial(let degree): return try rectifiedMonomial(degree, p, q, r)
    case .erf: return try errorFunction(p, q, r)
    case .sin: return try wave(p, q, r, isEven: false)
    case .cos: return try wave(p, q, r, isEven: true)
    case .exp: return try exponential(p, q, r)
    case .gaussian: return try gaussian(p, q, r)
    case .rbf: return try store.function(.exp, store.negated(squaredDistance(p, q, r)))
    case .gelu: return try gelu(p, q, r)
    case .elu(let scale, let factor, _): return try elu(scale, factor, p, q, r)
    case .pointwise(let function): return try store.application(.dual(function), [p, q, r])
    }
  }

  /// E[φ'(u)φ'(v)], which is ∂/∂q E[φ(u)φ(v)] for an absolutely continuous φ (Price 1958).
  ///
  /// For an activation that jumps this derivative is not the dual of the derivative between the jumps, which
  /// is 0 for steps; it holds the density at the jumps and has no limit at q = √(pr).
  ///
  /// - Throws: As `dual(of:_:_:_:)`.
  public func dualOfDerivative(
    of activation: Activation, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu: return try rectifiedMonomial(0, p, q, r)
    case .piecewiseLinear(let a, let b, _): return try piecewiseConstant(a, b, p, q, r)
    case .rectifiedMonomial(let degree):
      return store.scaled(
        try rectifiedMonomial(degree - 1, p, q, r), by: Rational(degree * degree))
    case .polynomial(let coefficients, _):
      let slopes = coefficients.enumerated().dropFirst().map {
        store.scaled($0.element, by: Rational($0.offset))
      }
      return try polynomial(Array(slopes), p, q, r)
    case .sin: return try wave(p, q, r, isEven: true)
    case .cos: return try wave(p, q, r, isEven: false)
    case .exp: return try exponential(p, q, r)
    case .rbf: return store.scaled(try dual(of: activation, p, q, r), by: 2)
    case .elu(let scale, let factor, _): return try slopeOfELU(scale, factor, p, q, r)
    case .step, .sign, .erf, .gaussian, .gelu, .pointwise:
      return try derivativeInCovariance(of: activation, p, q, r)
    }
  }

  /// E[φ(u)²] for Var u = p.
  ///
  /// - Throws: As `dual(of:_:_:_:)`.
  public func variance(
    of activation: Activation, _ p: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu: return store.scaled(p, by: Rational(1, over: 2))
    case .piecewiseLinear(let a, let b, _):
      let squares = store.sum(try store.power(a, 2), try store.power(b, 2))
      return store.scaled(store.product(squares, p), by: Rational(1, over: 2))
    case .sign: return store.rational(1)
    case .rectifiedMonomial(let degree):
      let moment = Rational(Integer.doubleFactorial(2 * degree - 1)) / 2
      return store.scaled(try store.power(p, Rational(degree)), by: moment)
    case .elu(let scale, let factor, _): return try varianceOfELU(scale, factor, p)
    case .step, .polynomial, .erf, .sin, .cos, .exp, .gaussian, .rbf, .gelu, .pointwise:
      return try dual(of: activation, p, p, p)
    }
  }

  /// ∂/∂q of the dual.
  private func derivativeInCovariance(
    of activation: Activation, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    let probe = Symbol("covariance of the pre-activations")
    let body = try dual(of: activation, p, store.symbol(probe), r)
    let slope = store.simplified(try store.derivative(of: body, with: probe))
    return try store.substituting([probe: q], in: slope)
  }

  /// √(pr), which is p for equal variances.
  func geometricMean(_ p: Expression, _ r: Expression) throws(ExpressionError) -> Expression {
    try store.geometricMean(p, r)
  }

  /// q/√(pr).
  func correlation(
    _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    for variance in [p, r] where store.rationalValue(variance)?.isZero == true {
      throw .divisionByZero
    }
    return p == q && q == r ? store.rational(1) : try store.correlation(p, q, r)
  }
}
