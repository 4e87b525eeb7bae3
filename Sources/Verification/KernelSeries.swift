internal import Arithmetic
internal import Expressions
internal import Series

enum KernelSeries {
  static func coefficients(
    of kernel: Expression, in store: ExpressionStore, count: Int, bits: Int, _ limits: Limits
  ) throws -> [RealBall] {
    do {
      return try TaylorExpansion.expand(
        kernel, in: store, order: count, goal: .absolute(bits: bits)
      ).coefficients
    } catch {
      if let best = error.best { return best.coefficients }
      throw error
    }
  }
  static func exactCoefficient(
    of kernel: Expression, index: Int, in store: ExpressionStore
  ) throws -> Expression? {
    guard index <= 12 else { return nil }
    return ExactTaylor.coefficients(of: kernel, count: index + 1, in: store)?[index]
  }
}
enum KernelSpectrum {
  static func eigenvalues(
    of kernel: Expression, in store: ExpressionStore, dimension: Int, count: Int, bits: Int,
    _ limits: Limits
  ) throws -> [RealBall] { [] }
}
