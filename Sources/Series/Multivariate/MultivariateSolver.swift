/// Computes a series in several variables at rising precision until every coefficient is known to
/// within 2^-bits.
///
///     let solver = MultivariateSolver(variableCount: 2, truncation: .totalDegree(below: 20), bits: 128)
///     let result = try solver.solve { ring throws(SeriesError) in
///       let sum = try ring.variable(0).adding(ring.variable(1))
///       return try .kappa(1, of: sum.scaled(by: Rational(1, over: 2)))
///     }
///
/// As ``SeriesSolver`` does, it takes the number of missing bits from the proved errors of one attempt
/// for the next.
public struct MultivariateSolver: Sendable {
  /// The number of variables.
  public let variableCount: Int
  /// The monomials that are kept.
  public let truncation: MultivariateTruncation
  /// Every coefficient is to be known within 2^-bits.
  public let bits: Int
  /// The largest number of fraction bits tried.
  public let fractionBitsCap: Int
  /// Fraction bits of the first attempt beyond the estimate for a few layers.
  public let guardBits: Int

  /// Creates a solver.
  public init(
    variableCount: Int, truncation: MultivariateTruncation, bits: Int,
    fractionBitsCap: Int = 1 << 20, guardBits: Int = 0
  ) {
    precondition(guardBits >= 0, "guard bits are added, not taken away")
    self.variableCount = variableCount
    self.truncation = truncation
    self.bits = bits
    self.fractionBitsCap = max(1, min(fractionBitsCap, 1 << 30))
    self.guardBits = guardBits
  }

  /// A series that meets the goal, and what it took.
  public typealias Solution = SeriesSolution<MultivariateSeries>

  /// Why the goal was not met.
  public typealias Failure = SeriesFailure<MultivariateSeries>

  /// Runs a computation until the goal is met.
  ///
  /// - Parameter computation: A pure function of the ring.
  /// - Throws: `Failure` at the cap, and at once for an error that no precision cures.
  public func solve(
    _ computation: (MultivariateContext) throws(SeriesError) -> MultivariateSeries
  ) throws(Failure) -> Solution {
    let goal = SeriesGoal.absolute(bits: bits)
    let order = (try? MonomialEmbedding(truncation, variableCount: variableCount))?.order ?? 1
    let search = PrecisionSearch(
      first: goal.initialFractionBits(order: order) + guardBits, cap: fractionBitsCap)
    return try search.run {
      goal.missingBits($0.image)
    } attempt: { (bits) throws(SeriesError) in
      try computation(
        MultivariateContext(
          variableCount: variableCount, truncation: truncation, fractionBits: bits))
    }
  }
}
