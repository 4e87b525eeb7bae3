internal import Expressions

/// How large an expression may be to be brought into normal form.
struct NormalFormEffort {
  /// Multiplications and additions of terms.
  let work: Int
  /// Parts of the expression.
  let size: Int

  /// For values that follow a pattern only when they are short.
  static let usual = NormalFormEffort(work: 50_000, size: 200)
  /// For values of which it is known how they come about.
  static let large = NormalFormEffort(work: 5_000_000, size: 20_000)
}

extension ExpressionStore {
  /// The normal form when there is one of moderate size, and the simplified expression otherwise.
  func inNormalForm(_ expression: Expression, _ effort: NormalFormEffort = .usual) -> Expression {
    let simple = simplified(expression)
    return normalForm(of: simple, workLimit: effort.work, sizeLimit: effort.size).map(simplified)
      ?? simple
  }
}
