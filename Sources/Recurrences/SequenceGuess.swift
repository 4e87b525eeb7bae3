internal import Arithmetic
internal import Expressions

/// Guesses p(l)·rˡ with a polynomial p from the first values of a sequence of numbers, its degree at most their
/// number less three.
///
/// Nothing here is proved; what is guessed is checked by induction.
struct SequenceGuess {
  let store: ExpressionStore
  /// The symbol l.
  let index: Symbol
  /// The index of the first value.
  let start: Int
  /// How large values may be.
  var effort = NormalFormEffort.usual

  /// Values used for guessing where each costs an expansion: a polynomial of degree 4 has five coefficients, the others
  /// confirm it.
  static let sampleCount = 7

  /// The ratios that sequences suggest, 1 among them.
  func ratios(of sequences: [[Expression]]) -> [Expression] {
    var ratios = [store.rational(1)]
    for values in sequences {
      for ratio in candidates(for: values) where !ratios.contains(ratio) { ratios.append(ratio) }
    }
    return ratios
  }

  /// A form through all values with one of the ratios.
  func form(of values: [Expression], _ ratios: [Expression]) -> Expression? {
    fittingForm(of: values, ratios)?.form
  }

  /// The same with the ratio that fits.
  func fittingForm(
    of values: [Expression], _ ratios: [Expression]
  ) -> (form: Expression, ratio: Expression)? {
    for ratio in ratios {
      if let form = fit(values, ratio) { return (form, ratio) }
    }
    return nil
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

  /// p(l)·r^(l - start) through all values, two more than p has coefficients; `nil` when there is none.
  private func fit(_ values: [Expression], _ ratio: Expression) -> Expression? {
    var row: [Expression] = []
    for (offset, value) in values.enumerated() {
      guard let power = try? store.power(ratio, Rational(-offset)) else { return nil }
      row.append(store.inNormalForm(store.product(value, power), effort))
    }
    var differences: [Expression] = []
    while row.count > 2 {
      differences.append(row[0])
      row = zip(row.dropFirst(), row).map { store.inNormalForm(store.difference($0, $1), effort) }
      if row.allSatisfy({ $0 == store.rational(0) }) { break }
    }
    guard row.allSatisfy({ $0 == store.rational(0) }) else { return nil }
    return newton(differences, ratio)
  }

  /// Σⱼ binomial(l - start, j)·Δⱼ·r^(l - start).
  private func newton(_ differences: [Expression], _ ratio: Expression) -> Expression? {
    let l = store.sum(
      store.symbol(index), store.rational(Rational(-start)))
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
}
