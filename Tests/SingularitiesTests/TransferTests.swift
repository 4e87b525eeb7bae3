import Arithmetic
import Expressions
import Series
import Singularities
import Testing

/// The expansions against coefficients that were computed otherwise.
struct TransferTests {
  /// Σ strength·Γ(n-ν)/(Γ(-ν)·Γ(n+1)) over the first terms.
  private func prediction(
    _ terms: [AsymptoticTerm], index: Int, in store: ExpressionStore
  ) throws -> RealBall {
    try terms.reduce(RealBall.zero) { sum, term in
      let constant = try #require(term.taylorConstant(in: store).ball(bits: 200))
      let ratio = GammaRatio.value(index: index, exponent: term.exponent, precision: 256)
      return sum.adding(constant.multiplied(by: ratio, precision: 256), precision: 256)
    }
  }

  private func terms(_ law: ParityLaw) throws -> [AsymptoticTerm] {
    guard case .power(let terms) = law else {
      Issue.record("no power law")
      return []
    }
    return terms
  }

  @Test func referencesAreThere() { #expect(ReferenceCoefficient.all.count >= 15) }

  /// With five terms the relative error is of the order n^(-5).
  @Test(arguments: ReferenceCoefficient.all.filter { $0.index >= 5000 })
  func fiveTerms(reference: ReferenceCoefficient) throws {
    let reader = try Reader()
    let kernel = try reader.kernel(reference.kernel)
    let laws = try KernelAsymptotics(of: kernel, in: reader.store, terms: 5)
    let value = try RealBall(#require(Rational(reference.value)), precision: 256)
    let guess = try prediction(
      terms(laws[reference.index % 2]), index: reference.index, in: reader.store)
    let error = guess.divided(by: value, precision: 256).subtracting(.one, precision: 256).magnitude
    #expect(error < .powerOfTwo(-40), "\(error)")
    #expect(!(error < .powerOfTwo(-110)), "the reference has no such precision: \(error)")
  }

  /// The explicit bounds hold the coefficients, and are sharp for large indices.
  @Test(arguments: ReferenceCoefficient.all.filter { !$0.kernel.contains("(3") })
  func explicitBounds(reference: ReferenceCoefficient) throws {
    let reader = try Reader()
    let expansion = try ExplicitExpansion(of: reader.kernel(reference.kernel), in: reader.store)
    let value = try RealBall(#require(Rational(reference.value)), precision: 256)
    for start in [64, 200, reference.index] {
      guard let tail = expansion.taylorTail(from: start, parity: reference.index % 2) else {
        #expect(start < reference.index)
        continue
      }
      let scaled = value.multiplied(
        by: try RealBall.power(RealBall(reference.index), -tail.exponent, precision: 256),
        precision: 256)
      #expect(tail.ball.overlaps(scaled), "start \(start): \(tail.ball) misses \(scaled)")
      if start == reference.index {
        #expect(tail.ball.radius < scaled.magnitude.scaled(byPowerOfTwo: -6), "\(tail.ball)")
      }
    }
  }

  /// The error of J terms falls like n^(-J) relative to the coefficient: by 2^(-J) from n to 2n.
  @Test(arguments: ["fc_gpk(2)", "fc_ntk(2)", "laplace(1)", "fc_ntk_bias(1, 1)"])
  func nextOrder(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 10_002, goal: .absolute(bits: 160))
    for count in 1...2 {
      let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: count)
      for parity in 0...1 {
        func error(_ n: Int) throws -> Double {
          let exact = series[n]
          let guess = try prediction(terms(laws[parity]), index: n, in: reader.store)
          let ratio = guess.divided(by: exact, precision: 256)
          return ratio.subtracting(.one, precision: 256).midpoint.magnitude.roundedUpDouble
        }
        let quotient = try error(10_000 + parity) / error(5000 + parity)
        let expected = 1 / Double(1 << count)
        #expect(
          abs(quotient / expected - 1) < 0.02, "\(count) terms, parity \(parity): \(quotient)")
      }
    }
  }

  /// e₁ = ν(ν+1)/2 and e₂ = ν(ν+1)(ν+2)(3ν+1)/24.
  @Test(arguments: [Rational(1, over: 2), Rational(3, over: 2), Rational(1, over: 8)])
  func gammaRatio(nu: Rational) throws {
    let expansion = GammaRatio.expansion(exponent: nu, count: 8)
    #expect(expansion[1] == nu * (nu + 1) / 2)
    #expect(expansion[2] == nu * (nu + 1) * (nu + 2) * (3 * nu + 1) / 24)
    let n = 1000
    var sum = Rational.zero
    for (m, coefficient) in expansion.enumerated() {
      sum += coefficient * Rational(1, over: n).power(m)
    }
    let value = GammaRatio.value(index: n, exponent: nu, precision: 256)
    let power = try RealBall.power(RealBall(n), nu + 1, precision: 256)
    let error = value.multiplied(by: power, precision: 256)
      .subtracting(RealBall(sum, precision: 256), precision: 256)
    #expect(error.magnitude < .powerOfTwo(-70), "\(error)")
  }

  /// The closed forms of the literature (Bietti & Bach 2021; Belfer and others 2024).
  @Test(arguments: [
    ("kappa1", 0, "sqrt(2)/pi^(3/2)"), ("fc_gpk(2)", 0, "5/(2*sqrt(2)*pi^(3/2))"),
    ("fc_gpk(2)", 1, "3/(2*sqrt(2)*pi^(3/2))"),
    ("fc_ntk(3)", 0, "(6 + kappa0(1/pi)/2)/(sqrt(2)*pi^(3/2))"),
    ("fc_ntk_bias(2, beta)", 1, "(3*(1 + beta^2) - (1 - beta^2)/2)/(sqrt(2)*pi^(3/2))"),
    ("laplace(3)", 1, "3/sqrt(2*pi)"),
    (
      "normalized(res_ntk(2, alpha))", 0,
      "((1 + alpha^2/(1 + alpha^2))/2 + (1 + alpha^2*kappa0(-1/(1 + alpha^2)))/(4*(1 + alpha^2)))"
        + "/(sqrt(2)*pi^(3/2))"
    ),
    (
      "normalized(res_gpk(2, alpha))", 1,
      "alpha^2/(1 + alpha^2)*(2 - (1 + alpha^2*kappa0(-1/(1 + alpha^2)))/(1 + alpha^2))"
        + "/(sqrt(2)*pi^(3/2))"
    ),
  ])
  func constants(kernel: String, parity: Int, constant: String) throws {
    let reader = try Reader()
    let laws = try KernelAsymptotics(of: reader.kernel(kernel), in: reader.store, terms: 1)
    let term = try #require(terms(laws[parity]).first)
    #expect(term.isNonzero)
    let found = term.taylorConstant(in: reader.store).factor
    #expect(try reader.store.areProvedEqual(found, reader.kernel(constant)))
  }
}
