public import Expressions

/// A pointwise nonlinearity.
///
/// Parameters are expressions that are free of t.
public enum Activation: Hashable, Sendable {
  /// max(u, 0).
  case relu
  /// `positive`·u for u > 0 and `negative`·u for u < 0; the name is that of the layer.
  case piecewiseLinear(positive: Expression, negative: Expression, name: String)
  /// 1 for u > `threshold`, 0 below.
  case step(threshold: Expression)
  /// The sign of u.
  case sign
  /// Σ cₙuⁿ with coefficients c₀, c₁, …; the name is that of the layer.
  case polynomial([Expression], name: String)
  /// max(u, 0)ⁿ for n ≥ 2.
  case rectifiedMonomial(Int)
  /// The error function.
  case erf
  /// sin u.
  case sin
  /// cos u.
  case cos
  /// e^u.
  case exp
  /// e^(-u²).
  case gaussian
  /// √2·sin(√2·u + π/4).
  case rbf
  /// u·Φ(u) (Hendrycks & Gimpel 2016).
  case gelu
  /// u for u > 0 and `scale`·(e^u - 1) for u < 0, all times `factor` (Clevert, Unterthiner & Hochreiter
  /// 2016; with a factor Klambauer et al. 2017); the name is that of the layer.
  case elu(scale: Expression, factor: Expression, name: String)
  /// A function whose dual has no closed form here.
  case pointwise(PointwiseFunction)

  /// The layer in the language; names of activations with parameters are written out by ``name(in:)``.
  public var name: String {
    switch self {
    case .relu: "relu"
    case .piecewiseLinear(_, _, let name), .polynomial(_, let name), .elu(_, _, let name): name
    case .step: "step"
    case .sign: "sign"
    case .rectifiedMonomial(let degree): "rectified_monomial(\(degree))"
    case .erf: "erf"
    case .sin: "sin"
    case .cos: "cos"
    case .exp: "exp"
    case .gaussian: "gaussian"
    case .rbf: "rbf"
    case .gelu: "gelu"
    case .pointwise(let function): function.name
    }
  }

  /// Whether the activation jumps somewhere, so that gradients do not pass it.
  public var jumps: Bool {
    switch self {
    case .step, .sign: true
    case .pointwise(let function): !function.isContinuous
    case .relu, .piecewiseLinear, .polynomial, .rectifiedMonomial, .erf, .sin, .cos, .exp,
      .gaussian,
      .rbf, .gelu, .elu:
      false
    }
  }
}
