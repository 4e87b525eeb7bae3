internal import CMultiprecision

// Between dyadic numbers and bounds for sizes. These conversions are part of every operation on balls,
// so they read MPFR's mantissa in place: a regular number is 0.m·2ᵉ with the leading bit of m set, most
// significant limb last.

extension Dyadic {
  /// An upper bound for the absolute value, its first 32 bits rounded up.
  public var magnitude: Magnitude {
    withMPFR { x in
      guard mpfr_regular_p(x) != 0 else { return mpfr_zero_p(x) != 0 ? .zero : .infinity }
      let (leading, isExact) = leadingBits(x)
      return Magnitude(
        roundingUp: leading + (isExact ? 0 : 1), exponent: x.pointee._mpfr_exp - 32)
    }
  }

  /// A lower bound for the absolute value, its first 32 bits.
  public var lowerMagnitude: Magnitude {
    withMPFR { x in
      guard mpfr_regular_p(x) != 0 else { return mpfr_zero_p(x) != 0 ? .zero : .infinity }
      let exponent = x.pointee._mpfr_exp - 32
      // Outside its range of exponents a magnitude would round up; a lower bound must not.
      if exponent < -Magnitude.exponentLimit { return .zero }
      return Magnitude(
        roundingUp: leadingBits(x).0, exponent: min(exponent, Magnitude.exponentLimit))
    }
  }

  /// The first 32 bits of the mantissa, and whether the others are 0.
  private func leadingBits(_ x: mpfr_srcptr) -> (UInt64, isExact: Bool) {
    let count = (x.pointee._mpfr_prec - 1) / mp_limb_t.bitWidth + 1
    guard let limbs = x.pointee._mpfr_d else { return (1 << 32, false) }
    let top = UInt64(limbs[count - 1])
    var isExact = top & 0xFFFF_FFFF == 0
    for index in 0..<(count - 1) where isExact { isExact = limbs[index] == 0 }
    return (top >> 32, isExact)
  }

  /// The sign of the number minus a bound.
  func compare(with bound: Magnitude) -> Int {
    if bound.isInfinite { return isInfinite && signum > 0 ? 0 : -1 }
    return withMPFR { Int(mpfr_cmp_ui_2exp($0, UInt(bound.mantissa), bound.exponent)).signum() }
  }

  /// The sign of the number plus a bound.
  func compare(withNegative bound: Magnitude) -> Int {
    if bound.isInfinite { return isInfinite && signum < 0 ? 0 : 1 }
    return withMPFR { Int(mpfr_cmp_si_2exp($0, -Int(bound.mantissa), bound.exponent)).signum() }
  }
}

extension Magnitude {
  /// Calls `body` with the bound as an MPFR number that is read only and lives for the call.
  func withMPFR<Result>(_ body: (mpfr_srcptr) -> Result) -> Result {
    if isZero || isInfinite { return Dyadic(self).withMPFR(body) }
    var limb = mp_limb_t(mantissa << 32)
    let exponent = ceilingExponent
    return withUnsafeMutablePointer(to: &limb) { limb in
      var number = __mpfr_struct(
        _mpfr_prec: 32, _mpfr_sign: 1, _mpfr_exp: exponent, _mpfr_d: limb)
      return withUnsafePointer(to: &number) { body($0) }
    }
  }
}
