import Arithmetic
import Expressions
import Testing

@testable import Recurrences

/// Closed forms that induction proves, and recurrences that have none.
struct ClosedFormTests {
  let store = ExpressionStore()
  let table: RecurrenceTable
  let depth = Symbol("L")
  let l = Recurrence.networkIndex

  init() {
    table = RecurrenceTable(store: store)
    store.assume(.positive, of: Symbol("a"))
    store.assume(.depth, of: depth)
  }

  func number(_ value: Int) -> Expression { store.rational(Rational(value)) }

  /// The closed form of a sequence of numbers x[l] = step(x[l-1], l), x[0] = base.
  func form(base: Expression, step: (Expression, Expression) -> Expression) throws -> Expression? {
    let previous = store.symbol(Recurrence.previous("x", index: l))
    let recurrence = Recurrence(
      [.init(name: "x", base: base, step: step(previous, store.symbol(l)))], index: l, start: 0)
    return try table.closedForm(
      of: RecurrenceElement(
        recurrence: table.add(recurrence), sequence: 0, index: store.symbol(depth),
        point: number(1)))
  }

  /// The element at a number, by going through the steps.
  func unrolled(
    _ count: Int, base: Rational, step: (Rational, Rational) -> Rational
  ) -> Rational {
    (1...count).reduce(base) { step($0, Rational($1)) }
  }

  @Test func linearAndGeometricSequencesAreFound() throws {
    let a = store.symbol(Symbol("a"))
    let count = try form(base: number(0)) { x, _ in store.sum(x, a) }
    #expect(count.map { store.areProvedEqual($0, store.product(a, store.symbol(depth))) } == true)
    let growth = store.sum(number(1), a)
    let power = try form(base: number(1)) { x, _ in store.product(x, growth) }
    let expected = try store.power(growth, symbolicExponent: store.symbol(depth))
    #expect(power.map { store.areProvedEqual($0, expected) } == true)
  }

  @Test func closedFormsAgreeWithUnrolledSteps() throws {
    let steps:
      [(Expression, (Expression, Expression) -> Expression, (Rational, Rational) -> Rational)] =
        [
          (number(2), { x, _ in store.sum(x, number(3)) }, { x, _ in x + 3 }),
          (number(1), { x, l in store.sum(x, l) }, { x, l in x + l }),
          (number(0), { x, l in store.sum(x, store.product(l, l)) }, { x, l in x + l * l }),
          (number(5), { x, _ in store.scaled(x, by: 3) }, { x, _ in x * 3 }),
        ]
    for (base, step, exact) in steps {
      let form = try #require(try form(base: base, step: step))
      for count in 1...9 {
        let value = try store.substituting([depth: number(count)], in: form)
        let start = store.rationalValue(base) ?? 0
        let wanted = store.rational(unrolled(count, base: start, step: exact))
        #expect(store.areProvedEqual(value, wanted), "after \(count) steps")
      }
    }
  }

  @Test func sequencesWithoutAClosedFormGetNone() throws {
    let kappa = try form(base: number(0)) { x, _ in (try? store.function(.kappa(1), x)) ?? x }
    #expect(kappa == nil)
    let square = try form(base: number(2)) { x, _ in store.product(x, x) }
    #expect(square == nil)
    // Agrees with a polynomial for the first values only as long as the last factor vanishes.
    let late = try form(base: number(0)) { x, l in
      let factors = (1...7).map { store.difference(l, number($0)) }
      return store.sum([x, number(1), store.product(factors)])
    }
    #expect(late == nil)
  }
}
