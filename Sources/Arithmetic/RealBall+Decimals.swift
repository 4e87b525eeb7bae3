extension RealBall {
  /// The ball in decimals, its midpoint with about the given number of digits after the point.
  ///
  /// The error of rounding the midpoint is at most 10^(-decimals) and is part of the radius.
  public func decimal(decimals: Int) -> DecimalBall {
    if midpoint.isZero { return decimal(digits: 2) }
    // |midpoint| < 2^e has at most e·log₁₀2 + 1 digits before the point, a negative number for small e.
    let leading = Int((Double(midpoint.exponent) * 0.301_029_995_664).rounded(.up))
    return decimal(digits: max(2, decimals + leading + 1))
  }
}
