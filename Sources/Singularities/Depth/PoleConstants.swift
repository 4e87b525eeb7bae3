internal import Arithmetic
internal import Expressions
internal import Puiseux
internal import Recurrences

/// The first coefficients of a recurrence's elements at t = -1, as recurrences of numbers.
///
/// At t = -1 the arguments of later layers lie inside (-1, 1), where κₙ is analytic: the coefficients of
/// s⁰, s^(1/2), … of the element with index l are polynomials in those with index l-1 and values of κₙ at the previous
/// value. Such constants, products of κ₀(x[l]) over all layers for instance, have no closed form; they are defined by the
/// recurrence, which is added to the table.
///
/// Which exponents occur is an induction too: those of the elements with index ``DepthInduction/start`` - 1, and all
/// that the step then makes of them.
struct PoleConstants {
  /// The exponents up to the greatest one asked for that can occur in each sequence.
  private(set) var exponents: [[Rational]]
  /// The recurrence of the constants.
  private(set) var constants: Recurrence

  private let recurrence: Recurrence
  private let induction: DepthInduction
  private let table: RecurrenceTable
  private let top: Rational
  private let isScaled: [Bool]
  private let leading: [Int]
  private var names: [[String]] = []
  private var store: ExpressionStore { table.store }

  /// Nothing is claimed from here on.
  private var order: Rational { top + Rational(1, over: 64) }

  /// Exponents of elements are sought in so many rounds.
  private static let roundLimit = 6

  /// Finds the recurrences of the coefficients up to s^top.
  ///
  /// - Parameter leading: The sequences whose coefficients get the plainest names.
  /// - Throws: ``AsymptoticFailure`` when an expansion is not found.
  init(
    _ recurrence: Recurrence, _ induction: DepthInduction, upTo top: Rational, leading: [Int],
    in table: RecurrenceTable
  ) throws(AsymptoticFailure) {
    constants = recurrence
    self.leading = leading
    self.recurrence = recurrence
    self.induction = induction
    self.table = table
    self.top = top
    isScaled = Self.arguments(of: recurrence, table.store)
    exponents = recurrence.sequences.map { _ in [] }
    var bases: [[Rational: Expression]] = []
    for place in recurrence.sequences.indices {
      bases.append(try base(place))
      exponents[place] = Self.merged([0], bases[place].keys)
    }
    var steps: [[Rational: Expression]] = []
    for _ in 0..<Self.roundLimit {
      names = named()
      steps = []
      for place in recurrence.sequences.indices { steps.append(try step(place)) }
      let wider = exponents.indices.map { Self.merged(exponents[$0], steps[$0].keys) }
      if wider == exponents {
        constants = assembled(bases, steps)
        return
      }
      exponents = wider
    }
    throw AsymptoticFailure(reason: "the exponents at t = -1 change with the depth")
  }

  /// The expansion of an element at t = -1, in terms of the constants.
  ///
  /// - Parameter number: The number of ``constants`` in the table.
  func ansatz(
    of sequence: Int, at index: Expression, value: Expression, number: Int
  ) -> PuiseuxExpansion.Ansatz {
    var coefficients: [Rational: Expression] = [:]
    for exponent in exponents[sequence] {
      let constant = table.expression(
        for: RecurrenceElement(
          recurrence: number, sequence: position(sequence, exponent), index: index,
          point: store.cosine),
        assuming: exponent.isZero ? valueRange(sequence) : nil)
      coefficients[exponent] = isScaled[sequence] ? store.product(value, constant) : constant
    }
    return PuiseuxExpansion.Ansatz(coefficients: coefficients, order: order)
  }

