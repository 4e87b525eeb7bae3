/// How far to the left and to the right of a pixel a network reads, in an image with one axis.
///
/// Windows add up in a row of convolutions. A residual sum reads what its block reads.
struct PixelReach: Hashable, Sendable {
  var left = 0
  var right = 0

  /// The reach of a network; `nil` when it depends on the edge of the image or on its size: with zero
  /// padding, strides, filters with two axes, and heads other than `pixel(i)`.
  init?(of layer: Layer) {
    switch layer.kind {
    case .serial(let layers):
      for inner in layers {
        guard let part = PixelReach(of: inner) else { return nil }
        add(part)
      }
    case .repeated(let count, let block):
      guard let part = PixelReach(of: block) else { return nil }
      left = part.left * count
      right = part.right * count
    case .residual(let block), .frozen(let block), .repeatedSymbolically(_, let block):
      guard let part = PixelReach(of: block) else { return nil }
      add(part)
    case .convolution(let convolution):
      guard convolution.padding == .circular, convolution.filter.count == 1,
        convolution.strides.allSatisfy({ $0 == 1 }), convolution.filter[0] <= Self.limit
      else { return nil }
      left = (convolution.filter[0] - 1) / 2
      right = convolution.filter[0] / 2
    case .head(.pixel(let place)): if place.count != 1 { return nil }
    case .head, .image: return nil
    case .dense, .zeroBias, .activation: break
    }
    if left > Self.limit || right > Self.limit { return nil }
  }

  /// Beyond this reach the size of the image must be given.
  private static let limit = 1 << 20

  private mutating func add(_ other: PixelReach) {
    left += other.left
    right += other.right
  }
}
