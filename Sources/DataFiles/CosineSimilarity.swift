public import Arithmetic

/// The cosine x·z/(|x||z|) of the angle between two vectors with rational entries.
///
/// It is kept as x·z and |x|²|z|², so it is known exactly and can be enclosed at any precision.
public struct CosineSimilarity: Hashable, Sendable {
  /// x·z.
  public let product: Rational
  /// |x|²·|z|², positive.
  public let squaredNorms: Rational

  /// Creates the cosine of two vectors of one length; `nil` when one of them is 0.
  public init?(_ x: [Rational], _ z: [Rational]) {
    self.init(product: Self.product(x, z), norms: Self.product(x, x), Self.product(z, z))
  }

  /// Creates a cosine from x·z, |x|² and |z|²; `nil` when a norm is 0.
  public init?(product: Rational, norms x: Rational, _ z: Rational) {
    guard x.signum > 0, z.signum > 0 else { return nil }
    self.product = product
    squaredNorms = x * z
  }

  /// x·z.
  public static func product(_ x: [Rational], _ z: [Rational]) -> Rational {
    zip(x, z).reduce(.zero) { $0 + $1.0 * $1.1 }
  }

  /// The cosine, if it is rational.
  ///
  /// It is ±1 only for vectors on one line, whose |x|²|z|² = (x·z)² is a square; so 1 and -1 are found here.
  public var exact: Rational? {
    if product.isZero { return 0 }
    return squaredNorms.exactRoot(2).map { product / $0 }
  }

  /// An enclosure of the cosine.
  public func enclosure(precision: Int) -> RealBall {
    if let exact { return RealBall(exact, precision: precision) }
    let inner = precision + 8
    let norm = try? RealBall.sqrt(
      RealBall(squaredNorms, precision: inner), precision: inner)
    guard let norm else { return RealBall(midpoint: .zero, radius: .powerOfTwo(0)) }
    return RealBall(product, precision: inner).divided(by: norm, precision: precision)
  }
}
