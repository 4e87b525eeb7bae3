internal import Arithmetic
internal import Expressions
internal import Kernels

/// The activations that the language knows by name.
enum ActivationTable {
  /// Activations that stand alone.
  static let plain = [
    "relu", "abs", "step", "sign", "erf", "sin", "cos", "exp", "gaussian", "rbf", "gelu", "elu",
    "tanh", "sigmoid", "softplus", "silu", "selu", "mish",
  ]

  /// Activations with arguments, and how they are written.
  static let forms = [
    "leaky_relu": "`leaky_relu(a)`", "piecewise_linear": "`piecewise_linear(a, b)`",
    "step": "`step` or `step(b)`", "monomial": "`monomial(n)`",
    "rectified_monomial": "`rectified_monomial(n)`", "polynomial": "`polynomial(c0, c1, …)`",
    "hermite": "`hermite(n)`", "elu": "`elu` or `elu(a)`",
    "activation": "`activation(f, u)` with a formula f in u",
    "slope": "`slope(a)` of an activation a",
    "activation_of": "`activation_of(K, n)`",
  ]

  /// The activation of a name that stands alone.
  static func activation(_ name: String, in store: ExpressionStore) -> Activation? {
    let zero = store.rational(0)
    let one = store.rational(1)
    switch name {
    case "relu": return .relu
    case "abs":
      return .piecewiseLinear(positive: one, negative: store.rational(-1), name: name)
    case "step": return .step(threshold: zero)
    case "sign": return .sign
    case "erf": return .erf
    case "sin": return .sin
    case "cos": return .cos
    case "exp": return .exp
    case "gaussian": return .gaussian
    case "rbf": return .rbf
    case "gelu": return .gelu
    case "elu": return .elu(scale: one, factor: one, name: name)
    case "selu":
      return .elu(
        scale: constant(scaleOfSELU, store), factor: constant(factorOfSELU, store), name: name)
    default: return formula(name, in: store).map { .pointwise(pointwise(name, $0, in: store)) }
    }
  }

  /// The constants of Klambauer, Unterthiner, Mayr & Hochreiter (2017), section 2, to as many digits as the
  /// libraries write them.
  private static let scaleOfSELU = "1.6732632423543772848170429916717"
  private static let factorOfSELU = "1.0507009873554804934193349852946"

  private static func constant(_ digits: String, _ store: ExpressionStore) -> Expression {
    store.rational(Rational(digits) ?? .zero)
  }

  private static func pointwise(
    _ name: String, _ body: Expression, in store: ExpressionStore
  ) -> PointwiseFunction {
    store.pointwiseFunction(named: name, [PointwiseFunction.Piece(upper: nil, body: body)])
  }

  /// The formulas of activations without a dual in closed form.
  private static func formula(_ name: String, in store: ExpressionStore) -> Expression? {
    let u = store.symbol(PointwiseFunction.variable)
    func exponential(_ factor: Rational) throws(ExpressionError) -> Expression {
      store.sum(
        store.rational(1), try store.function(.exp, store.scaled(u, by: factor)))
    }
    do throws(ExpressionError) {
      switch name {
      case "sigmoid": return try store.power(try exponential(-1), -1)
      case "tanh":
        // 1 - 2/(1 + e^(2u)).
        return store.sum(
          store.rational(1), store.scaled(try store.power(try exponential(2), -1), by: -2))
      case "softplus": return try store.function(.log, try exponential(1))
      case "silu": return store.product(u, try store.power(try exponential(-1), -1))
      case "mish":
        // u·tanh(log(1 + e^u)) = u·(1 - 2/(1 + (1 + e^u)²)).
        let square = try store.power(try exponential(1), 2)
        let fraction = try store.power(store.sum(store.rational(1), square), -1)
        return store.product(u, store.sum(store.rational(1), store.scaled(fraction, by: -2)))
      default: return nil
      }
    } catch {
      return nil
    }
  }
}
