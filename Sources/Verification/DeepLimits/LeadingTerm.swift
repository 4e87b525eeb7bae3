internal import Arithmetic
internal import Expressions

/// What is known of a function of the depth L: it is c·L^e + o(L^e), where c may be zero.
struct LeadingTerm {
  /// c, free of L.
  let coefficient: Expression
  /// e.
  let exponent: Rational
}

extension AsymptoticEvaluation {
  /// The leading term; `nil` when none is proved, or one with logarithms.
  func leadingTerm(of expression: Expression) -> LeadingTerm? {
    guard let first = expansion(of: expression)?.terms.first, first.power.logarithm.isZero else {
      return nil
    }
    return LeadingTerm(coefficient: first.coefficient, exponent: first.power.exponent)
  }
}
