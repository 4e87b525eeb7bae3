internal import Arithmetic
public import Expressions

/// Taylor expansions of kernels of several cosines, at the origin, with proven error bounds.
public enum MultivariateExpansion {
  /// The coefficients of the monomials t₁^n₁·…·t_p^n_p that a truncation keeps.
  ///
  /// - Parameters:
  ///   - kernel: An expression in the given symbols alone.
  ///   - store: Where the kernel lives.
  ///   - variables: The symbols t₁, …, t_p, in the order of the exponents.
  ///   - truncation: The monomials that are kept.
  ///   - bits: Every coefficient is to be known within 2^-bits.
  ///   - fractionBitsCap: The largest number of fraction bits tried.
  /// - Throws: `MultivariateSolver.Failure` with what stopped it and the best that it reached.
  /// - Complexity: O(M(embedded order·bits)) for each node, where only the variables that occur below
  ///   the node count.
  public static func expand(
    _ kernel: Expression, in store: ExpressionStore, variables: [Symbol],
    truncation: MultivariateTruncation, bits: Int, fractionBitsCap: Int = 1 << 20
  ) throws(MultivariateSolver.Failure) -> MultivariateSeries {
    let tape = Tape(kernel, in: store)
    let degrees = tape.highestKappaDegrees
    // As for one variable: each argument of a κ is a layer, and L layers lose about 2·log₂ L bits.
    let layers = degrees.count
    let solver = MultivariateSolver(
      variableCount: variables.count, truncation: truncation, bits: bits,
      fractionBitsCap: fractionBitsCap,
      guardBits: 2 * (Int.bitWidth - layers.leadingZeroBitCount))
    return try solver.solve { (ring) throws(SeriesError) -> MultivariateSeries in
      var algebra = MultivariateAlgebra(
        context: ring, variables: variables, highestDegrees: degrees)
      return try tape.run(in: &algebra)[0]
    }.series
  }
}
