internal import Arithmetic
public import Expressions
public import Kernels

/// What a term of the language stands for.
public enum Value: Hashable, Sendable {
  /// A number, a parameter, or a function of t.
  case expression(Expression)
  /// A network or one of its layers.
  case network(Layer)

  /// What kind of thing the value is, for messages.
  var kindName: String {
    switch self {
    case .expression: "an expression"
    case .network: "a network"
    }
  }
}

/// A number that a claim speaks of and that is computed from a kernel, not by a formula.
public enum Quantity: Hashable, Sendable {
  /// The coefficient of tⁿ of the kernel's Taylor series at 0.
  case taylorCoefficient(kernel: Expression, index: Int)
  /// The Funk–Hecke eigenvalue μₖ of the kernel on the sphere in `dimension`-dimensional space.
  case eigenvalue(kernel: Expression, dimension: Int, frequency: Int)

  /// The kernel.
  public var kernel: Expression {
    switch self {
    case .taylorCoefficient(let kernel, _), .eigenvalue(let kernel, _, _): kernel
    }
  }
}

/// The network that a kernel is of.
struct KernelOrigin {
  let network: Layer
  let isTangent: Bool
  let parametrization: Parametrization
}
