public import Expressions

/// How the weights of a network are scaled, which decides what gradients with respect to them are.
public enum Parametrization: Hashable, Sendable {
  /// The NTK parametrisation: weights are standard normal and a layer divides by the root of its width
  /// (Jacot, Gabriel & Hongler 2018).
  case tangent
  /// The standard parametrisation: weights have variance w/n for a layer that reads n numbers, and biases
  /// variance b, and nothing is divided. The covariances are the same; a gradient with respect to the weights
  /// is larger by √(n/w), so Θ' = wΘ + nΣ, and that with respect to a bias is 1. n is the dimension of the input
  /// for the first layer and the base width of the hidden layers for the others (Sohl-Dickstein, Novak,
  /// Schoenholz & Lee 2020, "On the infinite width limit of neural networks with a standard
  /// parameterization", section 3: the width grows as s·n with weights of variance w/n and a factor 1/√s).
  case standard(dimension: Expression, width: Expression)
}
