internal import CMultiprecision

extension Dyadic {
  /// The square root, rounded.
  ///
  /// - Precondition: the number is not negative.
  public func squareRoot(precision: Int, rounding: Rounding) -> Dyadic {
    precondition(signum >= 0, "a root of a negative dyadic number")
    return Dyadic.rounded(mpfr_sqrt, self, precision: precision, rounding: rounding).value
  }
}
