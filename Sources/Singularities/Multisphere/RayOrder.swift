public import Arithmetic

/// The exponent 2R + q·(d-1) of eigenvalues on spheres S^(d-1), as a function of d.
public struct RayOrder: Hashable, Sendable {
  /// 2R.
  public let degree: Rational
  /// q, the number of pixels in the window.
  public let pixels: Int

  /// The exponent for a d.
  public func exponent(dimension: Int) -> Rational { degree + Rational(pixels * (dimension - 1)) }

  /// The exponent ν for which all growing pixels together fall like ∏ kᵢ^(-(d + 2ν - 3)); `nil` where it depends on a d
  /// that is a symbol.
  public func nu(growing: Int, _ dimension: SphereDimension) -> Rational? {
    let share = Rational(1, over: growing)
    switch dimension {
    case .number(let d):
      return (exponent(dimension: d) * share - Rational(d - 3)) * Rational(1, over: 2)
    case .symbol: return growing == pixels ? 1 + degree * share * Rational(1, over: 2) : nil
    }
  }

  /// Whether this exponent is at most another one: for a d, or for every d ≥ 2.
  func isAtMost(_ other: RayOrder, _ dimension: SphereDimension) -> Bool {
    switch dimension {
    case .number(let d): exponent(dimension: d) <= other.exponent(dimension: d)
    // Linear in d: compared at 2 and at infinity.
    case .symbol:
      pixels <= other.pixels && exponent(dimension: 2) <= other.exponent(dimension: 2)
    }
  }

  static func + (left: RayOrder, right: RayOrder) -> RayOrder {
    RayOrder(degree: left.degree + right.degree, pixels: left.pixels + right.pixels)
  }
}
