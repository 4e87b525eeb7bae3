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

  /// The largest total degree up to which coefficients in several cosines are written in exact form.
  private static let exactTotalDegree = 4

  /// One coefficient of a kernel of images in exact form, or `nil` when it is too large to write.
  ///
  /// It is ∂^n K/n! at 0.
  static func exactCoefficient(
    of kernel: Expression, exponents: [Int], in store: ExpressionStore
  ) -> Expression? {
    guard exponents.reduce(0, +) <= exactTotalDegree else { return nil }
    var slope = kernel
    var factor = Rational.one
    for (place, exponent) in exponents.enumerated() {
      for order in 0..<exponent {
        guard let next = try? store.derivative(of: slope, with: .cosine(place + 1)) else {
          return nil
        }
        slope = store.simplified(next)
        factor *= Rational(order + 1)
      }
    }
    let zeros = Dictionary(
      uniqueKeysWithValues: store.cosines(in: slope).map { ($0, store.rational(0)) })
    guard let value = try? store.substituting(zeros, in: slope) else { return nil }
    return store.simplified(store.scaled(value, by: .one / factor))
  }
}
