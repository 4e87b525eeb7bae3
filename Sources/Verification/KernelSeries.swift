internal import Arithmetic
internal import Expressions
internal import Series

/// Taylor coefficients of kernels, for claims.
enum KernelSeries {
  /// The largest index up to which coefficients are written in exact form.
  private static let exactLimit = 12

  /// The coefficients of t⁰ … t^(count-1) within 2^(-bits), or the best that was reached.
  ///
  /// - Throws: `SeriesSolver.Failure` when nothing was reached.
  static func coefficients(
    of kernel: Expression, in store: ExpressionStore, count: Int, bits: Int
  ) throws -> [RealBall] {
    do {
      return try TaylorExpansion.expand(
        kernel, in: store, order: count, goal: .absolute(bits: bits)
      ).coefficients
    } catch {
      guard let best = error.best else { throw error }
      return best.coefficients
    }
  }

  /// One coefficient in exact form, or `nil` when it is too large to write.
  static func exactCoefficient(
    of kernel: Expression, index: Int, in store: ExpressionStore
  ) -> Expression? {
    guard index <= exactLimit else { return nil }
    return ExactTaylor.coefficients(of: kernel, count: index + 1, in: store)?[index]
  }
}
