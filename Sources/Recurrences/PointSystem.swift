internal import Arithmetic
internal import Expressions

/// The elements of a recurrence at one point: a recurrence of numbers.
///
/// Unknowns are the sequences and, as far as they are asked for, their derivatives; each has a first value
/// and a step in terms of the symbols of the previous values.
struct PointSystem {
  /// A sequence and how often it is differentiated.
  struct Unknown: Hashable {
    let sequence: Int
    let order: Int
  }

  let store: ExpressionStore
  let recurrence: Recurrence
  let unknowns: [Unknown]
  private(set) var bases: [Unknown: Expression] = [:]
  private(set) var steps: [Unknown: Expression] = [:]

  /// Unknowns without a value at the point are left out.
  init(
    _ recurrence: Recurrence, at point: Expression, maximalOrder: Int, in table: RecurrenceTable
  ) {
    store = table.store
    self.recurrence = recurrence
    unknowns = (0...maximalOrder).flatMap { order in
      recurrence.sequences.indices.map { Unknown(sequence: $0, order: order) }
    }
    for unknown in unknowns {
      let sequence = recurrence.sequences[unknown.sequence]
      // The slope of a tangent kernel is infinite at 1; the others do not depend on it.
      guard let base = try? at(point, try differentiated(sequence.base, unknown.order)),
        let step = try? at(point, try differentiated(sequence.step, unknown.order))
      else { continue }
      bases[unknown] = base
      steps[unknown] = step
    }
  }

  /// The symbol of the previous value of an unknown.
  func previous(_ unknown: Unknown) -> Symbol {
    let symbol = recurrence.previous(unknown.sequence)
    return unknown.order == 0
      ? symbol : Symbol(symbol.name + String(repeating: "'", count: unknown.order))
  }

  private func at(_ point: Expression, _ body: Expression) throws(ExpressionError) -> Expression {
    store.simplified(try store.substituting([.cosine: point], in: body))
  }

  /// The total derivative with respect to t, in which previous elements are functions of t.
  private func differentiated(_ body: Expression, _ order: Int) throws(ExpressionError)
    -> Expression
  {
    var result = body
    for step in stride(from: 0, to: order, by: 1) {
      var terms = [try store.derivative(of: result, with: .cosine)]
      for sequence in recurrence.sequences.indices {
        for lower in 0...step {
          let symbol = previous(Unknown(sequence: sequence, order: lower))
          let next = previous(Unknown(sequence: sequence, order: lower + 1))
          let slope = try store.derivative(of: result, with: symbol)
          terms.append(store.product(slope, store.symbol(next)))
        }
      }
      result = store.sum(terms)
    }
    return result
  }

  /// Values with more nodes than this follow no pattern that is looked for, and their steps would take long.
  private static let sizeLimit = 100

  /// The values with indices start … start + count - 1, in normal form, as far as they exist and are short.
  func values(count: Int) -> [[Unknown: Expression]] {
    var rows: [[Unknown: Expression]] = [bases.mapValues { store.inNormalForm($0) }]
    for offset in stride(from: 1, to: count, by: 1) {
      var replacements: [Symbol: Expression] = [
        recurrence.index: store.rational(Rational(recurrence.start + offset))
      ]
      for (unknown, value) in rows[offset - 1] { replacements[previous(unknown)] = value }
      var row: [Unknown: Expression] = [:]
      for unknown in unknowns {
        guard let step = steps[unknown],
          store.symbols(in: step).allSatisfy({ isKnown($0, replacements) }),
          let value = try? store.substituting(replacements, in: step),
          store.topologicalOrder(of: [value]).count <= Self.sizeLimit
        else { continue }
        let short = store.inNormalForm(value)
        // In p(l)rˡ the functions are those of finitely many numbers.
        if offset > 2, let before = rows[offset - 1][unknown],
          functionCount(short) > functionCount(before)
        {
          continue
        }
        row[unknown] = short
      }
      rows.append(row)
    }
    return rows
  }
}

extension PointSystem {
  private func functionCount(_ value: Expression) -> Int {
    store.topologicalOrder(of: [value]).count {
      if case .function = store.node($0) { true } else { false }
    }
  }

  /// Whether a symbol is no previous value, or one that was computed.
  private func isKnown(_ symbol: Symbol, _ replacements: [Symbol: Expression]) -> Bool {
    replacements[symbol] != nil || !unknowns.contains { previous($0) == symbol }
  }
}
