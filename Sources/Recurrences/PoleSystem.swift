internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The coefficients of a recurrence's elements at a pole as a recurrence of numbers, beyond the first ones.
///
/// Let c(l) be the coefficient of s^(m/2) in an element with index l. The first coefficients of each sequence are given
/// by closed forms in l, as the arguments of functions need their leading terms; the following ones are symbols in
/// the step. The expansion of the step then gives each coefficient at l as an expression in those at l-1: one
/// expansion for all depths, where elements would need one each.
struct PoleSystem {
  /// A sequence and the m of s^(m/2).
  struct Unknown: Hashable {
    let sequence: Int
    let place: Int
  }

  private let recurrence: Recurrence
  private let store: ExpressionStore
  /// Closed forms of the first coefficients of each sequence.
  private let known: [[Expression]]
  private(set) var bases: [Unknown: Expression] = [:]
  private(set) var steps: [Unknown: Expression] = [:]
  /// The symbols that stand for coefficients.
  private var assumed: Set<Symbol> = []

  /// Expands the step.
  ///
  /// Coefficients that the assumed ones do not determine have no step.
  ///
  /// - Parameters:
  ///   - known: Closed forms of the first coefficients, at least one of each sequence.
  ///   - counts: How many coefficients of each sequence are assumed, closed forms included.
  init?(
    _ recurrence: Recurrence, at pole: Pole, known: [[Expression]], counts: [Int],
    in store: ExpressionStore
  ) {
    self.recurrence = recurrence
    self.store = store
    self.known = known
    guard known.allSatisfy({ !$0.isEmpty }), let before = hypothesis(counts) else { return nil }
    for (sequence, count) in counts.enumerated() {
      for place in 0..<count { assumed.insert(previous(Unknown(sequence: sequence, place: place))) }
    }
    for (number, sequence) in recurrence.sequences.enumerated() {
      let top = Rational(counts[number] - 1, over: 2)
      guard
        let base = try? PuiseuxExpansion.expand(
          sequence.base, at: pole, upTo: top, given: [:], in: store),
        let image = try? PuiseuxExpansion.expand(
          sequence.step, at: pole, upTo: top, given: before, in: store)
      else { return nil }
      let starts = base.halfPowers(count: counts[number], in: store)
      let nexts = image.halfPowers(count: counts[number], in: store)
      for place in 0..<min(starts.count, nexts.count) {
        let unknown = Unknown(sequence: number, place: place)
        bases[unknown] = starts[place]
        steps[unknown] = nexts[place]
      }
    }
  }

  /// The symbol of a coefficient of the previous element.
  func previous(_ unknown: Unknown) -> Symbol {
    // Spaces keep the name out of reach of the language.
    Symbol("\(recurrence.previous(unknown.sequence).name) at place \(unknown.place)")
  }

  private func hypothesis(_ counts: [Int]) -> [Symbol: PuiseuxExpansion.Ansatz]? {
    let l = store.symbol(recurrence.index)
    let before = [recurrence.index: store.difference(l, store.rational(1))]
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for (sequence, count) in counts.enumerated() {
      var coefficients: [Rational: Expression] = [:]
      for place in 0..<count {
        if place < known[sequence].count {
          guard let value = try? store.substituting(before, in: known[sequence][place]) else {
            return nil
          }
          coefficients[Rational(place, over: 2)] = value
        } else {
          coefficients[Rational(place, over: 2)] = store.symbol(
            previous(Unknown(sequence: sequence, place: place)))
        }
      }
      series[recurrence.previous(sequence)] = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: Rational(count, over: 2))
    }
    return series
  }

  /// The coefficients of the elements with indices start … start + count - 1, as far as they are determined.
  func values(count: Int) -> [[Unknown: Expression]] {
    var rows = [bases.mapValues { store.inNormalForm($0, .large) }]
    while rows.count < count {
      var replacements: [Symbol: Expression] = [
        recurrence.index: store.rational(Rational(recurrence.start + rows.count))
      ]
      for (unknown, value) in rows[rows.count - 1] { replacements[previous(unknown)] = value }
      rows.append(
        steps.compactMapValues { step in
          guard !mentionsUnknown(step, besides: replacements),
            let value = try? store.substituting(replacements, in: step)
          else { return nil }
          return store.inNormalForm(value, .large)
        })
    }
    return rows
  }

  /// The coefficient at l when those at l-1 have closed forms; `nil` when one of them has none.
  func image(
    of unknown: Unknown, under forms: [[Expression]]
  ) -> Expression? {
    guard let step = steps[unknown] else { return nil }
    let l = store.symbol(recurrence.index)
    let before = [recurrence.index: store.difference(l, store.rational(1))]
    var replacements: [Symbol: Expression] = [:]
    for (sequence, list) in forms.enumerated() {
      for (place, form) in list.enumerated() {
        replacements[previous(Unknown(sequence: sequence, place: place))] =
          try? store.substituting(before, in: form)
      }
    }
    guard !mentionsUnknown(step, besides: replacements) else { return nil }
    return try? store.substituting(replacements, in: step)
  }

  /// Whether a coefficient occurs that has no value.
  private func mentionsUnknown(
    _ step: Expression, besides replacements: [Symbol: Expression]
  ) -> Bool {
    store.symbols(in: step).contains { assumed.contains($0) && replacements[$0] == nil }
  }
}

extension PuiseuxExpansion.Ansatz {
  /// The coefficients of s⁰, s^(1/2), …, at most `count` of them, as far as the expansion is complete and has no other
  /// exponents.
  func halfPowers(count: Int, in store: ExpressionStore) -> [Expression] {
    var end = order
    for exponent in coefficients.keys where exponent.signum < 0 || !(2 * exponent).isInteger {
      end = min(end, exponent)
    }
    var result: [Expression] = []
    while result.count < count, Rational(result.count, over: 2) < end {
      result.append(coefficients[Rational(result.count, over: 2)] ?? store.rational(0))
    }
    return result
  }
}
