internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Closed forms in l of the coefficients of a recurrence's elements at a pole.
///
///     K[l](±(1 - s)) = c₀(l) + c₁(l)·s^(1/2) + c₂(l)·s + c₃(l)·s^(3/2) + …
///
/// The coefficients are found in ascending order. Given closed forms of the lower ones at l-1, and a symbol
/// for the next one, the step determines the next coefficient at l: a recurrence of numbers, whose closed form
/// ``ClosedForms`` guesses and proves by induction. The hypothesis of the induction is the whole expansion
/// up to the order reached, so that each coefficient rests on those proved before it.
struct PoleForms {
  private let recurrence: Recurrence
  private let pole: Pole
  private let table: RecurrenceTable
  /// The closed forms of the coefficients of s⁰, s^(1/2), s, …, for each sequence.
  private var known: [[Expression]]

  private var store: ExpressionStore { table.store }

  /// κ₀ and its relatives ask for so many more coefficients of their argument.
  private static let margin = 3

  init(_ recurrence: Recurrence, at pole: Pole, in table: RecurrenceTable) {
    self.recurrence = recurrence
    self.pole = pole
    self.table = table
    known = [[Expression]](repeating: [], count: recurrence.sequences.count)
  }

  /// The closed form of the coefficient of s^(place/2) of a sequence; `nil` when none is found.
  mutating func form(of sequence: Int, place: Int) -> Expression? {
    var isProgressing = true
    while known[sequence].count <= place, isProgressing {
      isProgressing = false
      for other in known.indices where known[other].count <= place + Self.margin {
        if other != sequence && known[other].count > known[sequence].count + Self.margin {
          continue
        }
        if let next = nextForm(of: other) {
          known[other].append(next)
          isProgressing = true
        }
      }
    }
    return known[sequence].count > place ? known[sequence][place] : nil
  }

  /// The closed form of the first coefficient of a sequence that is not known yet.
  private func nextForm(of sequence: Int) -> Expression? {
    let exponent = Rational(known[sequence].count, over: 2)
    let own = recurrence.previous(sequence)
    let l = store.symbol(recurrence.index)
    let before = [recurrence.index: store.difference(l, store.rational(1))]
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for other in known.indices {
      var coefficients: [Rational: Expression] = [:]
      for (place, form) in known[other].enumerated() {
        guard let value = try? store.substituting(before, in: form) else { return nil }
        coefficients[Rational(place, over: 2)] = value
      }
      var order = Rational(known[other].count, over: 2)
      if other == sequence {
        coefficients[exponent] = store.symbol(unknown(own))
        order += Rational(1, over: 2)
      }
      series[recurrence.previous(other)] = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: order)
    }
    let parts = recurrence.sequences[sequence]
    guard
      let base = try? PuiseuxExpansion.coefficient(
        of: exponent, in: parts.base, at: pole, given: [:], in: store),
      let image = try? PuiseuxExpansion.coefficient(
        of: exponent, in: parts.step, at: pole, given: series, in: store),
      let step = try? store.substituting([unknown(own): store.symbol(own)], in: image)
    else { return nil }
    let system = PointSystem(
      recurrence, sequence: sequence, base: store.simplified(base), step: store.simplified(step),
      in: store)
    return ClosedForms(system).forms[PointSystem.Unknown(sequence: sequence, order: 0)]
  }

  /// The symbol of the unknown coefficient: not that of the element, which stands for a series.
  private func unknown(_ previous: Symbol) -> Symbol {
    Symbol("\(previous.name) coefficient")
  }
}
