internal import CMultiprecision

extension ScaledBall: CustomStringConvertible {
  /// The ball in decimals, with no more digits than its radius justifies, and an exponent of any size.
  ///
  /// m·2ᴱ = m·e^(E·log 2 - D·log 10)·10ᴰ, where D is about E·log₁₀2, so that the exponential is moderate. It
  /// is enclosed with as many bits more as E has.
  ///
  /// - Parameter digits: The largest number of significant digits.
  public func decimal(upTo digits: Int) -> DecimalBall {
    if isOrdinary || !isFinite { return ball.decimal(upTo: digits) }
    let precision = digits * 4 + 64
    let working = precision + exponent.bitWidth
    let two = RealBall.logarithmOfTwo(precision: working)
    let five = Dyadic.rounded(mpfr_log, Dyadic(5), precision: working)
    let ten = two.adding(RealBall(five), precision: working)
    let size = RealBall(Dyadic(exponent, timesPowerOfTwo: 0))
      .multiplied(by: two, precision: working)
    let power = size.divided(by: ten, precision: working).midpoint.floor
    let whole = RealBall(Dyadic(power, timesPowerOfTwo: 0)).multiplied(by: ten, precision: working)
    let rest = RealBall.exp(size.subtracting(whole, precision: working), precision: precision)
    return mantissa.multiplied(by: rest, precision: max(precision, mantissa.midpoint.precision))
      .decimal(upTo: digits, timesPowerOfTen: power)
  }

  /// The ball for people, with no more digits than are justified, and at most 40.
  public var description: String { decimal(upTo: 40).text }
}
