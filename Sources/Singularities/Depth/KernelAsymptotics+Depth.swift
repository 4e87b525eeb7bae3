internal import Arithmetic
public import Expressions
internal import Puiseux
public import Recurrences

extension KernelAsymptotics {
  /// For which depths laws hold whose depth is a symbol.
  public struct DepthRange: Sendable {
    /// The depth.
    public let symbol: Symbol
    /// The laws are proved for this depth and all greater ones.
    public let least: Int
    /// Indices of Taylor coefficients that are positive for each of these depths; all others are not negative.
    public let support: CoefficientSupport
  }

  /// Finds the laws of a kernel whose depth is a symbol, for every depth from some number on.
  ///
  /// The hypotheses are proved by induction (``DepthInduction``); the coefficients at t = 1 are closed forms in the
  /// depth, and those at t = -1 are defined by recurrences (``PoleConstants``). The depth is fixed while n → ∞.
  /// That Taylor coefficients are not negative is proved besides.
  ///
  /// - Parameter count: How many terms are wanted of each law; the first one is proved not to vanish.
  /// - Throws: ``AsymptoticFailure`` when a hypothesis is not shown, with the reason.
  public init(
    of kernel: Expression, in table: RecurrenceTable, terms count: Int = 1
  ) throws(AsymptoticFailure) {
    let plan: DepthPlan
    do {
      plan = try DepthPlan(kernel, table)
    } catch {
      // The order may change with the depth.
      guard let falling = FallingOrder(kernel, table) else { throw error }
      guard count == 1 else {
        throw AsymptoticFailure(
          reason: "where the exponent depends on the depth only the leading term is found")
      }
      self.init(
        laws: [falling.law, falling.law], hypotheses: falling.hypotheses, conditions: [],
        store: table.store)
      depth = falling.depth
      return
    }
    let laws = try plan.laws(count)
    self.init(
      laws: laws.laws, hypotheses: plan.hypotheses, conditions: [], store: table.store)
    names = laws.names
    constants = laws.constants
    depth = DepthRange(
      symbol: plan.elements.depth, least: plan.elements.least, support: plan.support)
  }
}

/// A kernel in terms of elements of recurrences, prepared for the analysis.
private struct DepthPlan {
  let elements: DepthElements
  /// The order of the kernel's coefficients.
  let exponent: Rational
  let continuation: Continuation
  /// Indices of positive coefficients.
  let support: CoefficientSupport

  private var table: RecurrenceTable { elements.table }
  private var store: ExpressionStore { elements.store }

  init(_ kernel: Expression, _ table: RecurrenceTable) throws(AsymptoticFailure) {
    elements = try DepthElements(kernel, table)
    let (image, given) = try elements.image()
    let analysis = ContinuationAnalysis(store: table.store, given: given)
    do throws(ContinuationFailure) {
      let properties = try analysis.properties(of: image)
      guard let order = properties.order, let exponent = order.exponent, order.isBalanced else {
        throw ContinuationFailure(
          reason: "even and odd coefficients are not shown to be of the same order")
      }
      self.exponent = exponent
      continuation = properties.continuation
      support = properties.support
    } catch {
      throw AsymptoticFailure(reason: elements.explained(error.reason))
    }
  }

  var hypotheses: [String] {
    let ends = continuation.isSingularAtMinusOne ? "t = 1 and t = -1" : "t = 1"
    return [
      "by induction on the depth, for every fixed \(elements.depth.name) >= \(elements.least):",
      "K is analytic on |z| < R without the cuts [1, R) and (-R, -1] for some R > 1: every argument of "
        + "an arc-cosine function has nonnegative Taylor coefficients with sum at most 1, and modulus below 1 on "
        + "|z| = 1 off ±1",
      "at \(ends) K is a convergent Puiseux series",
      "the coefficients of these series follow the closed forms and recurrences given",
      "both parities have the full order, by the structure of the kernel",
    ]
  }

  typealias Laws = (
    laws: [ParityLaw], names: [Symbol: FormulaName], constants: [NamedFormula.Definition]
  )

  /// Coefficients by exponents that are no natural numbers.
  typealias SingularPart = [Rational: Expression]

  func laws(_ count: Int) throws(AsymptoticFailure) -> Laws {
    // What occurs at t = 1 is known in closed form; at t = -1 the same exponents are looked at.
    var top = exponent + Rational(count - 1)
    var plus = continuation.isSingularAtOne ? try partAtOne(upTo: top) : [:]
    while continuation.isSingularAtOne, plus.count < count, top < exponent + Rational(2 * count) {
      top += 1
      plus = try partAtOne(upTo: top)
    }
    let minus = continuation.isSingularAtMinusOne ? try partAtMinusOne(upTo: top) : [:]
    let exponents = Set(plus.keys).union(minus.keys).union([exponent]).sorted()
    let zero = store.rational(0)
    // With different factors, so that nothing cancels in the sum.
    var used: [Expression] = []
    let laws = [0, 1].map { parity in
      var terms: [AsymptoticTerm] = []
      for exponent in exponents where terms.count < count {
        let (one, other) = (plus[exponent] ?? zero, minus[exponent] ?? zero)
        let strength = store.simplified(
          parity == 0 ? store.sum(one, other) : store.difference(one, other))
        let isLeading = exponent == self.exponent
        if !isLeading, store.areProvedEqual(strength, zero) { continue }
        used.append(store.product(store.symbol(Symbol("term \(used.count)")), strength))
        terms.append(
          AsymptoticTerm(
            exponent: exponent, strength: strength,
            isNonzero: isLeading))
      }
      return ParityLaw.power(terms)
    }
    let elements = table.elements(in: store.sum(used))
    return (laws, table.names(of: elements), table.definitions(for: elements))
  }

  private func singular(
    _ expansion: PuiseuxExpansion.Ansatz, upTo top: Rational, at end: String
  ) throws(AsymptoticFailure) -> SingularPart {
    guard expansion.order > top else {
      throw AsymptoticFailure(
        reason: "at t = \(end) no closed forms in the depth were found up to s^(\(top)); ask for "
          + "fewer terms, or give the depth a value")
    }
    var part: SingularPart = [:]
    for (exponent, coefficient) in expansion.coefficients
    where exponent <= top && !(exponent.isInteger && exponent.signum >= 0) {
      if store.areProvedEqual(coefficient, store.rational(0)) { continue }
      guard exponent >= self.exponent else {
        throw AsymptoticFailure(
          reason: "the series at t = \(end) has a term s^(\(exponent)) below the leading order")
      }
      part[exponent] = store.tidied(store.shortestForm(of: coefficient))
    }
    return part
  }

  private func partAtOne(upTo top: Rational) throws(AsymptoticFailure) -> SingularPart {
    guard (2 * exponent).isInteger, exponent.signum > 0 else {
      throw AsymptoticFailure(reason: "the exponent \(exponent) is no half-integer above 0")
    }
    do {
      let expansion = try table.ansatz(of: elements.kernel, at: .one, upTo: top)
      return try singular(expansion, upTo: top, at: "1")
    } catch PuiseuxError.tooLarge {
      throw AsymptoticFailure(
        reason: "the closed forms in the depth grow too large; ask for fewer terms, or give the "
          + "depth a value")
    } catch let error as PuiseuxError {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = 1: \(error)")
    } catch let error as AsymptoticFailure {
      throw error
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = 1")
    }
  }

  private func partAtMinusOne(upTo top: Rational) throws(AsymptoticFailure) -> SingularPart {
    try singular(try elements.ansatzAtMinusOne(upTo: top), upTo: top, at: "-1")
  }
}
