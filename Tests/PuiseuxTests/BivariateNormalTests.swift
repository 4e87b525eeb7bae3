import Arithmetic
import Expressions
import Puiseux
import Testing

/// Expansions of Φ₂, which are integrals of those of its derivative, against values of Φ₂.
struct BivariateNormalTests {
  private let kernels = TestKernels(isParametric: true)
  private var store: ExpressionStore { kernels.store }

  private func joint(_ h: Expression, _ k: Expression, _ rho: Expression) throws -> Expression {
    try store.application(.bivariateNormalCDF, [h, k, rho])
  }

  /// The kernels with a path of arguments for each: thresholds that stay, that move, and a correlation inside.
  private func paths() throws -> [(kernel: Expression, poles: [Pole])] {
    let t = store.cosine
    func number(_ value: Rational) -> Expression { store.rational(value) }
    let minus = number(-1)
    return [
      (try joint(minus, minus, t), [.one]),
      (try joint(number(Rational(1, over: 3)), number(Rational(1, over: 3)), t), [.one]),
      (try joint(minus, store.negated(t), t), [.one]),
      (try joint(t, minus, store.negated(t)), [.one]),
      (
        try joint(store.scaled(t, by: 2), number(1), store.scaled(t, by: Rational(1, over: 2))),
        [.one, .minusOne]
      ),
    ]
  }

  @Test func valuesNearThePoles() throws {
    for (kernel, poles) in try paths() {
      for pole in poles {
        let expansion = try PuiseuxExpansion.expand(kernel, at: pole, .terms(4), in: store)
        let order = try #require(expansion.order)
        var sizes: [Magnitude] = []
        for bits in [16, 24] {
          let s = Rational(1, over: 2).power(bits)
          var rest = try store.ball(kernel, at: [.cosine: pole.point * (1 - s)], bits: 200)
          for term in expansion.terms {
            let power = try store.ball(
              try store.power(store.rational(s), term.exponent), bits: 240)
            rest = rest.subtracting(
              try store.ball(term.coefficient, bits: 240).multiplied(by: power, precision: 260),
              precision: 260)
          }
          let scale = try store.ball(try store.power(store.rational(s), order), bits: 260)
          sizes.append(rest.divided(by: scale, precision: 100).magnitude)
        }
        #expect(sizes[0] < Magnitude(16), "\(store.text(kernel)) at \(pole)")
        #expect(sizes[1] < (sizes[0] + .powerOfTwo(-10)) * Magnitude(2), "\(store.text(kernel))")
      }
    }
  }

  /// A jump of size 1 at B has the leading singular term -e^(-B²/2)/(√2·π)·s^(1/2), one of the second derivative
  /// -4/(15√2·π)·s^(5/2).
  @Test func kinks() throws {
    let step = try PuiseuxExpansion.expand(
      try joint(store.rational(-1), store.rational(-1), store.cosine), at: .one, .terms(2),
      in: store)
    #expect(step.terms.map(\.exponent) == [0, Rational(1, over: 2)])
    let bell = try store.function(.exp, store.rational(Rational(-1, over: 2)))
    let strength = try store.quotient(
      store.negated(bell), store.product(try store.squareRoot(store.rational(2)), store.pi))
    #expect(store.areProvedEqual(step.terms[1].coefficient, strength))
  }

  /// Flat from inside: no term of any order, and the value 0.
  @Test func flatEnds() throws {
    for (h, k, pole) in [(-1, -1, Pole.minusOne), (-1, 2, .one)] {
      let kernel = try joint(
        store.rational(Rational(h)), store.rational(Rational(k)), store.cosine)
      let expansion = try PuiseuxExpansion.expand(kernel, at: pole, .exponent(6), in: store)
      #expect(expansion.terms.allSatisfy { $0.exponent.isZero })
      #expect(try #require(expansion.order) > 6)
      // 1/(2π)·e^(-1/s) bounds Φ₂(-1, -1; -1 + s); the same for what is missing at 1.
      let value = try store.ball(
        kernel, at: [.cosine: pole.point * Rational(63, over: 64)], bits: 120)
      let limit =
        pole == .one
        ? try store.ball(
          try store.function(.normalCDF, store.rational(-1)), bits: 120) : RealBall.zero
      let difference = value.subtracting(limit, precision: 120).magnitude
      #expect(difference < .powerOfTwo(-60), "\(difference)")
    }
  }

  /// One that grows is no series.
  @Test func essentialSingularity() throws {
    let reciprocal = try store.power(store.sum(store.rational(1), store.cosine), -1)
    let growing = try store.function(.exp, reciprocal)
    #expect(throws: PuiseuxError.essential(function: "exp")) {
      _ = try PuiseuxExpansion.expand(growing, at: .minusOne, .terms(2), in: store)
    }
    let flat = try store.function(.exp, store.negated(reciprocal))
    let sum = store.sum(flat, store.cosine)
    let expansion = try PuiseuxExpansion.expand(sum, at: .minusOne, .exponent(4), in: store)
    #expect(expansion.terms.map(\.exponent) == [0, 1])
    #expect(expansion.order != nil)
  }
}
