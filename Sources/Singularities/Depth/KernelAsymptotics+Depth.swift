internal import Arithmetic
public import Expressions
internal import Puiseux
public import Recurrences

extension KernelAsymptotics {
  /// Finds the leading terms of a kernel whose depth is a symbol, for every depth from some number on.
  ///
  /// The hypotheses are proved by induction (``DepthInduction``); the coefficient at t = 1 is a closed form in the
  /// depth, and the one at t = -1 is defined by a recurrence (``PoleConstants``). The depth is fixed while n → ∞.
  ///
  /// - Throws: ``AsymptoticFailure`` when a hypothesis is not shown, with the reason.
  public init(
    of kernel: Expression, in table: RecurrenceTable
  ) throws(AsymptoticFailure) {
    let plan = try DepthPlan(kernel, table)
    let laws = try plan.laws()
    self.init(
      laws: laws.laws, hypotheses: plan.hypotheses, conditions: [], store: table.store)
    names = laws.names
    constants = laws.constants
  }
}

/// A kernel in terms of elements of recurrences, prepared for the analysis.
private struct DepthPlan {
  let kernel: Expression
  let table: RecurrenceTable
  /// The depth.
  let depth: Symbol
  /// The least depth for which everything holds.
  let least: Int
  /// What holds of the elements of each recurrence.
  let inductions: [Int: DepthInduction]
  /// The order of the kernel's coefficients.
  let exponent: Rational
  let continuation: Continuation

  private var store: ExpressionStore { table.store }

  init(_ kernel: Expression, _ table: RecurrenceTable) throws(AsymptoticFailure) {
    self.kernel = kernel
    self.table = table
    let store = table.store
    let found = table.elements(in: kernel)
    // The cosines of pixels stand for elements in what follows.
    let parts = found.flatMap { entry in
      table.recurrences[entry.element.recurrence].sequences.flatMap { [$0.base, $0.step] }
    }
    guard ([kernel] + parts).allSatisfy({ store.cosines(in: $0).allSatisfy { $0 == .cosine } })
    else { throw AsymptoticFailure(reason: "the kernel is a function of several cosines") }
    guard let depth = found.first.flatMap({ store.symbols(in: $0.element.index).first }) else {
      throw AsymptoticFailure(reason: "the kernel has no symbolic depth")
    }
    self.depth = depth
    var inductions: [Int: DepthInduction] = [:]
    var least = 1
    for (symbol, element) in found {
      let shift = store.rationalValue(
        store.simplified(store.difference(element.index, store.symbol(depth))))
      guard let shift = shift?.word, element.order == 0, element.exponent == nil,
        element.point == store.cosine
      else {
        throw AsymptoticFailure(
          reason: "`\(symbol.name)` is no element at t with the depth, up to a number, as its index"
        )
      }
      if inductions[element.recurrence] == nil {
        inductions[element.recurrence] = try DepthInduction(element.recurrence, in: table)
      }
      least = max(least, table.recurrences[element.recurrence].start + 2 - shift)
    }
    self.inductions = inductions
    self.least = least
    // L = least + j; each element is its value at t = 1 times a function of which the properties hold.
    let moved = [
      depth: store.sum(store.rational(Rational(least)), DepthInduction.offset(in: store))
    ]
    var replacements = moved
    var given: [Symbol: GivenFunction] = [:]
    for (place, entry) in found.enumerated() {
      let element = entry.element
      guard let induction = inductions[element.recurrence],
        let index = try? store.substituting(moved, in: element.index)
      else { continue }
      let variable = Symbol.cosine(place + 1)
      given[variable] = induction.properties[element.sequence]
      replacements[entry.symbol] = store.product(
        try induction.value(element.sequence, at: index), store.symbol(variable))
    }
    guard let image = try? store.substituting(replacements, in: kernel) else {
      throw AsymptoticFailure(reason: "the kernel has no value")
    }
    let analysis = ContinuationAnalysis(store: store, given: given)
    do throws(ContinuationFailure) {
      let properties = try analysis.properties(of: store.simplified(image))
      guard let exponent = properties.order.exponent, properties.order.isBalanced else {
        throw ContinuationFailure(
          reason: "even and odd coefficients are not shown to be of the same order")
      }
      self.exponent = exponent
      continuation = properties.continuation
    } catch {
      throw AsymptoticFailure(
        reason: found.enumerated().reduce(error.reason) { text, entry in
          DepthInduction.explained(text, variable: entry.offset + 1, as: entry.element.symbol.name)
        })
    }
  }

  var hypotheses: [String] {
    let ends = continuation.isSingularAtMinusOne ? "t = 1 and t = -1" : "t = 1"
    return [
      "by induction on the depth, for every fixed \(depth.name) >= \(least):",
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

  func laws() throws(AsymptoticFailure) -> Laws {
    let plus = continuation.isSingularAtOne ? try coefficientAtOne() : store.rational(0)
    let minus =
      continuation.isSingularAtMinusOne ? try coefficientAtMinusOne() : store.rational(0)
    let laws = [store.sum(plus, minus), store.difference(plus, minus)].map { strength in
      ParityLaw.power([
        AsymptoticTerm(
          exponent: exponent, strength: store.simplified(strength), isNonzero: true)
      ])
    }
    return (
      laws, table.names(of: table.elements(in: minus)), table.formula(of: minus).definitions
    )
  }

  private func coefficientAtOne() throws(AsymptoticFailure) -> Expression {
    guard let place = (2 * exponent).word, place > 0 else {
      throw AsymptoticFailure(reason: "the exponent \(exponent) is no half-integer above 0")
    }
    do {
      let expansion = try table.expansion(of: kernel, at: .one, terms: place + 1)
      guard expansion.order.map({ exponent < $0 }) ?? true,
        expansion.terms.allSatisfy({ $0.logarithm == 0 })
      else {
        throw PuiseuxError.noClosedForm
      }
      let below = expansion.terms.contains { !$0.exponent.isInteger && $0.exponent < exponent }
      guard !below else { throw PuiseuxError.noClosedForm }
      return expansion.terms.first { $0.exponent == exponent }?.shortForm ?? store.rational(0)
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = 1: \(error)")
    }
  }

  private func coefficientAtMinusOne() throws(AsymptoticFailure) -> Expression {
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    var constants: [Int: PoleConstants] = [:]
    for (symbol, element) in table.elements(in: kernel) {
      guard let induction = inductions[element.recurrence] else { continue }
      let recurrence = table.recurrences[element.recurrence]
      if constants[element.recurrence] == nil {
        constants[element.recurrence] = try PoleConstants(
          recurrence, induction, upTo: exponent, in: table)
      }
      guard let known = constants[element.recurrence],
        let value = try? store.substituting(
          [recurrence.index: element.index], in: induction.values[element.sequence])
      else { throw AsymptoticFailure(reason: "a value at t = 1 does not exist") }
      series[symbol] = known.ansatz(of: element.sequence, at: element.index, value: value)
    }
    do {
      let expansion = try PuiseuxExpansion.expand(
        kernel, at: .minusOne, upTo: exponent, given: series, in: store)
      let below = expansion.coefficients.contains {
        !$0.key.isInteger && $0.key < exponent
          && !store.areProvedEqual($0.value, store.rational(0))
      }
      guard expansion.order > exponent, !below else { throw PuiseuxError.insufficientOrder }
      return store.tidied(expansion.coefficients[exponent] ?? store.rational(0))
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = -1: \(error)")
    }
  }
}
