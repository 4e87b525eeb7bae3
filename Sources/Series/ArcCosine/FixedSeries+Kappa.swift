extension FixedSeries {
  /// κₙ(u), the arc-cosine function of degree n with κₙ(1) = 1.
  ///
  /// Compositions with the same u share their costly part through `ArcCosineComposition`.
  ///
  /// - Precondition: `n` is not negative.
  /// - Throws: `SeriesError`.
  public static func kappa(_ n: Int, of u: FixedSeries) throws(SeriesError) -> FixedSeries {
    guard let last = try ArcCosineComposition(u, upTo: n).values.last else {
      preconditionFailure("no arc-cosine function")
    }
    return last
  }
}
