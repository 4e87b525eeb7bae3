internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Collects the powers with exponents other than natural numbers, and those beside logarithms, at both ends, by
/// parity.
final class SingularTerms {
  private let kernel: Expression
  private let continuation: Continuation
  private let analysis: ContinuationAnalysis
  private let store: ExpressionStore
  private var order: LeadingOrder?
  private(set) var notes: [String] = []
  /// Whether logarithms stand beside powers.
  private var hasLogarithms = false
  /// What the kernel is at its ends, in words.
  var series: String {
    "a convergent Puiseux series" + (hasLogarithms ? " with powers of logarithms" : "")
  }
  private(set) var conditions: [Expression] = []

  init(_ kernel: Expression, _ continuation: Continuation, _ analysis: ContinuationAnalysis) {
    self.kernel = kernel
    self.continuation = continuation
    self.analysis = analysis
    store = analysis.store
  }

  /// Exponents beyond this one are not looked at.
  private static let exponentLimit = 64

  /// The laws for even and odd indices with at least `count` terms each where there are so many.
  func laws(_ count: Int) throws(AsymptoticFailure) -> [ParityLaw] {
    // One term is found at its own exponent where the structure tells it.
    order = LeadingOrderAnalysis(analysis).order(of: kernel)
    var extent = Rational(max(2, count))
    if count == 1, let exponent = order?.exponent, order?.isBalanced == true { extent = exponent }
    // Laws of parities without singular terms, looked for once.
    var quick: [Int: ParityLaw?] = [:]
    while true {
      let ends = try expansions(to: extent)
      let isExact = [ends.one, ends.minusOne].allSatisfy { $0?.order == nil }
      let isLast = isExact || extent * 2 > Rational(max(Self.exponentLimit, 2 * count))
      var isShort = false
      var result: [ParityLaw] = []
      for parity in 0...1 {
        let terms = terms(of: parity, ends)
        if terms.isEmpty, quick[parity] == nil {
          quick[parity] = .some(
            VanishingParity(kernel, parity: parity, in: store).start.map { .zero(from: $0) }
              ?? fasterLaw(of: parity, count))
        }
        if let law = quick[parity] ?? nil {
          result.append(law)
        } else if terms.count >= count || (isLast && !terms.isEmpty) {
          result.append(.power(Array(terms.prefix(count))))
          isShort = isShort || terms.count < count
        }
      }
      if result.count == 2 {
        if isShort {
          notes.append(
            isExact
              ? "the expansion ends: the series are finite sums"
              : "there are no further terms up to s^\(extent)")
        }
        return result
      }
      extent *= 2
      guard !isLast else {
        throw AsymptoticFailure(
          reason: "no singular terms were found up to s^\(extent) for one parity of n")
      }
    }
  }

  /// How much work the normal form of a part may cost.
  private static let workLimit = 200_000

  /// The law of a parity whose part of the kernel is, in the normal form, analytic beyond the unit disc, as the odd part u(t)/2
  /// of κ₁(u) with an odd u; `nil` when that is not shown.
  private func fasterLaw(of parity: Int, _ count: Int) -> ParityLaw? {
    guard
      let mirrored = try? store.substituting(
        [.cosine: store.negated(store.cosine)], in: kernel)
    else { return nil }
    let part = parity == 0 ? store.sum(kernel, mirrored) : store.difference(kernel, mirrored)
    guard
      let normal = store.normalForm(
        of: store.scaled(part, by: Rational(1, over: 2)), workLimit: Self.workLimit,
        keepsKappas: false)
    else { return nil }
    let simple = store.simplified(normal)
    guard let reach = try? ContinuationAnalysis(store: store).continuation(of: simple) else {
      return nil
    }
    switch reach.reach {
    case .plane: return .entire
    case .disc:
      guard let found = try? KernelAsymptotics(of: simple, in: store, terms: count),
        found.conditions.isEmpty
      else { return nil }
      notes.append(
        "the \(parity == 0 ? "even" : "odd") part of the kernel is analytic beyond the unit circle, and has a law of its own"
      )
      return found.laws[parity]
    case .slit: return nil
    }
  }

  /// The series at t = 1 and, where it may be singular, t = -1.
  private func expansions(
    to extent: Rational
  ) throws(AsymptoticFailure) -> Ends {
    let one = continuation.isSingularAtOne ? try expansion(at: .one, to: extent) : nil
    let minusOne =
      continuation.isSingularAtMinusOne ? try expansion(at: .minusOne, to: extent) : nil
    conditions = (one?.conditions ?? []) + (minusOne?.conditions ?? [])
    hasLogarithms = ((one?.terms ?? []) + (minusOne?.terms ?? [])).contains { $0.logarithm > 0 }
    return (one, minusOne)
  }

