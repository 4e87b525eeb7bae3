internal import Arithmetic
internal import CMultiprecision

extension SeriesContext {
  /// κ₀(t), …, κₙ(t) in linear time.
  ///
  ///     κ₀(t) = 1/2 + Σ_{m≥0} cₘ/(2m+1)·t^(2m+1),      cₘ = C(2m, m)/(4ᵐ·π)
  ///     κ₁(t) = 1/π + t/2 + Σ_{m≥0} cₘ/((2m+1)(2m+2))·t^(2m+2)
  ///
  /// (1/√(1-t²) = Σ C(2m, m)·(t²/4)ᵐ, integrated), and κₙ = κₙ(0) + n²/(2n-1)·∫κ_{n-1} beyond.
  ///
  /// The cₘ are kept with 64 more bits. The step c_{m+1} = cₘ·(2m+1)/(2m+2), rounded down, hands on at
  /// most the error it was given plus one of these finer units, so m steps are off by at most m + 1 of
  /// them: less than 2⁻³⁸ units of the result for m < 2²⁵. The coefficients of κ₀ and κ₁ are
  /// therefore within one rounding (3/4 unit) of the truth.
  func arcCosineOfVariable(upTo n: Int) throws(SeriesError) -> [FixedSeries] {
    let zeroth = try arcsineSeriesOverPi().adding(constant(Rational(1, over: 2)))
    var values = [zeroth]
    for k in stride(from: 1, through: n, by: 1) {
      let constant = try arcCosineValue(k, at: .zero)
      let integral = values[k - 1].integrated()
      values.append(try integral.scaled(by: Rational(k * k, over: 2 * k - 1)).adding(constant))
    }
    return values
  }

  /// arcsin(t)/π.
  private func arcsineSeriesOverPi() throws(SeriesError) -> FixedSeries {
    if order == 1 { return zero }
    let precision = fractionBits + 80
    let start = RealBall.one.divided(by: .pi(precision: precision), precision: precision)
    let first = Coefficients([try FixedNumber(start, fractionBits: fractionBits + 64).integer])
    // Room for the product with an index below 2²⁴.
    let fine = (fractionBits + 64 + 24) / 64 + 1
    let width = fractionBits / 64 + 1
    try SeriesContext.check(count: order, width: width)
    var power = first.widened(to: fine).limbs
    var quotient = power
    let rows = Coefficients(count: order, width: width) { target in
      target.update(repeating: 0, count: order * width)
      power.withUnsafeMutableBufferPointer { power in
        quotient.withUnsafeMutableBufferPointer { quotient in
          guard let c = power.baseAddress, let q = quotient.baseAddress else { return }
          for index in stride(from: 1, to: order, by: 2) {
            _ = zonal_mpn_divrem_1(q, c, fine, Limb(index))
            LimbRow.storeRounded(q, fine, shift: 64, to: target + index * width, width)
            _ = zonal_mpn_mul_1(c, c, fine, Limb(index))
            _ = zonal_mpn_divrem_1(c, c, fine, Limb(index + 1))
          }
        }
      }
    }
    return FixedSeries(
      self, rows: rows, valuation: 1, pattern: ParityPattern(parity: .odd),
      errors: BlockProfile(repeating: roundingError, order: order))
  }
}
