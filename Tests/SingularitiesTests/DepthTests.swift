import Arithmetic
import Expressions
import Foundation
import Language
import Recurrences
import Testing

@testable import Singularities

/// Laws with the depth as a symbol, against those at numeric depths.
struct DepthTests {
  private func strengths(_ laws: [ParityLaw]) throws -> [AsymptoticTerm] {
    try laws.map { law in
      guard case .power(let terms) = law else { throw AsymptoticFailure(reason: "no power") }
      return try #require(terms.first)
    }
  }

  /// The constants of a law at a numeric depth: their recurrences are followed step by step.
  private func constants(
    in expression: Expressions.Expression, depth: Int, _ table: RecurrenceTable
  ) throws -> [Symbol: Expressions.Expression] {
    let store = table.store
    var result: [Symbol: Expressions.Expression] = [Symbol("L"): store.rational(Rational(depth))]
    for (symbol, element) in table.elements(in: expression) {
      let recurrence = table.recurrences[element.recurrence]
      let index = try store.substituting(
        [Symbol("L"): store.rational(Rational(depth))], in: element.index)
      let last = try #require(store.rationalValue(index)?.word)
      var row = recurrence.sequences.map(\.base)
      for l in recurrence.start..<last {
        var replacements = [recurrence.index: store.rational(Rational(l + 1))]
        for (place, value) in row.enumerated() {
          replacements[recurrence.previous(place)] = value
        }
        row = try recurrence.sequences.map { try store.substituting(replacements, in: $0.step) }
      }
      result[symbol] = row[element.sequence]
    }
    return result
  }

  private func number(_ expression: Expressions.Expression, _ store: ExpressionStore) throws
    -> RealBall
  {
    let value = try store.substituting(
      [Symbol("alpha"): store.rational(Rational(2, over: 3))], in: expression)
    return try Tape(value, in: store)
      .evaluate(at: [:], goal: .absolute(bits: 100), precisionCap: 4096).value
  }

  @Test(
    arguments: [
      "fc_gpk(L)", "fc_ntk(L)", "res_gpk(L, alpha)", "res_ntk(L, alpha)",
      "normalized(res_ntk(L, alpha))", "normalized(fc_ntk(L))", "fc_ntk_bias(L, alpha)",
      "fc_gpk(L + 1)*fc_ntk(L)", "exp(res_gpk(L, alpha))", "kappa1(normalized(res_gpk(L, alpha)))",
    ], [2, 3, 5])
  func numericDepths(kernel: String, depth: Int) throws {
    let reader = try Reader()
    let store = reader.store
    let table = reader.elaborator.recurrences
    let laws = try KernelAsymptotics(of: reader.kernel(kernel), in: table)
    let concrete = kernel.replacingOccurrences(of: "L", with: "\(depth)")
    let exact = try KernelAsymptotics(of: reader.kernel(concrete), in: store, terms: 1)
    let pairs = zip(try strengths(laws.laws), try strengths(exact.laws))
    for (parity, (found, expected)) in pairs.enumerated() {
      #expect(found.exponent == expected.exponent && found.isNonzero)
      let replacements = try constants(in: found.strength, depth: depth, table)
      let value = try number(store.substituting(replacements, in: found.strength), store)
      let reference = try number(expected.strength, store)
      let difference = value.subtracting(reference, precision: 200)
      #expect(difference.magnitude < .powerOfTwo(-60), "parity \(parity): \(value), \(reference)")
      #expect(difference.containsZero, "parity \(parity): \(value), \(reference)")
    }
  }

  /// Kernels of which something is not shown for every depth.
  @Test(arguments: [
    "step_gpk(L)", "fc_gpk(2*L)", "fc_gpk(L) - fc_ntk(L)", "diff(fc_gpk(L), t)",
    "kappa1(2*fc_gpk(L))", "-fc_gpk(L)",
  ])
  func refused(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    #expect(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: expression, in: reader.elaborator.recurrences)
    }
  }

  /// The law of K[L] with K[0] = t and a step.
  private func law(
    step: (Expressions.Expression, ExpressionStore) throws -> Expressions.Expression
  ) throws -> KernelAsymptotics {
    let store = ExpressionStore()
    let table = RecurrenceTable(store: store)
    store.assume(.depth, of: Symbol("L"))
    let index = Recurrence.networkIndex
    let previous = store.symbol(Recurrence.previous("K", index: index))
    let recurrence = Recurrence(
      [.init(name: "K", base: store.cosine, step: try step(previous, store))], index: index,
      start: 0)
    let kernel = table.expression(
      for: RecurrenceElement(
        recurrence: table.add(recurrence), sequence: 0, index: store.symbol(Symbol("L")),
        point: store.cosine))
    return try KernelAsymptotics(of: kernel, in: table)
  }

  /// The proof uses cosines of pixels as variables of its own.
  @Test func severalCosines() throws {
    let reader = try Reader()
    let store = reader.store
    let product = store.product(store.symbol(.cosine(1)), try reader.kernel("fc_gpk(L)"))
    #expect(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: product, in: reader.elaborator.recurrences)
    }
  }

  @Test func stepsAreJudged() throws {
    // κ₁ preserves all that is needed.
    let plain = try law { previous, store in try store.function(.kappa(1), previous) }
    #expect(
      try strengths(plain.laws).map(\.exponent) == [Rational(3, over: 2), Rational(3, over: 2)])
    // Odd kernels: no law for even indices.
    #expect(throws: AsymptoticFailure.self) {
      try law { previous, store in
        try store.quotient(
          store.scaled(try store.function(.arcsin, previous), by: 2), store.pi)
      }
    }
    // Negative coefficients.
    #expect(throws: AsymptoticFailure.self) {
      try law { previous, store in
        store.difference(
          store.scaled(previous, by: 2), try store.function(.kappa(1), previous))
      }
    }
    // Values at 1 that leave [-1, 1], so that κ₁ is not defined.
    #expect(throws: AsymptoticFailure.self) {
      try law { previous, store in
        store.scaled(try store.function(.kappa(1), previous), by: 2)
      }
    }
    // Singularities at i and -i: only powers of t² occur.
    #expect(throws: AsymptoticFailure.self) {
      try law { previous, store in
        try store.function(.kappa(1), store.power(previous, 2))
      }
    }
  }
}
