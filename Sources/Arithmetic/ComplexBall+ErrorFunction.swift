extension ComplexBall {
  /// The error function erf z = 2/√π·Σ (-1)ⁿz^(2n+1)/(n!·(2n+1)), which is entire.
  ///
  /// At the midpoint m the terms are at most e^(|m|²) in size, so |m|²/log 2 bits are added and the series is summed
  /// until 2|m|² ≤ n and a term is small; from there on each term is at most half the one before, and the rest at most
  /// twice the first one left out. Over the rectangle |erf' z| = 2/√π·e^(y²-x²) is largest where |y| is largest and |x|
  /// least, and 2/√π < 290/256.
  ///
  /// Far out, erf(x + iy) differs from erf x by at most 2/√π·|y|·e^(y²-x²) < 290/256·|y|·e^(y²-x²), the integral of
  /// the derivative along the vertical line.
  ///
  /// - Complexity: O(|z|² + precision) multiplications.
  public static func erf(_ z: ComplexBall, precision: Int) -> ComplexBall {
    if z.isReal { return ComplexBall(RealBall.erf(z.real, precision: precision)) }
    guard z.isFinite else { return .everything }
    let x = RealBall(Dyadic(z.real.lowerMagnitude))
    let y = RealBall(Dyadic(z.imaginary.magnitude))
    let exponent = y.squared(precision: 64).subtracting(x.squared(precision: 64), precision: 64)
    let slope =
      RealBall.exp(exponent, precision: 64).magnitude * Magnitude(roundingUp: 290, exponent: -8)
    guard z.midpoint.magnitude <= .powerOfTwo(seriesExponent) else {
      return ComplexBall(RealBall.erf(z.real, precision: precision))
        .widened(by: slope * z.imaginary.magnitude)
    }
    return errorSeries(z.midpoint, precision: precision).widened(by: slope * z.radius)
  }

  /// The series is used up to this power of two.
  private static let seriesExponent = 5

  private static func errorSeries(_ m: ComplexBall, precision: Int) -> ComplexBall {
    let size = Int((m.magnitude * m.magnitude).roundedUpDouble) + 1
    let working = precision + 3 * size + 32
    let square = m.squared(precision: working).negated()
    // (-1)ⁿz^(2n+1)/n!
    var power = m
    var sum = m
    for n in 1...(8 * size + working) {
      power = power.multiplied(by: square, precision: working)
        .divided(by: RealBall(n), precision: working)
      let term = power.divided(by: RealBall(2 * n + 1), precision: working)
      if n >= 2 * size, term.magnitude <= .powerOfTwo(-working) || n == 8 * size + working {
        sum = sum.widened(by: term.magnitude.scaled(byPowerOfTwo: 1))
        break
      }
      sum = sum.adding(term, precision: working)
    }
    let root = RealBall.pi(precision: working).nonnegativeSqrt(precision: working)
    return sum.scaled(byPowerOfTwo: 1).divided(by: root, precision: precision)
  }
}
