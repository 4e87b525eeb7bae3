internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Closed forms in l of the coefficients of a recurrence's elements at a pole.
///
///     K[l](±(1 - s)) = c₀(l) + c₁(l)·s^(1/2) + c₂(l)·s + c₃(l)·s^(3/2) + …
///
/// Guess: the expansions of the first elements, fitted by ``SequenceGuess``; beyond s^(3/2) the coefficients that the
/// step makes of them (``PoleSystem``). Check: the first elements have the coefficients claimed; and from the expansions
/// claimed at l-1 the step gives those claimed at l, in the normal form. Of each sequence only so many coefficients
/// are kept as the step confirms, given what is kept of all sequences; what remains supports itself: simultaneous
/// induction on l.
struct PoleForms {
  private let recurrence: Recurrence
  private let pole: Pole
  private let store: ExpressionStore
  /// The closed forms of the coefficients of s⁰, s^(1/2), s, …, for each sequence.
  private(set) var forms: [[Expression]] = []

  /// Coefficients beyond the place asked for: that one itself, and one more for κ₀, which loses s^(1/2).
  private static let margin = 2
  /// So many coefficients are fitted to the expansions of elements.
  private static let firstCount = 4

  /// Finds and proves forms of the coefficients up to s^(place/2).
  init(_ recurrence: Recurrence, at pole: Pole, place: Int, in store: ExpressionStore) {
    self.recurrence = recurrence
    self.pole = pole
    self.store = store
    // The distance of an argument from 1 must show its first term, which is mostly s.
    let count = max(place, 2) + Self.margin
    forms = guesses(count: min(count, Self.firstCount))
    confirm()
    if count > Self.firstCount { extend(to: count) }
  }

  /// Takes away what is not confirmed.
  private mutating func confirm() {
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
    expansion.halfPowers(count: count, in: store).map { store.inNormalForm($0) }
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

  // MARK: Further coefficients

  /// Forms of further coefficients, from what the step makes of those before.
  private mutating func extend(to count: Int) {
    let known = forms
    let counts = forms.map { _ in count }
    // A polynomial that gains a degree with each power of s^(1/2), and two values that confirm it.
    guard
      let system = PoleSystem(recurrence, at: pole, known: known, counts: counts, in: store)
    else { return }
    let rows = system.values(count: max(count + 5, SequenceGuess.sampleCount))
    let guess = SequenceGuess(
      store: store, index: recurrence.index, start: recurrence.start, effort: .large)
    for sequence in forms.indices {
      func values(_ place: Int) -> [Expression] {
        rows.compactMap { $0[PoleSystem.Unknown(sequence: sequence, place: place)] }
      }
      // The ratio that fits one coefficient fits the next.
      var ratios = guess.ratios(of: known[sequence].indices.map(values))
      while forms[sequence].count < count {
        let list = values(forms[sequence].count)
        guard list.count == rows.count, let (form, ratio) = guess.fittingForm(of: list, ratios)
        else { break }
        ratios.removeAll { $0 == ratio }
        ratios.insert(ratio, at: 0)
        forms[sequence].append(form)
      }
    }
    confirmFurther(than: known)
  }

  /// Takes away what base and step do not confirm, beyond the forms that are proved.
  private mutating func confirmFurther(than known: [[Expression]]) {
    let first = [recurrence.index: store.rational(Rational(recurrence.start))]
    while forms.indices.contains(where: { forms[$0].count > known[$0].count }) {
      guard
        let system = PoleSystem(
          recurrence, at: pole, known: known, counts: forms.map(\.count), in: store)
      else {
        forms = known
        return
      }
      var isStable = true
      for sequence in forms.indices {
        for place in known[sequence].count..<forms[sequence].count {
          let form = forms[sequence][place]
          let unknown = PoleSystem.Unknown(sequence: sequence, place: place)
          if let base = system.bases[unknown], let image = system.image(of: unknown, under: forms),
            let start = try? store.substituting(first, in: form),
            store.areProvedEqual(start, base), store.areProvedEqual(image, form)
          {
            continue
          }
          forms[sequence].removeLast(forms[sequence].count - place)
          isStable = false
          break
        }
      }
      if isStable { return }
    }
  }
}
