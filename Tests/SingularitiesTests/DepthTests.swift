import Arithmetic
import Expressions
import Foundation
import Language
import Puiseux
import Recurrences
import TestSupport
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

  private func number(
    _ expression: Expressions.Expression, _ store: ExpressionStore,
    alpha: Rational = Rational(2, over: 3)
  ) throws -> RealBall {
    let value = try store.substituting([Symbol("alpha"): store.rational(alpha)], in: expression)
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

  /// A kernel with numbers for the depth and alpha.
  private func concrete(_ kernel: String, depth: Int, alpha: Rational) -> String {
    kernel.replacingOccurrences(of: "alpha", with: "(\(alpha))")
      .replacingOccurrences(of: "L", with: "\(depth)")
  }

  private func areTheSame(_ value: RealBall, _ reference: RealBall) -> Bool {
    let difference = value.subtracting(reference, precision: 200)
    return difference.magnitude < .powerOfTwo(-50) && difference.containsZero
  }

  static let catalogue = [
    "fc_gpk(L)", "fc_ntk(L)", "res_gpk(L, alpha)", "res_ntk(L, alpha)", "fc_ntk_bias(L, alpha)",
    "kappa0(fc_gpk(L))",
  ]

  /// Three terms of each law, at random values of alpha.
  @Test(arguments: catalogue, [2, 3, 4, 5])
  func furtherTerms(kernel: String, depth: Int) throws {
    var random = SplitMix64(seed: UInt64(100 * depth + kernel.count))
    let alpha = Rational(random.int(1...40), over: random.int(10...40))
    let reader = try Reader()
    let store = reader.store
    let table = reader.elaborator.recurrences
    let found = try KernelAsymptotics(of: reader.kernel(kernel), in: table, terms: 3)
    let text = concrete(kernel, depth: depth, alpha: alpha)
    let exact = try KernelAsymptotics(of: reader.kernel(text), in: store, terms: 3)
    #expect(try #require(found.depth).least == 2)
    for (parity, (law, expected)) in zip(found.laws, exact.laws).enumerated() {
      guard case .power(let terms) = law, case .power(let others) = expected else {
        Issue.record("\(text): no power law")
        continue
      }
      #expect(terms.map(\.exponent) == others.map(\.exponent), "\(text), parity \(parity)")
      for (term, other) in zip(terms, others) {
        let replacements = try constants(in: term.strength, depth: depth, table)
        let value = try number(
          store.substituting(replacements, in: term.strength), store, alpha: alpha)
        let reference = try number(other.strength, store)
        #expect(
          areTheSame(value, reference),
          "\(text), parity \(parity), s^(\(term.exponent)): \(value), \(reference)")
      }
    }
  }

  /// The series at both poles, at random values of alpha; at t = -1 from depth 1 on.
  @Test(arguments: catalogue, [1, 2, 3, 5])
  func expansions(kernel: String, depth: Int) throws {
    var random = SplitMix64(seed: UInt64(200 * depth + kernel.count))
    let alpha = Rational(random.int(1...40), over: random.int(10...40))
    let reader = try Reader()
    let store = reader.store
    let table = reader.elaborator.recurrences
    let text = concrete(kernel, depth: depth, alpha: alpha)
    let symbolic = try reader.kernel(kernel)
    let numeric = try reader.kernel(text)
    let pairs = [
      (Pole.one, try table.expansion(of: symbolic, at: .one, terms: 6)),
      (
        .minusOne,
        try DepthExpansion(of: symbolic, atMinusOneIn: table, terms: 6).expansion
      ),
    ]
    for (pole, found) in pairs {
      #expect(found.terms.count == 6)
      let last = try #require(found.terms.last).exponent
      let exact = try PuiseuxExpansion.expand(numeric, at: pole, .exponent(last), in: store)
      // What is not listed is zero, below the order that is claimed.
      let order = try #require(found.order)
      #expect(order > last)
      for exponent in Set(exact.terms.map(\.exponent)) where exponent < order {
        let isListed = found.terms.contains { $0.exponent == exponent }
        #expect(isListed, "\(text) at \(pole.point): s^(\(exponent))")
      }
      for term in found.terms {
        let replacements = try constants(in: term.coefficient, depth: depth, table)
        let value = try number(
          store.substituting(replacements, in: term.coefficient), store, alpha: alpha)
        let other = try #require(exact.coefficient(of: term.exponent, in: store))
        let reference = try number(other, store)
        #expect(
          areTheSame(value, reference),
          "\(text) at \(pole.point), s^(\(term.exponent)): \(value), \(reference)")
      }
    }
  }

  /// The recurrences that are printed are all that the coefficients need.
  @Test(arguments: ["fc_ntk(L)", "res_ntk(L, alpha)", "fc_gpk(L + 1)*fc_ntk(L)"])
  func definitionsAreComplete(kernel: String) throws {
    let reader = try Reader()
    let table = reader.elaborator.recurrences
    let found = try DepthExpansion(of: reader.kernel(kernel), atMinusOneIn: table, terms: 5)
    let defined = Set(found.constants.map(\.name))
    #expect(defined.count == found.constants.count)
    for name in defined where name.hasSuffix("[l]") {
      #expect(defined.contains(name.replacingOccurrences(of: "[l]", with: "[1]")))
    }
    for formula in found.constants.map(\.formula.text) {
      for match in formula.matches(of: #/[a-z][0-9]*\[l-1\]/#) {
        let name = String(match.output).replacingOccurrences(of: "l-1", with: "l")
        #expect(defined.contains(name), "\(name) in \(formula)")
      }
    }
    for (symbol, _) in found.expansion.terms.flatMap({ table.elements(in: $0.coefficient) }) {
      let name = symbol.name.prefix { $0 != "[" }
      #expect(defined.contains("\(name)[l]"), "\(symbol.name)")
    }
  }

  /// The exponent of step networks falls with the depth.
  @Test(arguments: ["step_gpk(L)", "3*step_gpk(L)", "step_gpk(L + 1)"], [2, 3, 4, 5])
  func stepNetworks(kernel: String, depth: Int) throws {
    let reader = try Reader()
    let store = reader.store
    let found = try KernelAsymptotics(
      of: reader.kernel(kernel), in: reader.elaborator.recurrences)
    let exact = try KernelAsymptotics(
      of: reader.kernel(concrete(kernel, depth: depth, alpha: 1)), in: store, terms: 1)
    #expect(try #require(found.depth).least <= 2)
    func value(_ expression: Expressions.Expression) throws -> RealBall {
      try number(
        store.substituting([Symbol("L"): store.rational(Rational(depth))], in: expression), store)
    }
    for (law, expected) in zip(found.laws, exact.laws) {
      guard case .symbolicPower(let term) = law, case .power(let others) = expected,
        let other = others.first
      else {
        Issue.record("\(kernel): no law with an exponent that depends on the depth")
        continue
      }
      let exponent = RealBall(other.exponent, precision: 200)
      #expect(areTheSame(try value(term.exponent), exponent))
      // The term is -c·(1-t)^ν.
      #expect(
        areTheSame(try value(store.negated(term.strength)), try number(other.strength, store)))
      #expect(other.isNonzero)
      #expect(
        areTheSame(
          try self.value(of: term.taylorConstant(in: store), depth: depth, store),
          try #require(other.taylorConstant(in: store).ball(bits: 100))))
      for dimension in [2, 3, 6].map(SphereDimension.number) {
        #expect(
          areTheSame(
            try self.value(
              of: term.eigenvalueConstant(dimension: dimension, in: store), depth: depth, store),
            try #require(
              other.eigenvalueConstant(dimension: dimension, in: store).ball(bits: 100))))
      }
      let exponent3 = try value(term.eigenvalueExponent(dimension: .number(3), in: store))
      #expect(
        areTheSame(exponent3, RealBall(other.eigenvalueExponent(dimension: 3), precision: 200)))
    }
  }

  /// A product with values of Γ that depend on the depth, at a depth.
  private func value(
    of product: GammaProduct, depth: Int, _ store: ExpressionStore
  ) throws -> RealBall {
    let replacement = [Symbol("L"): store.rational(Rational(depth))]
    var result = try number(store.substituting(replacement, in: product.factor), store)
    var gammas = product.numericGammas
    for (argument, exponent) in product.symbolicGammas {
      let value = try store.substituting(replacement, in: argument)
      let simple = store.normalForm(of: value).map(store.simplified) ?? value
      gammas.append((try #require(store.rationalValue(simple)), exponent))
    }
    for (argument, exponent) in gammas {
      let power = RealBall.gamma(argument, precision: 200).power(abs(exponent), precision: 200)
      result =
        exponent > 0
        ? result.multiplied(by: power, precision: 200) : result.divided(by: power, precision: 200)
    }
    return result
  }

  /// Steps with other gains and exponents, against the expansions of single elements.
  @Test func fallingExponents() throws {
    // (1 + 2κ₀)/3 of the previous element.
    let found = try law { previous, store in
      let step = try store.function(.kappa(0), previous)
      return store.scaled(
        store.sum(store.rational(1), store.scaled(step, by: 2)), by: Rational(1, over: 3))
    }
    guard case .symbolicPower(let term) = found[0] else {
      Issue.record("no law with an exponent that depends on the depth")
      return
    }
    let store = found.store
    var element = store.cosine
    for depth in 1...4 {
      let step = try store.function(.kappa(0), element)
      element = store.scaled(
        store.sum(store.rational(1), store.scaled(step, by: 2)), by: Rational(1, over: 3))
      let expansion = try PuiseuxExpansion.expand(element, at: .one, .terms(2), in: store)
      let replacement = [Symbol("L"): store.rational(Rational(depth))]
      let coefficient = try number(expansion.terms[1].coefficient, store)
      let strength = try number(store.substituting(replacement, in: term.strength), store)
      #expect(areTheSame(strength.negated(), coefficient), "depth \(depth)")
      #expect(
        areTheSame(
          try number(store.substituting(replacement, in: term.exponent), store),
          RealBall(expansion.terms[1].exponent, precision: 200)))
    }
  }

  /// So many terms that the closed forms are not found.
  @Test func tooManyTerms() throws {
    let reader = try Reader()
    let kernel = try reader.kernel("fc_ntk(L)")
    #expect(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: kernel, in: reader.elaborator.recurrences, terms: 30)
    }
  }

  /// Kernels of which something is not shown for every depth.
  @Test(arguments: [
    "step_gpk(L)*t", "step_gpk(L) + fc_gpk(L)", "-step_gpk(L)", "fc_gpk(2*L)",
    "fc_gpk(L) - fc_ntk(L)", "diff(fc_gpk(L), t)",
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
