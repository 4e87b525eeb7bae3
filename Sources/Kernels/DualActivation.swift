internal import Arithmetic
internal import Expressions

/// Dual activations: E[φ(u)φ(v)] for centred Gaussian (u, v) with Var u = p, Cov(u, v) = q, Var v = r
/// (Daniely, Frostig & Singer 2016).
struct DualActivation {
  let store: ExpressionStore

  /// E[φ(u)φ(v)].
  ///
  /// ReLU is homogeneous of degree 1: √(pr)/2·κ₁(q/√(pr)) (Cho & Saul 2009, eq. (3)).
  func dual(
    of activation: Activation, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu:
      let scale = try geometricMean(p, r)
      let kernel = try store.function(.kappa(1), try store.quotient(q, scale))
      return store.product([store.rational(Rational(1, over: 2)), scale, kernel])
    }
  }

  /// E[φ'(u)φ'(v)].
  ///
  /// The derivative of ReLU is the unit step, homogeneous of degree 0: ½·κ₀(q/√(pr)).
  func dualOfDerivative(
    of activation: Activation, _ p: Expression, _ q: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu:
      let scale = try geometricMean(p, r)
      let kernel = try store.function(.kappa(0), try store.quotient(q, scale))
      return store.scaled(kernel, by: Rational(1, over: 2))
    }
  }

  /// E[φ(u)²] for Var u = p.
  func variance(
    of activation: Activation, _ p: Expression
  ) throws(ExpressionError) -> Expression {
    switch activation {
    case .relu: return store.scaled(p, by: Rational(1, over: 2))
    }
  }

  /// √(pr), which is p for equal variances.
  private func geometricMean(
    _ p: Expression, _ r: Expression
  ) throws(ExpressionError) -> Expression {
    if p == r && store.isNonnegative(p) { return p }
    return try store.squareRoot(store.product(p, r))
  }
}
