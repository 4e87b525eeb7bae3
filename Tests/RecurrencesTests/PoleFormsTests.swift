import Arithmetic
import Expressions
import Puiseux
import Testing

@testable import Recurrences

/// Closed forms in the depth of coefficients at a pole, against expansions at single depths.
struct PoleFormsTests {
  private let store = ExpressionStore()
  private let l = Recurrence.networkIndex

  init() {
    store.assume(.positive, of: Symbol("a"))
    store.assume(.depth, of: l)
  }

  private func previous(_ name: String) -> Expression {
    store.symbol(Recurrence.previous(name, index: l))
  }

  /// S₀ = t, S_l = κ₁(S_(l-1)) and T₀ = t, T_l = S_l + T_(l-1)·κ₀(S_(l-1)).
  private func network() throws -> Recurrence {
    let covariance = try store.function(.kappa(1), previous("S"))
    let slope = try store.function(.kappa(0), previous("S"))
    return Recurrence(
      [
        .init(name: "S", base: store.cosine, step: covariance),
        .init(
          name: "T", base: store.cosine,
          step: store.sum(covariance, store.product(previous("T"), slope))),
      ], index: l, start: 0)
  }

  private func element(
    _ recurrence: Recurrence, _ sequence: Int, depth: Int
  ) throws -> Expression {
    var values = recurrence.sequences.map(\.base)
    for layer in 0..<depth {
      var replacements: [Symbol: Expression] = [
        l: store.rational(Rational(recurrence.start + layer + 1))
      ]
      for (place, value) in values.enumerated() {
        replacements[recurrence.previous(place)] = value
      }
      values = try recurrence.sequences.map { try store.substituting(replacements, in: $0.step) }
    }
    return values[sequence]
  }

  /// Beyond the depths from which the forms were guessed.
  @Test func formsHoldAtLargeDepths() throws {
    let recurrence = try network()
    let forms = PoleForms(recurrence, at: .one, place: 3, in: store).forms
    #expect(forms.allSatisfy { $0.count > 2 })
    for (sequence, forms) in forms.enumerated() {
      for depth in [9, 14] {
        let expansion = try PuiseuxExpansion.expand(
          try element(recurrence, sequence, depth: depth), at: .one,
          .exponent(Rational(forms.count - 1, over: 2)), in: store)
        for (place, form) in forms.enumerated() {
          let value = try store.substituting([l: store.rational(Rational(depth))], in: form)
          let exact = try #require(
            expansion.coefficient(of: Rational(place, over: 2), in: store))
          #expect(store.areProvedEqual(value, exact), "sequence \(sequence), s^(\(place)/2)")
        }
      }
    }
  }

  /// The exponents of iterated steps get finer with every layer, and at t = -1 the values have no closed form.
  @Test func whatHasNoForms() throws {
    let steps = Recurrence(
      [.init(name: "S", base: store.cosine, step: try store.function(.kappa(0), previous("S")))],
      index: l, start: 0)
    #expect(PoleForms(steps, at: .one, place: 2, in: store).forms[0].isEmpty)
    #expect(PoleForms(try network(), at: .minusOne, place: 2, in: store).forms[0].isEmpty)
  }

  /// A sequence that is not bounded at the pole supports no other one.
  @Test func unboundedSequences() throws {
    let distance = store.difference(store.rational(1), store.cosine)
    let recurrence = Recurrence(
      [
        .init(name: "U", base: try store.power(distance, -1), step: previous("U")),
        .init(
          name: "V", base: store.rational(0),
          step: store.product(distance, previous("U"))),
      ], index: l, start: 0)
    let forms = PoleForms(recurrence, at: .one, place: 1, in: store).forms
    #expect(forms.allSatisfy(\.isEmpty))
  }
}
