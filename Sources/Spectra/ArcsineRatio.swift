internal import Arithmetic

// A(s) = arcsin(√s)/√s = Σ aₙ·sⁿ with aₙ = C(2n, n)/(4ⁿ(2n + 1)), analytic off [1, ∞).
//
// It removes the branch point of the arccosine at 1: arccos(1 − x²q) = x·√(2q)·A(x²q/2), because
// 1 − cos ψ = 2·sin²(ψ/2).
enum ArcsineRatio {
  /// A on a rectangle, or `nil` when it may meet [1, ∞).
  static func value(_ s: ComplexBall, precision: Int) -> ComplexBall? {
    guard !s.imaginary.containsZero || s.real.isCertainlyLess(than: .one) else { return nil }
    let reach = s.magnitude
    if reach <= Magnitude(3).scaled(byPowerOfTwo: -2) { return nearZero(s, precision: precision) }
    return awayFromZero(s, precision: precision)
  }

  /// A for |s| ≤ R ≤ 3/4, by its value at the midpoint and |A'| ≤ 1/(6(1 − R)).
  ///
  /// The coefficients n·aₙ of A' start with 1/6 and fall: consecutive ones have the ratio
  /// (2n + 1)²/(2n(2n + 3)) ≤ 1.
  private static func nearZero(_ s: ComplexBall, precision: Int) -> ComplexBall? {
    let middle = s.midpoint
    guard
      let value = middle.magnitude <= .powerOfTwo(-8)
        ? series(middle, precision: precision) : awayFromZero(middle, precision: precision)
    else { return nil }
    if s.isExact { return value }
    let gap = RealBall.one.subtracting(RealBall(Dyadic(s.magnitude)), precision: 32)
    let slope = Magnitude.powerOfTwo(0).divided(
      byLowerBound: gap.multiplied(by: RealBall(6), precision: 32).lowerMagnitude)
    return value.widened(by: slope * s.radius)
  }

  /// The series for |s| ≤ 2^(−8), by Horner's rule; aₙ ≤ 1, so the tail is below 2·2^(−8·count).
  private static func series(_ s: ComplexBall, precision: Int) -> ComplexBall {
    let count = precision / 8 + 2
    var sum = ComplexBall.zero
    for n in stride(from: count - 1, through: 0, by: -1) {
      let coefficient = Rational.centralBinomialRatio(n) * Rational(1, over: 2 * n + 1)
      sum = sum.multiplied(by: s, precision: precision)
        .adding(ComplexBall(coefficient, precision: precision), precision: precision)
    }
    return sum.widened(by: .powerOfTwo(1 - 8 * count))
  }

  /// A by its definition with the principal root of s, or, around the negative axis, with that of −s:
  /// A is even in √s, and √s = i·w with w = √(−s).
  private static func awayFromZero(_ s: ComplexBall, precision: Int) -> ComplexBall? {
    if s.containsZero { return nil }
    if s.avoidsNegativeAxis {
      let root = ComplexBall.sqrt(s, precision: precision)
      guard root.avoidsOuterAxis else { return nil }
      return ComplexBall.asin(root, precision: precision).divided(by: root, precision: precision)
    }
    guard s.negated().avoidsNegativeAxis else { return nil }
    let root = ComplexBall.sqrt(s.negated(), precision: precision).timesI()
    guard root.avoidsOuterAxis else { return nil }
    return ComplexBall.asin(root, precision: precision).divided(by: root, precision: precision)
  }
}
