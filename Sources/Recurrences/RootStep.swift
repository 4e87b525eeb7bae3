package import Arithmetic
package import Expressions
internal import Puiseux

/// A step whose exponents at t = 1 fall with every layer, such as that of networks of unit steps.
///
/// The first element is 1 - C·s^γ·(1 + O(s^a)) and the step F(1 - w) = 1 - A·w^β·(1 + O(w^b)) with 0 < β < 1, so that the
/// element after m steps is 1 - C[m]·s^ν[m] + …,
///
///     ν[m] = γ·βᵐ,     C[m] = A·C[m-1]^β = A^((1-βᵐ)/(1-β))·C^(βᵐ).
package struct RootStep {
  /// A.
  package let gain: Expression
  /// β, between 0 and 1.
  package let ratio: Rational
  /// C.
  package let constant: Expression
  /// γ, at most 1.
  package let exponent: Rational
  /// a and b; `nil` when nothing follows.
  let margins: (first: Rational?, step: Rational?)
  /// F, with the previous element as ``previous``.
  let step: Expression
  let previous: Symbol

  /// Reads the step off a recurrence; `nil` when it is of another kind.
  package init?(_ recurrence: Recurrence, _ sequence: Int, in store: ExpressionStore) {
    let parts = recurrence.sequences[sequence]
    let previous = recurrence.previous(sequence)
    // The step depends on the previous element of this sequence only, not on t nor on the index.
    let used = store.symbols(in: parts.step)
    guard !used.contains(recurrence.index), !used.contains(where: \.isCosine),
      recurrence.sequences.indices.allSatisfy({
        $0 == sequence || !used.contains(recurrence.previous($0))
      }),
      let map = try? store.substituting([previous: store.cosine], in: parts.step),
      let step = Leading(map, store), step.exponent < 1,
      let first = Leading(parts.base, store), first.exponent <= 1
    else { return nil }
    (gain, ratio) = (step.constant, step.exponent)
    (constant, exponent) = (first.constant, first.exponent)
    margins = (first.margin, step.margin)
    self.step = parts.step
    self.previous = previous
  }

  /// ν after m layers; `nil` when a power has no value.
  package func exponent(after m: Expression, in store: ExpressionStore) -> Expression? {
    power(m, store).map { store.simplified(store.scaled($0, by: exponent)) }
  }

  /// C[m]ᵏ after m layers; `nil` when a power has no value.
  package func constant(
    after m: Expression, power k: Rational = 1, in store: ExpressionStore
  ) -> Expression? {
    guard let power = power(m, store) else { return nil }
    // (1 - βᵐ)/(1 - β).
    let sum = store.scaled(
      store.difference(store.rational(1), power), by: 1 / (1 - ratio))
    guard
      let gains = try? store.power(gain, symbolicExponent: store.scaled(sum, by: k)),
      let constants = try? store.power(constant, symbolicExponent: store.scaled(power, by: k))
    else { return nil }
    return store.product(gains, constants)
  }

  /// βᵐ.
  private func power(_ m: Expression, _ store: ExpressionStore) -> Expression? {
    try? store.power(store.rational(1 / ratio), symbolicExponent: store.negated(m))
  }
}

/// The c > 0 and the exponent in 1 - c·s^a·(1 + O(s^margin)) at t = 1.
private struct Leading {
  let constant: Expression
  let exponent: Rational
  let margin: Rational?

  init?(_ function: Expression, _ store: ExpressionStore) {
    guard
      let expansion = try? PuiseuxExpansion.expand(function, at: .one, .terms(3), in: store),
      expansion.conditions.isEmpty, expansion.terms.count >= 2,
      expansion.terms.allSatisfy({ $0.logarithm == 0 }), expansion.terms[0].exponent.isZero,
      store.areProvedEqual(expansion.terms[0].coefficient, store.rational(1))
    else { return nil }
    let term = expansion.terms[1]
    constant = store.simplified(store.negated(term.coefficient))
    exponent = term.exponent
    guard exponent.signum > 0, CoefficientSign(of: constant, in: store) == .positive else {
      return nil
    }
    let next = expansion.terms.count > 2 ? expansion.terms[2].exponent : expansion.order
    margin = next.map { $0 - term.exponent }
  }
}
