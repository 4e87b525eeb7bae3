public import Arithmetic
public import Expressions

/// Geometric decay whose rate, or constant, is known as an enclosure.
///
/// For the indices of one parity, lim sup |bₙ|^(1/n) = 1/r, and bₙ ~ C·n^p·r^(-n) where ``leading`` is known.
public struct GeometricLaw: Sendable {
  /// r, the distance of the nearest singularities from 0.
  public let radius: RealBall
  /// r in closed form, where it has one.
  public let exactRadius: Expression?
  /// p and C ≠ 0.
  public let leading: (exponent: Rational, constant: RealBall)?
  /// Whether the rate is that of this parity; if not, it is that of one of both, and a bound for the other.
  public let isAttained: Bool

  /// 1/r.
  public func rate(precision: Int) -> RealBall {
    RealBall.one.divided(by: radius, precision: precision)
  }

  /// 1/(r + √(r² - 1)), the rate of the eigenvalues on spheres (``ExpressionStore/sphericalRate(ofRadius:)``).
  public func sphericalRate(precision: Int) -> RealBall? {
    let square = radius.squared(precision: precision).subtracting(.one, precision: precision)
    guard square.isCertainlyPositive, let root = try? RealBall.sqrt(square, precision: precision)
    else { return nil }
    return RealBall.one.divided(
      by: radius.adding(root, precision: precision), precision: precision)
  }
}
