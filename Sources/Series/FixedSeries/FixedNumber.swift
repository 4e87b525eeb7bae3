internal import Arithmetic

/// A real number as an integer times 2^-fractionBits with a proved error.
struct FixedNumber {
  let integer: Integer
  let error: Magnitude

  /// Rounds the midpoint of a ball to the nearest multiple of 2^-fractionBits.
  ///
  /// - Throws: `SeriesError.tooLarge` when the number has more bits than a series may hold.
  init(_ ball: RealBall, fractionBits: Int) throws(SeriesError) {
    let midpoint = ball.midpoint
    if midpoint.isZero {
      integer = .zero
      error = ball.radius
      return
    }
    let (sum, overflow) = midpoint.exponent.addingReportingOverflow(fractionBits)
    if overflow ? midpoint.exponent > 0 : sum > 1 << 31 {
      throw .tooLarge(limbs: overflow ? .max : sum / 64)
    }
    if overflow || sum < 0 {
      // Below half a unit: the number is rounded to 0.
      integer = .zero
      error = ball.magnitude
      return
    }
    let (mantissa, exponent) = midpoint.integerParts
    let shift = exponent + fractionBits
    if shift >= 0 {
      integer = mantissa.shifted(leftBy: shift)
      error = ball.radius
    } else {
      integer = (mantissa.shifted(leftBy: shift + 1) + .one).shifted(leftBy: -1)
      let isExact = mantissa.trailingZeroBitCount >= -shift
      error = ball.radius + (isExact ? .zero : .powerOfTwo(-fractionBits - 1))
    }
  }

  /// Rounds a rational number.
  init(_ value: Rational, fractionBits: Int) throws(SeriesError) {
    let bits = value.numerator.bitWidth - value.denominator.bitWidth + fractionBits + 2
    if bits > 1 << 31 { throw .tooLarge(limbs: bits / 64) }
    let twice = Rational(value.numerator.shifted(leftBy: fractionBits + 1), over: value.denominator)
    integer = (twice.floor + .one).shifted(leftBy: -1)
    let isExact = twice.isInteger && twice.numerator.isEven
    error = isExact ? .zero : .powerOfTwo(-fractionBits - 1)
  }
}
