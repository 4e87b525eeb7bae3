extension FixedSeries {
  /// The quotient, as the product with the reciprocal.
  ///
  /// - Precondition: both series are of the same ring.
  /// - Throws: `SeriesError.domain` when the divisor's constant term is exactly 0,
  ///   `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 3.5 products.
  public func divided(by other: FixedSeries) throws(SeriesError) -> FixedSeries {
    try multiplied(by: .reciprocal(other))
  }
}
