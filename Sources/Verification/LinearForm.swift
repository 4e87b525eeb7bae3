internal import Arithmetic
internal import Expressions

/// What a comparison says of a constant c that stands in it linearly: a + c·f compares with 0.
struct LinearForm {
  /// a.
  let rest: Expression
  /// f.
  let slope: Expression

  /// left - right as a form in the constant; `nil` when the constant does not stand there linearly.
  init?(_ difference: Expression, in constant: Symbol, _ store: ExpressionStore) throws {
    slope = try store.derivative(of: difference, with: constant)
    rest = try store.substituting([constant: store.rational(0)], in: difference)
    if store.symbols(in: slope).contains(constant) { return nil }
  }

  /// -a/f, where the constant makes the sides equal.
  func root(in store: ExpressionStore) throws -> Expression {
    try store.quotient(store.negated(rest), slope)
  }
}
