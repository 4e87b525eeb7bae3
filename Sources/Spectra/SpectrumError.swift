internal import Foundation

/// Why eigenvalues could not be certified.
public enum SpectrumError: Error, Hashable, Sendable {
  /// The continuation of the function could not be bounded around any piece of the meridian near this
  /// angle.
  case notAnalytic(near: Double)
  /// This function inside the kernel is not continued to complex angles.
  case notFollowed(function: String)
  /// An absolute value inside the function has a kink near this cosine.
  case kink(near: Double)
  /// The function needs more panels than this away from the ends of the meridian, some of them near this
  /// angle.
  case tooManyPanels(limit: Int, near: Double)
  /// The function has no value at this angle of [0, π].
  case noValue(at: Double)
  /// The function's values are too uncertain for the accuracy asked for, 2^(−bits).
  case notReached(bits: Int)
  /// The singularities of the function need more boxes than this.
  case tooManyPieces(limit: Int)
  /// The kernel is no sum of products of kernels of at most `limit` pixels; one of them has more.
  case tooManyPixels(count: Int, limit: Int)
  /// The rules for a function of this many pixels at once need more values than this.
  case tooManyValues(limit: Int, pixels: Int)
  /// The nodes of the Gauss rule with this many points could not be separated.
  case nodesNotSeparated(count: Int)
}

extension SpectrumError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .notAnalytic(let angle):
      "the kernel is not bounded by an analytic function near t = \(Self.cosine(angle))"
    case .notFollowed(let function):
      "it contains `\(function)`, which is not followed into complex angles"
    case .kink(let cosine):
      "an absolute value, maximum or minimum inside it has a kink near t = \(Self.rounded(cosine))"
    case .tooManyPanels(let limit, let angle):
      "it is not analytic in (-1, 1), or too nearly so: its quadrature needs more than \(limit) pieces, some of "
        + "them near t = \(Self.cosine(angle))"
    case .noValue(let angle): "the kernel has no value near t = \(Self.cosine(angle))"
    case .notReached(let bits):
      "its values are too uncertain for an accuracy of 2^-\(bits); ask for fewer --digits"
    case .tooManyPieces(let limit):
      "its singularities need more than \(limit) boxes; ask for fewer --digits"
    case .tooManyPixels(let count, let limit):
      "a part of it that is no sum or product of others depends on \(count) pixels, and more than \(limit) "
        + "are too many to integrate over"
    case .tooManyValues(let limit, let pixels):
      "a part of it depends on \(pixels) pixels at once and needs more than \(limit) values; ask for fewer "
        + "--digits or frequencies"
    case .nodesNotSeparated(let count):
      "the nodes of the Gauss rule with \(count) points could not be separated"
    }
  }

  /// The cosine similarity at an angle, to three decimals.
  private static func cosine(_ angle: Double) -> String { rounded(cos(angle)) }

  private static func rounded(_ number: Double) -> String {
    let rounded = (number * 1000).rounded() / 1000
    return "\(rounded == 0 ? 0 : rounded)"
  }
}
