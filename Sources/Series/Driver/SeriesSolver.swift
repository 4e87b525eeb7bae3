/// Computes a series at rising precision until it is known as well as asked for.
///
///     let solver = SeriesSolver(order: 1000, goal: .absolute(bits: 256))
///     let result = try solver.solve { context in
///       try FixedSeries.kappa(1, of: FixedSeries.kappa(1, of: context.variable))
///     }
///
/// The computation is run once at a precision estimated beforehand. The proved errors of the result
/// then say how many bits are missing, and it is run again with that many more, up to a cap.
public struct SeriesSolver: Sendable {
  /// The number of coefficients.
  public let order: Int
  /// What must be known.
  public let goal: SeriesGoal
  /// The largest number of fraction bits tried.
  public let fractionBitsCap: Int
  /// Fraction bits of the first attempt beyond the estimate for a few layers.
  public let guardBits: Int

  /// Creates a solver.
  ///
  /// - Parameters:
  ///   - order: The number of coefficients, from 1 to 2²⁴.
  ///   - goal: How well they must be known.
  ///   - fractionBitsCap: The largest number of fraction bits tried.
  ///   - guardBits: Fraction bits of the first attempt beyond the estimate for a few layers; a
  ///     network of L layers does well with 2·log₂ L. A wrong guess costs time only.
  public init(
    order: Int, goal: SeriesGoal, fractionBitsCap: Int = 1 << 20, guardBits: Int = 0
  ) {
    precondition(guardBits >= 0, "guard bits are added, not taken away")
    self.order = order
    self.goal = goal
    self.fractionBitsCap = max(1, min(fractionBitsCap, 1 << 30))
    self.guardBits = guardBits
  }

  /// A series that meets the goal, and what it took.
  public struct Solution: Sendable {
    /// The series.
    public let series: FixedSeries
    /// The fraction bits of all attempts; the last one succeeded.
    public let attempts: [Int]
  }

  /// Why the goal was not met.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// What stopped the last attempt; `nil` when it ended but its errors are too large.
    public let reason: SeriesError?
    /// The best series computed.
    public let best: FixedSeries?
    /// The fraction bits of all attempts.
    public let attempts: [Int]
    /// The bits that the best series still misses.
    public let missingBits: Int

    /// The reason in words.
    public var description: String {
      reason?.description
        ?? "the errors of the series stay too large; about \(missingBits) more bits are needed"
    }
  }

  /// Runs a computation until the goal is met.
  ///
  /// - Parameter computation: A pure function of the ring.
  /// - Throws: `Failure` at the cap, and at once for an error that no precision cures.
  public func solve(
    _ computation: (SeriesContext) throws(SeriesError) -> FixedSeries
  ) throws(Failure) -> Solution {
    var bits = min(goal.initialFractionBits(order: order) + guardBits, fractionBitsCap)
    var attempts: [Int] = []
    var best: FixedSeries?
    var reason: SeriesError?
    var missing = 0
    while true {
      attempts.append(bits)
      do {
        let series = try computation(SeriesContext(order: order, fractionBits: bits))
        missing = goal.missingBits(series)
        if missing <= 0 { return Solution(series: series, attempts: attempts) }
        best = series
        reason = nil
      } catch {
        reason = error
        guard case .insufficientPrecision(_, let more) = error else { break }
        missing = more
      }
      if bits >= fractionBitsCap { break }
      // More than doubling would trust an estimate too far; less than 8 bits would waste a run, and
      // after three runs the estimates have shown that they are too small.
      let least = attempts.count < 3 ? 8 : bits / 2
      bits = min(fractionBitsCap, bits + min(max(missing + 2, least), bits))
    }
    throw Failure(reason: reason, best: best, attempts: attempts, missingBits: missing)
  }
}
