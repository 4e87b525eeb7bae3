internal import Arithmetic
internal import Expressions
internal import Puiseux
internal import Recurrences

/// A kernel in terms of elements of recurrences with the depth as a symbol, and what induction proves of these.
struct DepthElements {
  let kernel: Expression
  let table: RecurrenceTable
  /// The elements in the kernel.
  let found: [(symbol: Symbol, element: RecurrenceElement)]
  /// The depth.
  let depth: Symbol
  /// The least depth for which everything holds.
  let least: Int
  /// What holds of the elements of each recurrence.
  let inductions: [Int: DepthInduction]

  var store: ExpressionStore { table.store }

  /// Proves what is needed of the recurrences.
  ///
  /// - Parameter includesOrders: Whether the orders of the coefficients are needed.
  /// - Throws: ``AsymptoticFailure`` when the kernel is not of the kind that is covered, or an induction fails.
  init(
    _ kernel: Expression, _ table: RecurrenceTable, includesOrders: Bool = true
  ) throws(AsymptoticFailure) {
    self.kernel = kernel
    self.table = table
    let store = table.store
    found = table.elements(in: kernel)
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
        inductions[element.recurrence] = try DepthInduction(
          element.recurrence, in: table, includesOrders: includesOrders)
      }
      least = max(least, table.recurrences[element.recurrence].start + 2 - shift)
    }
    self.inductions = inductions
    self.least = least
  }

  /// The least depth for which the expansions at t = -1 hold.
  var leastAtMinusOne: Int { max(least - 1, 1) }

  /// The kernel with each element written as its value at t = 1 times a variable, for L = least + j.
  ///
  /// - Returns: The image, and of each variable what holds.
  func image() throws(AsymptoticFailure) -> (image: Expression, given: [Symbol: GivenFunction]) {
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
    return (store.simplified(image), given)
  }

  /// A reason in which the variables of ``image()`` are explained.
  func explained(_ reason: String) -> String {
    found.enumerated().reduce(reason) { text, entry in
      DepthInduction.explained(text, variable: entry.offset + 1, as: entry.element.symbol.name)
    }
  }

  // MARK: At t = -1

  /// The exponents up to one that can occur in the elements at t = -1.
  func exponentsAtMinusOne(upTo exponent: Rational) throws(AsymptoticFailure) -> Set<Rational> {
    var result: Set<Rational> = []
    for number in inductions.keys.sorted() {
      let constants = try constants(of: number, upTo: exponent)
      for (_, element) in found where element.recurrence == number {
        result.formUnion(constants.exponents[element.sequence])
      }
    }
    return result
  }

  private func constants(
    of number: Int, upTo exponent: Rational
  ) throws(AsymptoticFailure) -> PoleConstants {
    guard let induction = inductions[number] else {
      throw AsymptoticFailure(reason: "a recurrence was not examined")
    }
    var leading: [Int] = []
    for (_, element) in found
    where element.recurrence == number && !leading.contains(element.sequence) {
      leading.append(element.sequence)
    }
    return try PoleConstants(
      table.recurrences[number], induction, upTo: exponent, leading: leading, in: table)
  }

  /// The expansions of the elements at t = -1, complete up to an exponent; the recurrences of their coefficients are
  /// added to the table.
  func seriesAtMinusOne(
    upTo exponent: Rational
  ) throws(AsymptoticFailure) -> [Symbol: PuiseuxExpansion.Ansatz] {
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    // One after the other, so that names are taken when the next ones are chosen.
    for number in inductions.keys.sorted() {
      guard let induction = inductions[number] else { continue }
      let constants = try constants(of: number, upTo: exponent)
      let place = table.number(of: constants.constants) ?? table.add(constants.constants)
      for (symbol, element) in found where element.recurrence == number {
        let recurrence = table.recurrences[number]
        guard
          let value = try? store.substituting(
            [recurrence.index: element.index], in: induction.values[element.sequence])
        else { throw AsymptoticFailure(reason: "a value at t = 1 does not exist") }
        series[symbol] = constants.ansatz(
          of: element.sequence, at: element.index, value: value, number: place)
      }
    }
    return series
  }

  /// The expansion of the kernel at t = -1, complete up to an exponent, in terms of recurrences that are added to the
  /// table.
  func ansatzAtMinusOne(
    upTo exponent: Rational
  ) throws(AsymptoticFailure) -> PuiseuxExpansion.Ansatz {
    let series = try seriesAtMinusOne(upTo: exponent)
    do {
      let expansion = try PuiseuxExpansion.expand(
        kernel, at: .minusOne, upTo: exponent, given: series, in: store)
      guard expansion.order > exponent else { throw PuiseuxError.insufficientOrder }
      return expansion
    } catch {
      throw AsymptoticFailure(reason: "no Puiseux series was found at t = -1: \(error)")
    }
  }
}
