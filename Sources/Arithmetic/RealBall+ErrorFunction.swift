internal import CMultiprecision

extension RealBall {
  /// The error function 2/√π·∫₀ˣ e^(-u²) du, whose derivative is at most 2/√π < 290/256.
  public static func erf(_ x: RealBall, precision: Int) -> RealBall {
    if x.isFinite && x.radius <= .powerOfTwo(-8) {
      return x.mapped(
        mpfr_erf, slope: Magnitude(roundingUp: 290, exponent: -8), precision: precision)
    }
    return x.monotoneImage(precision: precision, mpfr_erf)
  }

  /// The complement 1 - erf(x), with small relative error also far to the right.
  public static func erfc(_ x: RealBall, precision: Int) -> RealBall {
    x.monotoneImage(decreasing: true, precision: precision, mpfr_erfc)
  }

  /// The distribution function of the normal law.
  ///
  ///     Φ(x) = 1/√(2π)·∫ e^(-u²/2) du over u ≤ x  =  erfc(-x/√2)/2
  public static func normalDistribution(_ x: RealBall, precision: Int) -> RealBall {
    if x.isZero { return RealBall(midpoint: Dyadic(1, timesPowerOfTwo: -1), radius: .zero) }
    // |d log erfc(s)/d log s| grows like 2s², so a large argument asks for more bits of √2.
    let size = x.isFinite ? min(max(x.magnitude.ceilingExponent, 0), 1 << 10) : 0
    let working = precision + 2 * size + 8
    let halfRoot = RealBall(2).nonnegativeSqrt(precision: working).scaled(byPowerOfTwo: -1)
    let argument = x.multiplied(by: halfRoot, precision: working).negated()
    return erfc(argument, precision: precision).scaled(byPowerOfTwo: -1)
  }
}
