public import Expressions

/// A convolution in NTK parametrisation: the mean over a window of pixels, times weights.
///
/// Along an axis of n pixels with filter size q and stride s, output i (from 0 on) reads the inputs
/// s·i - a … s·i - a + q - 1, where a = ⌊max((n' - 1)s + q - n, 0)/2⌋ and n' = ⌈n/s⌉ is the size of the output.
/// For s = 1 these are the pixels i - ⌊(q-1)/2⌋ … i + ⌈(q-1)/2⌉.
public struct Convolution: Hashable, Sendable {
  /// What a window reads beyond the edge of the image.
  public enum Padding: Hashable, Sendable {
    /// The opposite edge: the image is a circle or a torus.
    case circular
    /// Zeros, which count in the mean.
    case zero
  }

  /// The filter sizes along the axes; a single one holds for every axis.
  public let filter: [Int]
  /// The strides along the axes; a single one holds for every axis.
  public let strides: [Int]
  /// What lies beyond the edge.
  public let padding: Padding
  /// The variance of the weights.
  public let weight: Expression
  /// The variance of the biases.
  public let bias: Expression

  /// Creates a convolution.
  ///
  /// - Precondition: sizes and strides are positive, and at least one of each is given.
  public init(
    filter: [Int], strides: [Int] = [1], padding: Padding = .circular, weight: Expression,
    bias: Expression
  ) {
    precondition(!filter.isEmpty && filter.allSatisfy { $0 > 0 }, "filter sizes are positive")
    precondition(!strides.isEmpty && strides.allSatisfy { $0 > 0 }, "strides are positive")
    self.filter = filter
    self.strides = strides
    self.padding = padding
    self.weight = weight
    self.bias = bias
  }

  /// The same convolution with zeros beyond the edge.
  public var zeroPadded: Convolution {
    Convolution(filter: filter, strides: strides, padding: .zero, weight: weight, bias: bias)
  }

  /// The same convolution with other strides.
  public func strided(by strides: [Int]) -> Convolution {
    Convolution(filter: filter, strides: strides, padding: padding, weight: weight, bias: bias)
  }
}

/// How the pixels of the last image become one output.
public enum Head: Hashable, Sendable {
  /// One pixel; along two axes counted row by row, or by its place along each axis. From 1 on.
  case pixel([Int])
  /// All pixels, each with weights of its own (flattening): kernels are the mean over equal pixels.
  case trace
  /// The mean of all pixels (global average pooling): kernels are the mean over all pairs of pixels.
  case gap

  /// The name in the language.
  public var name: String {
    switch self {
    case .pixel: "pixel"
    case .trace: "trace"
    case .gap: "gap"
    }
  }
}
