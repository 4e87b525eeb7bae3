internal import Arithmetic
internal import Expressions

/// A truncated asymptotic expansion Σ cᵢ·L^(eᵢ)·(log L)^(jᵢ) + R of a function of L, for L → ∞.
///
/// The cᵢ are free of L, and may be zero; of R its order is known. Functions of parameters that are not known, such as
/// one of the start of an iteration, belong to R: the expansion holds for each value of the parameters.
struct AsymptoticExpansion {
  /// One term.
  struct Term {
    let power: AsymptoticPower
    let coefficient: Expression
  }

  /// The terms, the greatest first, no two with the same power; none belongs to the order of the rest.
  let terms: [Term]
  /// The order of R; `nil` when R = 0.
  let remainder: AsymptoticOrder?

  /// Creates an expansion; terms that belong to the order of the rest are dropped.
  ///
  /// - Precondition: no two terms have the same power.
  init(_ terms: [Term], remainder: AsymptoticOrder?) {
    let known = terms.filter { term in remainder.map { $0 < .big(term.power) } ?? true }
    self.terms = known.sorted { $0.power > $1.power }
    self.remainder = remainder
  }

  /// c·L^e·(log L)^j.
  init(_ coefficient: Expression, _ power: AsymptoticPower) {
    self.init([Term(power: power, coefficient: coefficient)], remainder: nil)
  }

  /// c·L^e + o(L^e).
  init(_ leading: LeadingTerm) {
    let power = AsymptoticPower(leading.exponent)
    self.init([Term(power: power, coefficient: leading.coefficient)], remainder: .little(power))
  }

  /// An order of the whole.
  var order: AsymptoticOrder? { terms.first.map { .big($0.power) } ?? remainder }

  /// Whether the function is 0.
  var isZero: Bool { terms.isEmpty && remainder == nil }

  /// The same with another order of the rest added.
  func with(remainder other: AsymptoticOrder?) -> AsymptoticExpansion {
    guard let other else { return self }
    return AsymptoticExpansion(terms, remainder: remainder.map { max($0, other) } ?? other)
  }

  /// The coefficient of a power, `nil` where there is no such term.
  func coefficient(of power: AsymptoticPower) -> Expression? {
    terms.first { $0.power == power }?.coefficient
  }

  /// The expansion without the terms of a power.
  func removing(_ power: AsymptoticPower) -> AsymptoticExpansion {
    AsymptoticExpansion(terms.filter { $0.power != power }, remainder: remainder)
  }

  /// The expansion with expressions in the place of symbols of the coefficients.
  func substituting(
    _ values: [Symbol: Expression], in store: ExpressionStore
  ) throws(ExpressionError) -> AsymptoticExpansion {
    var replaced: [Term] = []
    for term in terms {
      let coefficient = try store.substituting(values, in: term.coefficient)
      replaced.append(Term(power: term.power, coefficient: store.simplified(coefficient)))
    }
    return AsymptoticExpansion(replaced, remainder: remainder)
  }

  /// At most so many terms; what is dropped is O of the first term that is.
  func prefix(_ count: Int) -> AsymptoticExpansion {
    guard terms.count > count else { return self }
    return AsymptoticExpansion(Array(terms.prefix(count)), remainder: remainder)
      .with(remainder: .big(terms[count].power))
  }
}

extension ExpressionStore {
  /// x^e·(log x)^j.
  func expression(_ power: AsymptoticPower, of variable: Expression) -> Expression? {
    guard let algebraic = try? self.power(variable, power.exponent) else { return nil }
    if power.logarithm.isZero { return algebraic }
    guard let log = try? function(.log, variable),
      let logarithmic = try? self.power(log, power.logarithm)
    else { return nil }
    return product(algebraic, logarithmic)
  }

  /// An expansion as text, with the variable by name: `L/4 + 3*log(L)/8 + O(1)`.
  func text(_ expansion: AsymptoticExpansion, in variable: Symbol) -> String {
    func text(_ power: AsymptoticPower, _ coefficient: Expression) -> String {
      guard let base = expression(power, of: symbol(variable)) else { return "?" }
      return self.text(product(coefficient, base))
    }
    var parts = expansion.terms.map { text($0.power, $0.coefficient) }
    switch expansion.remainder {
    case nil: break
    case .negligible: parts.append("O(\(variable.name)^(-n)) for every n")
    case .little(let power): parts.append("o(\(text(power, rational(1))))")
    case .big(let power): parts.append("O(\(text(power, rational(1))))")
    }
    return parts.isEmpty ? "0" : parts.joined(separator: " + ").replacing("+ -", with: "- ")
  }
}
