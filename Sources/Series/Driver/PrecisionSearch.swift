/// A series that is known as well as asked for, and what it took.
public struct SeriesSolution<Series: Sendable>: Sendable {
  /// The series.
  public let series: Series
  /// The fraction bits of all attempts; the last one succeeded.
  public let attempts: [Int]
}

/// Why a series is not known as well as asked for.
public struct SeriesFailure<Series: Sendable>: Error, Sendable, CustomStringConvertible {
  /// What stopped the last attempt; `nil` when it ended but its errors are too large.
  public let reason: SeriesError?
  /// The best series computed.
  public let best: Series?
  /// The fraction bits of all attempts.
  public let attempts: [Int]
  /// The bits that the last attempt missed.
  public let missingBits: Int

  /// The reason in words.
  public var description: String {
    reason?.description
      ?? "the errors of the series stay too large; about \(missingBits) more bits are needed"
  }
}

/// Repeats a computation with more and more fraction bits.
///
/// The proved errors of one attempt say how many bits are missing for the next.
struct PrecisionSearch {
  /// The fraction bits of the first attempt.
  let first: Int
  /// The largest number of fraction bits tried.
  let cap: Int

  /// Runs a computation until no bits are missing.
  ///
  /// - Parameters:
  ///   - missingBits: How many more bits a series should be known to.
  ///   - attempt: The series with so many fraction bits.
  /// - Throws: `SeriesFailure` at the cap, and at once for an error that no precision cures.
  func run<Series: Sendable>(
    missingBits: (Series) -> Int, attempt: (Int) throws(SeriesError) -> Series
  ) throws(SeriesFailure<Series>) -> SeriesSolution<Series> {
    var bits = min(first, cap)
    var attempts: [Int] = []
    var best: Series?
    var reason: SeriesError?
    var missing = 0
    while true {
      attempts.append(bits)
      do {
        let series = try attempt(bits)
        missing = missingBits(series)
        if missing <= 0 { return SeriesSolution(series: series, attempts: attempts) }
        (best, reason) = (series, nil)
      } catch {
        reason = error
        guard case .insufficientPrecision(_, let more) = error else { break }
        missing = more
      }
      if bits >= cap { break }
      // More than doubling would trust an estimate too far; less than 8 bits would waste a run, and
      // after three runs the estimates have shown that they are too small.
      let least = attempts.count < 3 ? 8 : bits / 2
      bits = min(cap, bits + min(max(missing + 2, least), bits))
    }
    throw SeriesFailure(reason: reason, best: best, attempts: attempts, missingBits: missing)
  }
}
