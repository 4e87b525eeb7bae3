internal import Arithmetic
public import Expressions

/// Taylor coefficients at t = 0 in exact form.
public enum ExactTaylor {
  /// A minute of work; longer coefficients nobody reads.
  private static let workLimit = 100_000_000

  /// The coefficients of t⁰ … t^(count-1) as expressions, or `nil` when they are too large to write or
  /// the kernel is not analytic at 0 in a way that the recurrences cover.
  ///
  /// - Complexity: O(count²) operations on rational functions per node of the kernel.
  public static func coefficients(
    of kernel: Expression, count: Int, in store: ExpressionStore
  ) -> [Expression]? {
    let field = NormalFormField(store: store, workLimit: workLimit, termLimit: 200_000)
    var algebra = ExactSeriesAlgebra(field: field, order: max(count, 1))
    guard let series = try? Tape(kernel, in: store).run(in: &algebra).first else { return nil }
    var result: [Expression] = []
    for coefficient in series {
      guard let expression = try? field.expression(of: coefficient) else { return nil }
      result.append(store.simplified(expression))
    }
    return Array(result.prefix(count))
  }
}
