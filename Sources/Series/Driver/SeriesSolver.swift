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
  public typealias Solution = SeriesSolution<FixedSeries>

  /// Why the goal was not met.
  public typealias Failure = SeriesFailure<FixedSeries>

  /// Runs a computation until the goal is met.
  ///
  /// - Parameter computation: A pure function of the ring.
  /// - Throws: `Failure` at the cap, and at once for an error that no precision cures.
  public func solve(
    _ computation: (SeriesContext) throws(SeriesError) -> FixedSeries
  ) throws(Failure) -> Solution {
    let search = PrecisionSearch(
      first: goal.initialFractionBits(order: order) + guardBits, cap: fractionBitsCap)
    return try search.run(missingBits: goal.missingBits) { (bits) throws(SeriesError) in
      try computation(SeriesContext(order: order, fractionBits: bits))
    }
  }
}
