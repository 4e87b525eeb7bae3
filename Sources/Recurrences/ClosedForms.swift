internal import Arithmetic
internal import Expressions

/// Finds closed forms of recurrences of numbers and proves them by induction.
///
/// Guess: from the first values, a polynomial in l of degree at most 4 times a geometric sequence rˡ.
/// Check: the first value agrees, and the step applied to the candidates at l-1 is the candidate at l in the
/// normal form. Candidates that depend on one without a proof fall with it, so what is left is proved by
/// simultaneous induction. The guess is not trusted.
struct ClosedForms {
  private let system: PointSystem
  private var store: ExpressionStore { system.store }
  private(set) var forms: [PointSystem.Unknown: Expression] = [:]

  init(_ system: PointSystem) {
    self.system = system
    let rows = system.values(count: SequenceGuess.sampleCount)
    let guess = SequenceGuess(
      store: system.store, index: system.recurrence.index, start: system.recurrence.start)
    let sequences = system.unknowns.compactMap { unknown -> (PointSystem.Unknown, [Expression])? in
      let values = rows.compactMap { $0[unknown] }
      return values.count < SequenceGuess.sampleCount ? nil : (unknown, values)
    }
    let ratios = guess.ratios(of: sequences.map(\.1))
    for (unknown, values) in sequences { forms[unknown] = guess.form(of: values, ratios) }
    while let false_ = forms.keys.sorted(by: Self.order).first(where: { !isInductive($0) }) {
      forms[false_] = nil
    }
  }

  private static func order(_ a: PointSystem.Unknown, _ b: PointSystem.Unknown) -> Bool {
    (a.order, a.sequence) < (b.order, b.sequence)
  }

  /// Whether base and step hold for a candidate, given the other candidates.
  private func isInductive(_ unknown: PointSystem.Unknown) -> Bool {
    guard let form = forms[unknown], let base = system.bases[unknown],
      let step = system.steps[unknown]
    else { return false }
    let index = system.recurrence.index
    let l = store.symbol(index)
    let first = store.rational(Rational(system.recurrence.start))
    guard let start = try? store.substituting([index: first], in: form),
      store.areProvedEqual(start, base)
    else { return false }
    var replacements: [Symbol: Expression] = [:]
    for other in system.unknowns {
      let symbol = system.previous(other)
      guard store.symbols(in: step).contains(symbol) else { continue }
      guard let known = forms[other],
        let before = try? store.substituting(
          [index: store.difference(l, store.rational(1))], in: known)
      else { return false }
      replacements[symbol] = before
    }
    guard let image = try? store.substituting(replacements, in: step) else { return false }
    return store.areProvedEqual(image, form)
  }
}
