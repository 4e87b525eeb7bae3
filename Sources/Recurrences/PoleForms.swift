internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Closed forms in l of the coefficients of a recurrence's elements at a pole.
///
///     K[l](±(1 - s)) = c₀(l) + c₁(l)·s^(1/2) + c₂(l)·s + c₃(l)·s^(3/2) + …
///
/// Guess: the expansions of the first elements, fitted by ``SequenceGuess``. Check: the first elements have
/// the coefficients claimed; and from the expansions claimed at l-1 the step gives those claimed at l, in the
/// normal form. Of each sequence only so many coefficients are kept as the step confirms, given what is kept
/// of all sequences; what remains supports itself: simultaneous induction on l.
struct PoleForms {
  private let recurrence: Recurrence
  private let pole: Pole
  private let store: ExpressionStore
  /// The closed forms of the coefficients of s⁰, s^(1/2), s, …, for each sequence.
  private(set) var forms: [[Expression]] = []

  /// Coefficients beyond the place asked for: that one itself, and one more for κ₀, which loses s^(1/2).
  private static let margin = 2

  /// Finds and proves forms of the coefficients up to s^(place/2).
  init(_ recurrence: Recurrence, at pole: Pole, place: Int, in store: ExpressionStore) {
    self.recurrence = recurrence
    self.pole = pole
    self.store = store
    // The distance of an argument from 1 must show its first term, which is mostly s.
    forms = guesses(count: max(place, 2) + Self.margin)
    var isStable = false
    while !isStable {
      isStable = true
      for sequence in forms.indices {
        let confirmed = confirmedCount(of: sequence)
        if confirmed < forms[sequence].count {
          forms[sequence].removeLast(forms[sequence].count - confirmed)
          isStable = false
        }
      }
    }
  }

  // MARK: Guess

  /// Forms through the coefficients of the first elements, for each sequence up to the first that has none.
  private func guesses(count: Int) -> [[Expression]] {
    var rows: [[[Expression]]] = []
    for row in firstElements() {
      rows.append(row.map { coefficients(of: $0, count: count) })
      // Exponents that get finer with every layer, as of iterated steps, have no forms to be found.
      if rows.count > 1, rows.last?.allSatisfy({ $0.count < 2 }) == true { break }
    }
    let guess = SequenceGuess(store: store, index: recurrence.index, start: recurrence.start)
    return recurrence.sequences.indices.map { sequence in
      let isComplete = rows.count == SequenceGuess.sampleCount
      let known = isComplete ? rows.map { $0[sequence].count }.min() ?? 0 : 0
      let places = (0..<known).map { place in rows.map { $0[sequence][place] } }
      let ratios = guess.ratios(of: places)
      var forms: [Expression] = []
      for values in places {
        guard let form = guess.form(of: values, ratios) else { break }
        forms.append(form)
      }
      return forms
    }
  }

  /// The first elements of all sequences as functions of t.
  private func firstElements() -> [[Expression]] {
    var rows = [recurrence.sequences.map(\.base)]
    for offset in 1..<SequenceGuess.sampleCount {
      var replacements: [Symbol: Expression] = [
        recurrence.index: store.rational(Rational(recurrence.start + offset))
      ]
      for (sequence, value) in rows[offset - 1].enumerated() {
        replacements[recurrence.previous(sequence)] = value
      }
      let row = recurrence.sequences.compactMap { sequence in
        (try? store.substituting(replacements, in: sequence.step)).map(store.simplified)
      }
      guard row.count == recurrence.sequences.count else { return [] }
      rows.append(row)
    }
    return rows
  }

  /// The coefficients of s⁰, s^(1/2), … of a function of t, as far as it has no other exponents.
  private func coefficients(of function: Expression, count: Int) -> [Expression] {
    let top = Rational(count - 1, over: 2)
    guard
      let expansion = try? PuiseuxExpansion.expand(
        function, at: pole, upTo: top, given: [:], in: store)
    else { return [] }
    return coefficients(of: expansion, count: count)
  }

  private func coefficients(
    of expansion: PuiseuxExpansion.Ansatz, count: Int
  ) -> [Expression] {
    var end = expansion.order
    for exponent in expansion.coefficients.keys
    where exponent.signum < 0 || !(2 * exponent).isInteger {
      end = min(end, exponent)
    }
    var coefficients: [Expression] = []
    while coefficients.count < count, Rational(coefficients.count, over: 2) < end {
      let exponent = Rational(coefficients.count, over: 2)
      coefficients.append(
        store.inNormalForm(expansion.coefficients[exponent] ?? store.rational(0)))
    }
    return coefficients
  }

  // MARK: Check

  /// How many coefficients of a sequence base and step confirm.
  private func confirmedCount(of sequence: Int) -> Int {
    let claimed = forms[sequence]
    if claimed.isEmpty { return 0 }
    let parts = recurrence.sequences[sequence]
    let top = Rational(claimed.count - 1, over: 2)
    // Of a sequence without forms nothing is known, not even that it is bounded.
    let used = store.symbols(in: parts.step)
    let isKnown = forms.indices.allSatisfy {
      !forms[$0].isEmpty || !used.contains(recurrence.previous($0))
    }
    guard isKnown, let before = hypothesis(),
      let image = try? PuiseuxExpansion.expand(
        parts.step, at: pole, upTo: top, given: before, in: store)
    else { return 0 }
    let bases = coefficients(of: parts.base, count: claimed.count)
    let images = coefficients(of: image, count: claimed.count)
    let first = [recurrence.index: store.rational(Rational(recurrence.start))]
    for (place, form) in claimed.enumerated() {
      guard place < bases.count, place < images.count,
        let start = try? store.substituting(first, in: form),
        store.areProvedEqual(start, bases[place]), store.areProvedEqual(form, images[place])
      else { return place }
    }
    return claimed.count
  }

  /// The expansions at l-1 that are claimed.
  private func hypothesis() -> [Symbol: PuiseuxExpansion.Ansatz]? {
    let l = store.symbol(recurrence.index)
    let before = [recurrence.index: store.difference(l, store.rational(1))]
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for (sequence, claimed) in forms.enumerated() {
      var coefficients: [Rational: Expression] = [:]
      for (place, form) in claimed.enumerated() {
        guard let value = try? store.substituting(before, in: form) else { return nil }
        coefficients[Rational(place, over: 2)] = value
      }
      series[recurrence.previous(sequence)] = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: Rational(claimed.count, over: 2))
    }
    return series
  }
}
