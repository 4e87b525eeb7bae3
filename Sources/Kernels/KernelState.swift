internal import Arithmetic
public import Expressions

/// What the infinitely wide network has computed so far for a pair of inputs (x, z).
///
/// Covariances are those of one unit of the layer; all units of a layer are independent and alike.
public struct KernelState: Hashable, Sendable {
  /// Σ(x, z).
  public var covariance: Expression
  /// Σ(x, x).
  public var varianceX: Expression
  /// Σ(z, z).
  public var varianceZ: Expression
  /// Θ(x, z), the sum over the trained parameters so far of products of gradients.
  public var tangent: Expression
  /// Whether the units are jointly Gaussian with mean zero, as they are after weights of their own.
  public var isGaussian: Bool
  /// Why no tangent kernel exists: trained parameters lie before an activation that jumps.
  public var tangentObstacle: NetworkError?
  /// Whether weights stand before the units, so that their number is a width of the network and not the
  /// dimension of the input.
  public var isHidden: Bool
  /// Whether the units end in weights that nothing else shares.
  public var endsInWeights: Bool
}

extension KernelState {
  /// The state of the input: x·x = z·z = 1 per dimension, x·z = t.
  public static func input(in store: ExpressionStore) -> KernelState {
    KernelState(
      covariance: store.cosine, varianceX: store.rational(1), varianceZ: store.rational(1),
      tangent: store.rational(0), isGaussian: false, tangentObstacle: nil, isHidden: false,
      endsInWeights: false)
  }
}
