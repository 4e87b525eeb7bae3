internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The laws of a kernel with powers whose exponents are symbols: leading terms alone, since the order of further ones,
/// s^(2ν) and s^(1 + ν), depends on the values of the symbols.
struct SymbolicLaws {
  let laws: [ParityLaw]
  /// What was checked of the exponents, in words.
  let notes: [String]

  /// Finds the leading terms at the ends where a kernel may be singular, and joins them.
  ///
  /// - Throws: ``AsymptoticFailure`` when they are not known.
  init(
    _ kernel: Expression, _ continuation: Continuation, in store: ExpressionStore
  ) throws(AsymptoticFailure) {
    let one =
      continuation.isSingularAtOne
      ? try LeadingSingularity(at: .one, in: store).behaviour(of: kernel).singular : nil
    let minusOne =
      continuation.isSingularAtMinusOne
      ? try LeadingSingularity(at: .minusOne, in: store).behaviour(of: kernel).singular : nil
    let ends = Ends(one: one, minusOne: minusOne, store: store)
    var laws: [ParityLaw] = []
    for parity in 0...1 { laws.append(try ends.law(of: kernel, parity: parity)) }
    self.laws = laws
    notes = ends.notes
  }
}

/// The leading singular terms at t = 1 and t = -1.
private struct Ends {
  let one: SingularPower?
  let minusOne: SingularPower?
  let store: ExpressionStore

  /// (1 + t)^ν has (-1)ⁿ times the coefficients of (1 - t)^ν.
  func law(of kernel: Expression, parity: Int) throws(AsymptoticFailure) -> ParityLaw {
    guard let term = try leading(parity) else {
      throw AsymptoticFailure(reason: "no singular term was found")
    }
    let strength = store.tidied(term.strength)
    let sign = CoefficientSign(of: strength, in: store)
    if sign == .zero {
      guard let start = VanishingParity(kernel, parity: parity, in: store).start else {
        throw AsymptoticFailure(reason: "the leading terms for one parity of n cancel")
      }
      return .zero(from: start)
    }
    let isNonzero = sign == .positive || sign == .negative
    if let number = store.rationalValue(store.simplified(term.exponent)) {
      guard !number.isInteger else { throw Self.isAnalytic }
      return .power([AsymptoticTerm(exponent: number, strength: strength, isNonzero: isNonzero)])
    }
    guard liesBetweenIntegers(term.exponent) else {
      throw AsymptoticFailure(
        reason: "the exponent \(text(term.exponent)) is not shown to lie between two natural "
          + "numbers, where the law changes\(assumptions(of: term.exponent, " for "))")
    }
    return .symbolicPower(
      SymbolicPowerTerm(
        exponent: term.exponent, strength: store.tidied(store.negated(strength)),
        isNonzero: isNonzero))
  }

  private static let isAnalytic = AsymptoticFailure(
    reason: "the leading power is a natural one; the first singular term after it is not looked for"
  )

  private func leading(_ parity: Int) throws(AsymptoticFailure) -> SingularPower? {
    guard let minusOne else { return one }
    let mirrored = SingularPower(
      exponent: minusOne.exponent,
      strength: parity == 0 ? minusOne.strength : store.negated(minusOne.strength))
    return try SingularPower.lowest([one, mirrored].compactMap { $0 }, in: store)
  }

  /// Exponents are compared with natural numbers up to this one.
  private static let exponentLimit = 64

  private func liesBetweenIntegers(_ exponent: Expression) -> Bool {
    let place = (0...Self.exponentLimit).last {
      store.knownSign(of: store.difference(exponent, store.rational(Rational($0)))) == .positive
    }
    guard let place else { return false }
    let above = store.difference(store.rational(Rational(place + 1)), exponent)
    return store.knownSign(of: above) == .positive
  }

  private func text(_ exponent: Expression) -> String { store.layout(of: exponent).text }

  private func assumptions(of exponent: Expression, _ word: String) -> String {
    let symbols = Set(store.symbols(in: exponent)).sorted { $0.name < $1.name }
    let texts = symbols.map { store.assumption(of: $0).text(for: $0.name) }
    return texts.isEmpty ? "" : word + texts.joined(separator: ", ")
  }

  /// What the exponents are and what is assumed of them.
  var notes: [String] {
    zip([Pole.one, .minusOne], [one, minusOne]).compactMap { pole, term in
      term.map {
        "at t = \(pole.point) the lowest exponent of \(pole.distance) that is no natural number is "
          + "\(text($0.exponent))\(assumptions(of: $0.exponent, ", for "))"
      }
    }
  }
}
