internal import Arithmetic
internal import Expressions

/// Finds closed forms of recurrences of numbers and proves them by induction.
///
/// Guess: from the first values, a polynomial in l of degree at most 3 times a geometric sequence rˡ.
/// Check: the first value agrees, and the step applied to the candidates at l-1 is the candidate at l in the
/// normal form. Candidates that depend on one without a proof fall with it, so what is left is proved by
/// simultaneous induction. The guess is not trusted.
struct ClosedForms {
  private let system: PointSystem
  private var store: ExpressionStore { system.store }
  private(set) var forms: [PointSystem.Unknown: Expression] = [:]

  /// Values used for guessing: a cubic has four coefficients, the others confirm it.
  private static let sampleCount = 7

  init(_ system: PointSystem) {
    self.system = system
    let rows = system.values(count: Self.sampleCount)
    var ratios = [system.store.rational(1)]
    for unknown in system.unknowns {
      let values = rows.compactMap { $0[unknown] }
      if values.count < Self.sampleCount { continue }
      for ratio in candidates(for: values) where !ratios.contains(ratio) { ratios.append(ratio) }
    }
    for unknown in system.unknowns {
      let values = rows.compactMap { $0[unknown] }
      if values.count < Self.sampleCount { continue }
      for ratio in ratios {
        if let form = fit(values, ratio) {
          forms[unknown] = form
          break
        }
      }
    }
    while let false_ = forms.keys.sorted(by: Self.order).first(where: { !isInductive($0) }) {
      forms[false_] = nil
    }
  }

  private static func order(_ a: PointSystem.Unknown, _ b: PointSystem.Unknown) -> Bool {
    (a.order, a.sequence) < (b.order, b.sequence)
  }

  /// Ratios that a sequence (c₀ + c₁l)·rˡ suggests: a₁/a₀, a₂/a₁, and a₂/(2a₁) when a₀ = 0.
  private func candidates(for values: [Expression]) -> [Expression] {
    let zero = store.rational(0)
    guard values.count > 2, values[1] != zero else { return [] }
    var ratios: [Expression] = []
    if values[0] != zero, let ratio = try? store.quotient(values[1], values[0]) {
      ratios.append(store.inNormalForm(ratio))
    } else if let ratio = try? store.quotient(values[2], values[1]) {
      ratios.append(store.inNormalForm(store.scaled(ratio, by: Rational(1, over: 2))))
    }
    if let ratio = try? store.quotient(values[2], values[1]) {
      ratios.append(store.inNormalForm(ratio))
    }
    return ratios.filter { $0 != zero && store.isPositive($0) }
  }

  /// p(l)·r^(l - start) through all values, with p of degree at most 3; `nil` when there is none.
  private func fit(_ values: [Expression], _ ratio: Expression) -> Expression? {
    var row: [Expression] = []
    for (offset, value) in values.enumerated() {
      guard let power = try? store.power(ratio, Rational(-offset)) else { return nil }
      row.append(store.inNormalForm(store.product(value, power)))
    }
    var differences: [Expression] = []
    while row.count > 2 {
      differences.append(row[0])
      row = zip(row.dropFirst(), row).map { store.inNormalForm(store.difference($0, $1)) }
      if row.allSatisfy({ $0 == store.rational(0) }) { break }
    }
    guard row.allSatisfy({ $0 == store.rational(0) }) else { return nil }
    return newton(differences, ratio)
  }

  /// Σⱼ binomial(l - start, j)·Δⱼ·r^(l - start).
  private func newton(_ differences: [Expression], _ ratio: Expression) -> Expression? {
    let l = store.sum(
      store.symbol(system.recurrence.index), store.rational(Rational(-system.recurrence.start)))
    var binomial = store.rational(1)
    var terms: [Expression] = []
    for (j, difference) in differences.enumerated() {
      if j > 0 {
        let factor = store.sum(l, store.rational(Rational(1 - j)))
        binomial = store.scaled(store.product(binomial, factor), by: Rational(1, over: j))
      }
      terms.append(store.product(binomial, difference))
    }
    guard let power = try? store.power(ratio, symbolicExponent: l) else { return nil }
    return store.simplified(store.product(store.simplified(store.sum(terms)), power))
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
