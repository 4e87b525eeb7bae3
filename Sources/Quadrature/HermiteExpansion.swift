public import Arithmetic

/// The expansion of φ(√p·X), X standard normal, in Hermite polynomials of unit norm, with a proven tail.
///
///     φ(√p·x) = Σ aₙ·hₙ(x),   hₙ = Heₙ/√n!,   Σ aₙ² = E φ(√p·X)²
///
/// What the first coefficients leave of the square norm bounds all others (Parseval).
public struct HermiteExpansion: Sendable {
  /// The first coefficients a₀, a₁, … in order.
  public let coefficients: [RealBall]
  /// E φ(√p·X)².
  public let squareNorm: RealBall
  /// A bound for Σ aₙ² over the coefficients that are not there.
  public let tail: Magnitude

  /// Encloses the first `count` coefficients; `nil` when the variance is not certainly positive or the
  /// function is not shown to be analytic on narrow pieces.
  ///
  /// The line is cut at ±X. What lies beyond changes each coefficient by at most
  ///
  ///     τ = (∫ φ(σx)²·w(x) dx over |x| > X)^(1/2) ≤ A·e^(B²σ² - (X-2Bσ)²/4),   |φ(u)| ≤ A·e^(B|u|),
  ///
  /// by Cauchy and Schwarz, because hₙ has norm 1; w is the normal density and P(Z > z) ≤ e^(-z²/2)/2. In
  /// between, panels carry Gauss–Legendre rules (``GaussianPanel``).
  ///
  /// - Complexity: O(count·X·precision) products of precision + O(X·√count) bits.
  public init?(
    of function: any PiecewiseAnalyticFunction, variance p: RealBall, count: Int, precision: Int
  ) {
    let working = precision + 24
    guard p.isFinite, p.isCertainlyPositive, let sigma = try? RealBall.sqrt(p, precision: working)
    else { return nil }
    guard let (reach, cut) = Self.truncation(function.growth, sigma, precision: precision) else {
      return nil
    }
    var sums = HermiteSums(count: count, precision: working)
    guard
      let panels = GaussianPanel.panels(
        of: function, deviation: sigma, reach: reach, degree: count - 1, precision: precision)
    else { return nil }
    for panel in panels {
      guard panel.add(to: &sums, function, deviation: sigma, precision: working) else {
        return nil
      }
    }
    let shifts = GaussianPanel.errorsAtBreakpoints(function, deviation: sigma, precision: working)
    coefficients = sums.coefficients(error: cut + shifts.linear)
    squareNorm = sums.squareNorm.widened(by: cut * cut + shifts.square)
    let known = coefficients.reduce(RealBall.zero) {
      $0.adding($1.squared(precision: working), precision: working)
    }
    let rest = squareNorm.subtracting(known, precision: working).upperBound(precision: 32)
    tail = rest.signum > 0 ? rest.magnitude : .zero
  }

  /// The place X of the cut, an integer, and a bound τ for what lies beyond.
  private static func truncation(
    _ growth: ExponentialGrowth, _ sigma: RealBall, precision: Int
  ) -> (Int, Magnitude)? {
    let rate = RealBall(growth.rate, precision: 64).multiplied(by: sigma, precision: 64)
    let b = rate.magnitude.roundedUpDouble
    let a = RealBall(growth.scale, precision: 64).magnitude.roundedUpDouble
    guard b < 40, a < 1e200 else { return nil }
    let wanted = Double(precision + 8) * 0.694 + b * b + max(0, a.magnitude.logarithm)
    let reach = Int((2 * b + 2 * wanted.squareRoot()).rounded(.up)) + 1
    let distance = RealBall(reach).subtracting(rate.scaled(byPowerOfTwo: 1), precision: 64)
    guard distance.isCertainlyPositive else { return nil }
    let exponent = rate.squared(precision: 64).subtracting(
      distance.squared(precision: 64).scaled(byPowerOfTwo: -2), precision: 64)
    let bound = RealBall.exp(exponent, precision: 64).multiplied(by: growth.scale, precision: 64)
    return (reach, bound.magnitude)
  }
}

extension Double {
  /// A little more than the natural logarithm of a positive number, by its binary exponent.
  fileprivate var logarithm: Double { (Double(exponent) + 1) * 0.694 }
}
