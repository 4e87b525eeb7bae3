public import Arithmetic

extension GaussLegendreRule {
  /// A bound for the error of the rule with n nodes on [-1, 1], for a function that is analytic in the
  /// Bernstein ellipse with semi-axes (R ± 1/R)/2 and at most `size` there.
  ///
  /// The Chebyshev coefficients are at most 2M·R^(-k), so a polynomial of degree 2n - 1 comes within
  /// E = 2M·R^(1-2n)/(R - 1) of the function (Bernstein; Trefethen, Approximation Theory and Approximation
  /// Practice, theorem 8.2). The rule is exact for it, and integral and rule each differ by at most 2E.
  ///
  /// - Precondition: R > 1.
  public static func error(count n: Int, ellipse R: Rational, size: Magnitude) -> Magnitude {
    precondition(R > 1, "a Bernstein ellipse has a parameter above 1")
    let decay = RealBall(R, precision: 64).power(2 * n - 1, precision: 64).lowerMagnitude
    let gap = RealBall(R - 1, precision: 64).lowerMagnitude
    return size.scaled(byPowerOfTwo: 3).divided(byLowerBound: decay).divided(byLowerBound: gap)
  }
}
