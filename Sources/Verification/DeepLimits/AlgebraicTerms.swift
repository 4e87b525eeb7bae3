internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The first terms Σ cᵢ·s^(aᵢ) of a function of t at a pole, where no logarithm is among them.
struct AlgebraicTerms {
  let terms: [(exponent: Rational, coefficient: Expression)]
  /// Whether the function is the sum of the terms.
  let isExact: Bool

  /// - Returns: `nil` where there is no such expansion, or where it depends on conditions on parameters.
  init?(of function: Expression, at pole: Pole, count: Int, in store: ExpressionStore) {
    if store.areProvedEqual(function, store.rational(0)) {
      (terms, isExact) = ([], true)
      return
    }
    guard
      let first = try? PuiseuxExpansion.expand(function, at: pole, .terms(count), in: store),
      let last = first.terms.last,
      // With all terms of the last exponent.
      let found = try? PuiseuxExpansion.expand(
        function, at: pole, .exponent(last.exponent), in: store),
      first.conditions.isEmpty, found.conditions.isEmpty,
      found.terms.allSatisfy({ $0.logarithm == 0 })
    else { return nil }
    terms = found.terms.prefix(count).map { ($0.exponent, $0.coefficient) }
    isExact = found.order == nil && found.terms.count == terms.count
  }

  /// The exponent of a term, or this bound where there is no such term.
  ///
  /// - Returns: `nil` where it is not known.
  func exponent(_ place: Int, orAtLeast bound: Rational) -> Rational? {
    if place < terms.count { return terms[place].exponent }
    return isExact ? bound : nil
  }
}
