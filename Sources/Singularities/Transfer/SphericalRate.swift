internal import Arithmetic
public import Expressions

extension ExpressionStore {
  /// The rate of the eigenvalues of a kernel whose nearest singularities lie on |t| = ρ > 1, 1/(ρ + √(ρ² - 1)).
  ///
  /// A series of Gegenbauer polynomials converges inside the largest ellipse with foci ±1 in which the function is
  /// analytic (Szegő 1939, theorem 9.1.1), so lim sup |μ_k|^(1/k) is the reciprocal of the sum of its half axes.
  public func sphericalRate(ofRadius radius: Expression) -> Expression? {
    guard let square = try? power(radius, 2),
      let root = try? squareRoot(simplified(difference(square, rational(1)))),
      let rate = try? power(sum(radius, root), -1)
    else { return nil }
    return simplified(rate)
  }
}
