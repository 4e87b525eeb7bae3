import Arithmetic
import Expressions
import Puiseux
import Testing

/// Leading coefficients against the literature and against known closed forms.
struct LeadingTermTests {
  @Test func references() throws {
    for reference in referenceCoefficients {
      let kernels = TestKernels()
      let kernel = try kernels.kernel(reference.family, reference.depth)
      let expansion = try PuiseuxExpansion.expand(
        kernel, at: reference.isAtOne ? .one : .minusOne, .exponent(reference.exponent),
        in: kernels.store)
      let coefficient = try #require(
        expansion.coefficient(of: reference.exponent, in: kernels.store))
      let expected = try #require(Rational(reference.value))
      let difference = try kernels.store.ball(coefficient).subtracting(
        RealBall(expected, precision: 300), precision: 300)
      #expect(difference.magnitude < .powerOfTwo(-150), "\(reference)")
    }
  }

  /// K_L(1-s) = 1 - s + L·c·s^(3/2) - (3/4)c²L(L-1)s² with c = 2√2/(3π); not cᴸ.
  @Test(arguments: 1...6) func fullyConnectedAtOne(depth: Int) throws {
    let kernels = TestKernels()
    let store = kernels.store
    let expansion = try PuiseuxExpansion.expand(
      try kernels.gaussianProcess(depth), at: .one, .exponent(2), in: store)
    let half = Rational(1, over: 2)
    let c = store.product([
      store.rational(Rational(2, over: 3)), try store.power(store.rational(2), half),
      try store.power(store.pi, -1),
    ])
    let expected: [Rational: Expression] = [
      0: store.rational(1), 1: store.rational(-1),
      Rational(3, over: 2): store.scaled(c, by: Rational(depth)),
      2: store.scaled(
        try store.power(c, 2), by: Rational(-3 * depth * (depth - 1), over: 4)),
    ]
    for exponent in [0, half, 1, Rational(3, over: 2), 2] {
      let found = try #require(expansion.coefficient(of: exponent, in: store))
      #expect(store.areProvedEqual(found, expected[exponent] ?? store.rational(0)))
    }
    if depth > 1 {
      let wrong = try store.power(c, Rational(depth))
      let found = try #require(expansion.coefficient(of: Rational(3, over: 2), in: store))
      #expect(!(try store.ball(store.difference(found, wrong)).containsZero))
    }
  }

  /// The lowest exponent of κ₀ iterated L times is 2^-L at 1, with -(√2/π)^(2 - 2^(1-L)), and 1/2 at -1.
  @Test(arguments: 1...5) func steps(depth: Int) throws {
    let kernels = TestKernels()
    let store = kernels.store
    let kernel = try kernels.steps(depth)
    let atOne = try PuiseuxExpansion.expand(kernel, at: .one, .terms(2), in: store)
    let lowest = Rational(1, over: 1 << depth)
    #expect(atOne.terms.map(\.exponent) == [0, lowest])
    let base = store.product(
      try store.power(store.rational(2), Rational(1, over: 2)), try store.power(store.pi, -1))
    let expected = store.negated(try store.power(base, 2 - 2 * lowest))
    #expect(store.areProvedEqual(atOne.terms[1].coefficient, expected))
    let atMinusOne = try PuiseuxExpansion.expand(kernel, at: .minusOne, .terms(2), in: store)
    let singular = atMinusOne.terms.first { $0.exponent.signum > 0 }
    #expect(singular?.exponent == Rational(1, over: 2))
  }

  /// κ_p is singular with s^(p+1/2): C_p = -p²C_(p-1)/(p+1/2) for (2p-1)!!·κ_p, C₀ = -√2/π.
  @Test(arguments: 0...6) func arcCosine(degree: Int) throws {
    let kernels = TestKernels()
    let store = kernels.store
    let kernel = try kernels.kappa(degree, store.cosine)
    let exponent = Rational(2 * degree + 1, over: 2)
    var factor = Rational(-1)
    for p in stride(from: 1, through: degree, by: 1) {
      factor *= -Rational(p * p) / (Rational(p) + Rational(1, over: 2)) / Rational(2 * p - 1)
    }
    let unit = store.product(
      try store.power(store.rational(2), Rational(1, over: 2)), try store.power(store.pi, -1))
    for pole in Pole.allCases {
      let expansion = try PuiseuxExpansion.expand(kernel, at: pole, .exponent(exponent), in: store)
      let singular = try #require(expansion.terms.first { !$0.exponent.isInteger })
      #expect(singular.exponent == exponent)
      let expected = store.scaled(unit, by: pole == .one ? factor : factor.magnitude)
      #expect(store.areProvedEqual(singular.coefficient, expected))
    }
  }

  /// A bias of scale 1 removes the term s^(1/2) of the tangent kernel at t = -1, and no other bias does.
  @Test func parityBalance() throws {
    let kernels = TestKernels(isParametric: true)
    let store = kernels.store
    let half = Rational(1, over: 2)
    let balanced = try PuiseuxExpansion.expand(
      try kernels.tangent(3, squaredBias: store.rational(1)), at: .minusOne, .terms(3), in: store)
    #expect(balanced.coefficient(of: half, in: store) == store.rational(0))
    let symbolic = try PuiseuxExpansion.expand(
      try kernels.tangent(3, squaredBias: try store.power(kernels.beta, 2)), at: .minusOne,
      .terms(3), in: store)
    let coefficient = try #require(symbolic.coefficient(of: half, in: store))
    let atOne = try store.substituting([Symbol("beta"): store.rational(1)], in: coefficient)
    #expect(store.areProvedEqual(atOne, store.rational(0)))
    let atHalf = try store.substituting([Symbol("beta"): store.rational(half)], in: coefficient)
    #expect(!(try store.ball(atHalf).containsZero))
  }
}
