/// A pointwise nonlinearity.
public enum Activation: Hashable, Sendable {
  /// max(u, 0).
  case relu

  /// The name in the language.
  public var name: String {
    switch self {
    case .relu: "relu"
    }
  }
}
