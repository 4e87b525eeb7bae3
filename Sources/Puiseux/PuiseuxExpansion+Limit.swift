public import Arithmetic
public import Expressions

extension PuiseuxExpansion {
  /// What a kernel tends to at a pole.
  public enum Limit: Sendable {
    /// A number, as an expression in the symbols of the kernel; the conditions are not zero.
    case finite(Expression, conditions: [Expression])
    /// It grows beyond all bounds, like this power of s, perhaps times powers of log s.
    case infinite(exponent: Rational)
  }

  /// The limit of a kernel at a pole, from inside [-1, 1].
  ///
  /// - Throws: ``PuiseuxError``.
  public static func limit(
    of kernel: Expression, at pole: Pole, in store: ExpressionStore
  ) throws(PuiseuxError) -> Limit {
    if let value = store.valueByContinuity(of: kernel, at: pole.point) {
      return .finite(value, conditions: [])
    }
    let expansion = try expand(kernel, at: pole, .exponent(0), in: store)
    for term in expansion.terms where term.exponent.signum < 0 || term.logarithm > 0 {
      guard term.isNonzero else {
        throw .undecided("the coefficient \(store.text(term.coefficient)) is zero")
      }
      return .infinite(exponent: term.exponent)
    }
    guard let value = expansion.coefficient(of: 0, in: store) else { throw .insufficientOrder }
    return .finite(value, conditions: expansion.conditions)
  }
}
