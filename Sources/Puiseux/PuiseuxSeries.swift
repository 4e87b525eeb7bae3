package import Arithmetic
package import Expressions

/// The power sᵃ·(log s)ʲ.
package struct PuiseuxPower: Hashable, Comparable {
  /// a.
  package let exponent: Rational
  /// j.
  package let logarithm: Int

  package init(_ exponent: Rational, logarithm: Int = 0) {
    self.exponent = exponent
    self.logarithm = logarithm
  }

  /// The order in which terms are listed: the larger one for s → 0 first.
  package static func < (left: PuiseuxPower, right: PuiseuxPower) -> Bool {
    left.exponent == right.exponent
      ? left.logarithm > right.logarithm : left.exponent < right.exponent
  }

  package static func * (left: PuiseuxPower, right: PuiseuxPower) -> PuiseuxPower {
    PuiseuxPower(
      left.exponent + right.exponent, logarithm: left.logarithm + right.logarithm)
  }
}

/// A truncated series Σ c·sᵃ(log s)ʲ with rational exponents a.
///
/// Every term of exponent below ``order`` is listed; what is left out is O(s^order) up to powers of
/// log s. Without an order the sum is the function itself.
package struct PuiseuxSeries {
  /// The terms, the largest for s → 0 first; no coefficient is the zero of the field.
  package private(set) var terms: [(power: PuiseuxPower, coefficient: Fraction)] = []
  /// The exponent from which on terms are missing; `nil` when none are.
  package let order: Rational?

  /// Collects terms; those at and beyond the order are dropped.
  package init(_ terms: [PuiseuxPower: Fraction], order: Rational?) {
    self.order = order
    self.terms = terms.filter { power, coefficient in
      !coefficient.isZero && order.map { power.exponent < $0 } != false
    }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// A constant.
  package init(_ constant: Fraction) {
    self.init([PuiseuxPower(0): constant], order: nil)
  }

  package var isZero: Bool { terms.isEmpty && order == nil }

  /// The lowest exponent that may occur; `nil` for the exact zero.
  package var valuation: Rational? { terms.first?.power.exponent ?? order }

  package func coefficient(_ exponent: Rational) -> Fraction {
    terms.first { $0.power == PuiseuxPower(exponent) }?.coefficient ?? .zero
  }

  /// The series times a power of s.
  package func shifted(by exponent: Rational) -> PuiseuxSeries {
    var shifted: [PuiseuxPower: Fraction] = [:]
    for term in terms { shifted[term.power * PuiseuxPower(exponent)] = term.coefficient }
    return PuiseuxSeries(shifted, order: order.map { $0 + exponent })
  }

  /// The series without the terms at and beyond an exponent.
  package func truncated(at limit: Rational) -> PuiseuxSeries {
    if let order, order <= limit { return self }
    if order == nil, terms.allSatisfy({ $0.power.exponent < limit }) { return self }
    var kept: [PuiseuxPower: Fraction] = [:]
    for term in terms where term.power.exponent < limit { kept[term.power] = term.coefficient }
    return PuiseuxSeries(kept, order: limit)
  }

  /// The series without one term.
  package func removing(_ power: PuiseuxPower) -> PuiseuxSeries {
    var kept: [PuiseuxPower: Fraction] = [:]
    for term in terms where term.power != power { kept[term.power] = term.coefficient }
    return PuiseuxSeries(kept, order: order)
  }
}