  /// Where the value at t = -1 lies from the index ``DepthInduction/start`` - 1 on: in (-1, 1) for a scaled sequence
  /// with positive even and odd coefficients, as |f(-1)| < f(1) = 1.
  private func valueRange(_ sequence: Int) -> Assumption? {
    guard isScaled[sequence], induction.isMixedBefore[sequence],
      induction.properties[sequence].support.isMixed
    else { return nil }
    return Assumption(lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
  }

  /// Sequences that occur in arguments of functions; they are divided by their values at t = 1.
  private static func arguments(of recurrence: Recurrence, _ store: ExpressionStore) -> [Bool] {
    var found: Set<Symbol> = []
    for part in store.topologicalOrder(of: recurrence.sequences.map(\.step)) {
      switch store.node(part) {
      case .function(_, let argument): found.formUnion(store.symbols(in: argument))
      case .application(_, let arguments):
        for argument in arguments { found.formUnion(store.symbols(in: argument)) }
      case .product(_, let factors):
        for factor in factors where !factor.exponent.isInteger || factor.exponent.signum < 0 {
          found.formUnion(store.symbols(in: factor.base))
        }
      case .rational, .pi, .symbol, .sum: continue
      }
    }
    return recurrence.sequences.indices.map { found.contains(recurrence.previous($0)) }
  }

  private static func merged(
    _ known: [Rational], _ others: some Sequence<Rational>
  ) -> [Rational] {
    Set(known).union(others).sorted()
  }

  // MARK: Expansions

  /// The coefficients of the element with index start - 1.
  private func base(_ place: Int) throws(AsymptoticFailure) -> [Rational: Expression] {
    var element = induction.before[place]
    if isScaled[place] {
      let value = try induction.value(
        place, at: store.rational(Rational(induction.start - 1)))
      element = try quotient(element, value)
    }
    return try coefficients(of: element, given: [:])
  }

  /// The coefficients at l in terms of those at l-1.
  private func step(_ place: Int) throws(AsymptoticFailure) -> [Rational: Expression] {
    let index = store.symbol(recurrence.index)
    var replacements: [Symbol: Expression] = [:]
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for other in recurrence.sequences.indices {
      let symbol = recurrence.previous(other)
      if isScaled[other] {
        replacements[symbol] = store.product(
          try value(other, at: store.difference(index, store.rational(1))), store.symbol(symbol))
      }
      var coefficients: [Rational: Expression] = [:]
      for (number, exponent) in exponents[other].enumerated() {
        let constant = Recurrence.previous(names[other][number], index: recurrence.index)
        if exponent.isZero, let range = valueRange(other) { store.assume(range, of: constant) }
        coefficients[exponent] = store.symbol(constant)
      }
      series[symbol] = PuiseuxExpansion.Ansatz(coefficients: coefficients, order: order)
    }
    guard
      var image = try? store.substituting(replacements, in: recurrence.sequences[place].step)
    else { throw AsymptoticFailure(reason: "a step of the recurrence has no value") }
    if isScaled[place] { image = try quotient(image, try value(place, at: index)) }
    return try coefficients(of: store.simplified(image), given: series)
  }

  private func value(_ place: Int, at index: Expression) throws(AsymptoticFailure) -> Expression {
    guard
      let value = try? store.substituting([recurrence.index: index], in: induction.values[place])
    else { throw AsymptoticFailure(reason: "a value at t = 1 does not exist") }
    return value
  }

  private func quotient(
    _ numerator: Expression, _ denominator: Expression
  ) throws(AsymptoticFailure) -> Expression {
    guard let result = try? store.quotient(numerator, denominator) else {
      throw AsymptoticFailure(reason: "a division by zero")
    }
    return store.simplified(result)
  }

  /// The coefficients other than zero up to s^top.
  private func coefficients(
    of function: Expression, given series: [Symbol: PuiseuxExpansion.Ansatz]
  ) throws(AsymptoticFailure) -> [Rational: Expression] {
    do {
      let expansion = try PuiseuxExpansion.expand(
        function, at: .minusOne, upTo: top, given: series, in: store)
      guard expansion.order >= order else {
        throw PuiseuxError.insufficientOrder
      }
      return expansion.coefficients
        .filter { $0.key < order && !store.areProvedEqual($0.value, store.rational(0)) }
        .mapValues(store.tidied)
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = -1: \(error)")
    }
  }

  // MARK: Names

  /// x, x2, … or y for values, c, c2, … for coefficients of singular powers and b, b2, … for others, by ascending
  /// exponents and past the names that are in use.
  private func named() -> [[String]] {
    var taken: Set<String> = []
    func free(_ letter: String) -> String {
      var number = 1
      var name = letter
      while taken.contains(name) || table.usesName(name) || store.isUsed(Symbol(name)) {
        number += 1
        name = "\(letter)\(number)"
      }
      taken.insert(name)
      return name
    }
    var names = exponents.map { $0.map { _ in "" } }
    for group in groups() {
      for exponent in Set(group.flatMap { exponents[$0] }).sorted() {
        for place in group {
          guard let position = exponents[place].firstIndex(of: exponent) else { continue }
          let value = isScaled[place] ? "x" : "y"
          names[place][position] = free(exponent.isZero ? value : exponent.isInteger ? "b" : "c")
        }
      }
    }
    return names
  }

  /// The sequences that define the leading ones, and the others.
  private func groups() -> [[Int]] {
    var needed = leading
    var next = 0
    while next < needed.count {
      let symbols = Set(store.symbols(in: recurrence.sequences[needed[next]].step))
      for other in recurrence.sequences.indices
      where symbols.contains(recurrence.previous(other)) && !needed.contains(other) {
        needed.append(other)
      }
      next += 1
    }
    return [needed, recurrence.sequences.indices.filter { !needed.contains($0) }]
  }

  private func position(_ sequence: Int, _ exponent: Rational) -> Int {
    exponents[..<sequence].reduce(0) { $0 + $1.count }
      + (exponents[sequence].firstIndex(of: exponent) ?? 0)
  }

  private func assembled(
    _ bases: [[Rational: Expression]], _ steps: [[Rational: Expression]]
  ) -> Recurrence {
    let zero = store.rational(0)
    var sequences: [Recurrence.Sequence] = []
    for (place, list) in exponents.enumerated() {
      for (position, exponent) in list.enumerated() {
        sequences.append(
          Recurrence.Sequence(
            name: names[place][position], base: bases[place][exponent] ?? zero,
            step: steps[place][exponent] ?? zero))
      }
    }
    return Recurrence(sequences, index: recurrence.index, start: induction.start - 1)
  }
}
