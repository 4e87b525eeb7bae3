internal import Arithmetic
public import Expressions

/// Taylor expansions of kernels at t = 0 with proven error bounds.
public enum TaylorExpansion {
  /// The coefficients of t⁰ … t^(order-1).
  ///
  /// The kernel's graph is computed once in whole power series at a precision estimated beforehand; the
  /// proved errors then say whether it must be computed again with more bits.
  ///
  /// - Parameters:
  ///   - kernel: An expression in t alone.
  ///   - store: Where the kernel lives.
  ///   - order: The number of coefficients, from 1 to 2²⁴.
  ///   - goal: How well they must be known.
  ///   - fractionBitsCap: The largest number of fraction bits tried.
  /// - Throws: `SeriesSolver.Failure` with what stopped it and the best that it reached.
  /// - Complexity: O(M(order·bits)) for each node of the graph.
  public static func expand(
    _ kernel: Expression, in store: ExpressionStore, order: Int, goal: SeriesGoal,
    fractionBitsCap: Int = 1 << 20
  ) throws(SeriesSolver.Failure) -> FixedSeries {
    let tape = Tape(kernel, in: store)
    let degrees = tape.highestKappaDegrees
    // Each argument of a κ is a layer, and L layers lose about 2·log₂ L bits.
    let layers = degrees.count
    let solver = SeriesSolver(
      order: order, goal: goal, fractionBitsCap: fractionBitsCap,
      guardBits: 2 * (Int.bitWidth - layers.leadingZeroBitCount))
    return try solver.solve { (context) throws(SeriesError) -> FixedSeries in
      var algebra = SeriesAlgebra(context: context, highestDegrees: degrees)
      return try tape.run(in: &algebra)[0]
    }.series
  }
}