  private func expansion(
    at pole: Pole, to extent: Rational
  ) throws(AsymptoticFailure) -> PuiseuxExpansion {
    do {
      return try PuiseuxExpansion.expand(kernel, at: pole, .exponent(extent), in: store)
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = \(pole.point): \(error)")
    }
  }

  private typealias Ends = (one: PuiseuxExpansion?, minusOne: PuiseuxExpansion?)

  private func terms(of parity: Int, _ ends: Ends) -> [AsymptoticTerm] {
    let known = [ends.one?.order, ends.minusOne?.order].compactMap { $0 }.min()
    let all = (ends.one?.terms ?? []) + (ends.minusOne?.terms ?? [])
    var result: [AsymptoticTerm] = []
    for exponent in Set(all.map(\.exponent)).sorted() {
      if let known, exponent >= known { break }
      let power = all.filter { $0.exponent == exponent }.map(\.logarithm).max() ?? 0
      result += terms(of: parity, exponent, power, ends, isFirst: result.isEmpty)
    }
    return result
  }

  /// The terms of s^ν, (log s)^j for j up to a power, the largest first.
  ///
  /// A natural power alone is a polynomial; beside a logarithm it costs one power of log n.
  private func terms(
    of parity: Int, _ exponent: Rational, _ power: Int, _ ends: Ends, isFirst: Bool
  ) -> [AsymptoticTerm] {
    let isNatural = exponent.isInteger && exponent.signum >= 0
    guard !isNatural || power > 0 else { return [] }
    func coefficient(_ end: PuiseuxExpansion?, _ power: Int) -> Expression {
      end?.coefficient(of: exponent, logarithm: power, in: store) ?? store.rational(0)
    }
    var strengths = (0...power).map { power in
      let (plus, minus) = (coefficient(ends.one, power), coefficient(ends.minusOne, power))
      return store.simplified(
        parity == 0 ? store.sum(plus, minus) : store.difference(plus, minus))
    }
    let isBalanced = isFirst && order?.exponent == exponent && order?.isBalanced == true
    var sign = CoefficientSign.zero
    while let last = strengths.last {
      sign = isBalanced ? .generic : CoefficientSign(of: last, in: store)
      if sign != .zero { break }
      strengths.removeLast()
    }
    let top = strengths.count - (isNatural ? 2 : 1)
    guard top >= 0 else { return [] }
    if isBalanced && parity == 0 {
      notes = ["both parities have the full order, by the structure of the kernel"]
    }
    let isNonzero = sign == .positive || sign == .negative || isBalanced
    return (0...top).reversed().map { place in
      AsymptoticTerm(
        exponent: exponent, logarithm: place, strengths: Array(strengths[place...]),
        isNonzero: isNonzero && place == top)
    }
  }
}

/// Looks for a proof that the coefficients of one parity vanish from some index on.
///
/// f(t) ± f(-t) is compared with twice the part of its Taylor polynomial of that parity in the normal form.
struct VanishingParity {
  /// The index from which on the coefficients are zero; `nil` when that is not proved.
  let start: Int?

  private static let degree = 9

  init(_ kernel: Expression, parity: Int, in store: ExpressionStore) {
    start = Self.search(kernel, parity, store)
  }

  private static func search(
    _ kernel: Expression, _ parity: Int, _ store: ExpressionStore
  ) -> Int? {
    guard
      let mirrored = try? store.substituting(
        [.cosine: store.negated(store.cosine)], in: kernel),
      let coefficients = lowCoefficients(of: kernel, store)
    else { return nil }
    let part = parity == 0 ? store.sum(kernel, mirrored) : store.difference(kernel, mirrored)
    var terms: [Expression] = []
    var start = parity
    for (n, coefficient) in coefficients.enumerated() where n % 2 == parity {
      guard let power = try? store.power(store.cosine, Rational(n)) else { return nil }
      if store.areProvedEqual(coefficient, store.rational(0)) { continue }
      terms.append(store.product([store.rational(2), coefficient, power]))
      start = n + 2
    }
    return store.areProvedEqual(part, store.sum(terms)) ? start : nil
  }

  /// The coefficients of t⁰ … t⁸: derivatives at 0.
  private static func lowCoefficients(
    of kernel: Expression, _ store: ExpressionStore
  ) -> [Expression]? {
    var result: [Expression] = []
    var derivative = kernel
    var factorial = Rational.one
    for n in 0..<degree {
      if n > 0 {
        factorial *= Rational(n)
        guard let next = try? store.derivative(of: derivative, with: .cosine) else { return nil }
        derivative = store.simplified(next)
      }
      guard let value = try? store.substituting([.cosine: store.rational(0)], in: derivative)
      else { return nil }
      result.append(store.scaled(store.simplified(value), by: 1 / factorial))
    }
    return result
  }
}
