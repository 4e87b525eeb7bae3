public import Expressions

/// A part of a network, with the layer names of neural-tangents.
///
/// Variances are expressions in the parameters. `origin` is whatever number the reader of a derivation
/// gave the layer, so that an error can point at it.
public struct Layer: Hashable, Sendable {
  /// What the layer does.
  public indirect enum Kind: Hashable, Sendable {
    /// Layers one after the other.
    case serial([Layer])
    /// A layer repeated a number of times, each copy with weights of its own.
    case repeated(Int, Layer)
    /// A layer repeated as often as a depth says that is a symbol.
    case repeatedSymbolically(Expression, Layer)
    /// x + block(x).
    case residual(Layer)
    /// A dense layer in NTK parametrisation: weight variance and bias variance.
    case dense(weight: Expression, bias: Expression)
    /// A trained bias that starts at zero; the gradient of the output with respect to it has this square.
    case zeroBias(Expression)
    /// A pointwise nonlinearity.
    case activation(Activation)
    /// The sizes of the input image, which change nothing.
    case image([Int])
    /// A convolution over the pixels of an image.
    case convolution(Convolution)
    /// What makes one output of an image.
    case head(Head)
    /// A layer whose parameters are not trained.
    case frozen(Layer)
  }

  /// What the layer does.
  public let kind: Kind
  /// The reader's number of the place where the layer is written.
  public let origin: Int?
  /// The number of layers without parts, copies of repeated ones included.
  public let count: Int

  /// Creates a layer.
  public init(_ kind: Kind, origin: Int? = nil) {
    self.kind = kind
    self.origin = origin
    count = Self.count(kind)
  }

  private static func count(_ kind: Kind) -> Int {
    switch kind {
    case .serial(let layers):
      layers.reduce(0) { sum, layer in
        let (total, overflow) = sum.addingReportingOverflow(layer.count)
        return overflow ? .max : total
      }
    case .repeated(let times, let layer):
      {
        let (total, overflow) = times.multipliedReportingOverflow(by: layer.count)
        return overflow ? .max : total
      }()
    case .repeatedSymbolically(_, let layer), .residual(let layer), .frozen(let layer): layer.count
    case .dense, .zeroBias, .activation, .image, .convolution, .head: 1
    }
  }

  /// The name in the language.
  public var name: String {
    switch kind {
    case .serial: "serial"
    case .repeated, .repeatedSymbolically: "repeat"
    case .residual: "residual"
    case .dense: "dense"
    case .zeroBias: "zero_bias"
    case .activation(let activation): activation.name
    case .frozen: "frozen"
    case .image: "image"
    case .convolution: "conv"
    case .head(let head): head.name
    }
  }
}

/// Why a network has no kernel in closed form.
public struct NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let message: String
  /// What would help.
  public let suggestion: String?
  /// Where the layer is written.
  public let origin: Int?

  /// What is wrong, in words.
  public var description: String { message }

  /// Creates an error.
  public init(_ message: String, suggestion: String? = nil, origin: Int?) {
    self.message = message
    self.suggestion = suggestion
    self.origin = origin
  }
}
