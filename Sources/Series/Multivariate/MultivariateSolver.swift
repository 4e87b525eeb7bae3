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
  public struct Solution: Sendable {
    /// The series.
    public let series: MultivariateSeries
    /// The fraction bits of all attempts; the last one succeeded.
    public let attempts: [Int]
  }

  /// Why the goal was not met.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// What stopped the last attempt; `nil` when it ended but its errors are too large.
    public let reason: SeriesError?
    /// The best series computed.
    public let best: MultivariateSeries?
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

  /// Runs a computation until the goal is met.
  ///
  /// - Parameter computation: A pure function of the ring.
  /// - Throws: `Failure` at the cap, and at once for an error that no precision cures.
  public func solve(
    _ computation: (MultivariateContext) throws(SeriesError) -> MultivariateSeries
  ) throws(Failure) -> Solution {
    var attempts: [Int] = []
    var best: MultivariateSeries?
    var reason: SeriesError?
    var missing = 0
    var next = min(firstFractionBits, fractionBitsCap)
    while attempts.last.map({ $0 < next }) ?? true {
      attempts.append(next)
      do {
        let ring = try MultivariateContext(
          variableCount: variableCount, truncation: truncation, fractionBits: next)
        let series = try computation(ring)
        missing = SeriesGoal.absolute(bits: bits).missingBits(series.image)
        if missing <= 0 { return Solution(series: series, attempts: attempts) }
        (best, reason) = (series, nil)
      } catch {
        reason = error
        guard case .insufficientPrecision(_, let more) = error else { break }
        missing = more
      }
      next = raised(next, by: missing, attempts: attempts.count)
    }
    throw Failure(reason: reason, best: best, attempts: attempts, missingBits: missing)
  }

  private var firstFractionBits: Int {
    let order = (try? MonomialEmbedding(truncation, variableCount: variableCount))?.order ?? 1
    return SeriesGoal.absolute(bits: bits).initialFractionBits(order: order) + guardBits
  }

  /// At least 8 bits more, half as many again after three attempts, at most twice as many.
  private func raised(_ bits: Int, by missing: Int, attempts: Int) -> Int {
    let least = attempts < 3 ? 8 : bits / 2
    return min(fractionBitsCap, bits + min(max(missing + 2, least), bits))
  }
}
