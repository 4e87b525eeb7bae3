internal import Arithmetic
public import Conditioning
public import Expressions
public import Kernels

/// What a term of the language stands for.
public enum Value: Hashable, Sendable {
  /// A number, a parameter, or a function of t.
  case expression(Expression)
  /// A network or one of its layers.
  case network(Layer)
  /// The kernel of an image network, which is written out where an expression is needed.
  case kernel(NetworkKernel)
  /// Several numbers, such as the sizes of an image.
  case tuple([Expression])

  /// Whether the value is a network.
  var isNetwork: Bool { if case .network = self { true } else { false } }

  /// What kind of thing the value is, for messages.
  var kindName: String {
    switch self {
    case .expression: "an expression"
    case .network: "a network"
    case .kernel: "a kernel"
    case .tuple: "a tuple"
    }
  }
}

/// A number that a claim speaks of and that is computed from a kernel, not by a formula.
public enum Quantity: Hashable, Sendable {
  /// The coefficient of tⁿ of the kernel's Taylor series at 0.
  case taylorCoefficient(kernel: Expression, index: Int)
  /// The coefficient of t₁^n₁·…·t_p^n_p of the Taylor series at 0 of a kernel of images with p pixels.
  case pixelCoefficient(kernel: Expression, exponents: [Int])
  /// The Funk–Hecke eigenvalue μₖ of the kernel on the sphere in `dimension`-dimensional space.
  case eigenvalue(kernel: Expression, dimension: Int, frequency: Int)
  /// The eigenvalue of a kernel of images on the product of one sphere in `dimension`-dimensional space for
  /// each pixel, with one frequency a pixel.
  case pixelEigenvalue(kernel: Expression, dimension: Int, frequencies: [Int])
  /// A number that belongs to the matrix of the kernel's values at points.
  case matrix(MatrixQuantity, kernel: Expression, points: PointDescription)
  /// A number that belongs to the matrix of the kernel's values at images.
  case imageMatrix(MatrixQuantity, kernel: Expression, images: ImageDescription)
  /// The spectral norm of a linear map.
  case spectralNorm(OperatorDescription)
  /// The upper bound of a spectral norm after so many Gram iterations.
  case gramBound(OperatorDescription, iterations: Int)

  /// The kernel, of a quantity that has one.
  public var kernel: Expression? {
    switch self {
    case .taylorCoefficient(let kernel, _), .pixelCoefficient(let kernel, _),
      .eigenvalue(let kernel, _, _), .pixelEigenvalue(let kernel, _, _),
      .matrix(_, let kernel, _), .imageMatrix(_, let kernel, _):
      kernel
    case .spectralNorm, .gramBound: nil
    }
  }
}

/// What a claim may ask of a kernel matrix.
public enum MatrixQuantity: String, Hashable, Sendable, CaseIterable {
  /// ρ = λ_max/λ_min of a positive definite matrix.
  case condition
  /// The smallest eigenvalue.
  case smallestEigenvalue = "lambda_min"
  /// The largest eigenvalue.
  case largestEigenvalue = "lambda_max"
  /// ρ of the matrix that has the means of the diagonal and of the other entries in their places.
  case doubleConstant = "double_constant"
  /// The largest lower bound for λ_min that Taylor coefficients and the largest cosine give.
  case smallestEigenvalueBound = "lambda_min_bound"
}

/// The network that a kernel is of.
struct KernelOrigin {
  let network: Layer
  let isTangent: Bool
  let parametrization: Parametrization
}
