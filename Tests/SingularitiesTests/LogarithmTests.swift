import Arithmetic
import Expressions
import Series
import Spectra
import Testing

@testable import Singularities

/// Powers beside logarithms, against certified coefficients and eigenvalues.
struct LogarithmTests {
  private func terms(_ law: ParityLaw) throws -> [AsymptoticTerm] {
    guard case .power(let terms) = law else { throw AsymptoticFailure(reason: "no power law") }
    return terms
  }

  /// The terms at an index, each with its exact ratio of Gamma functions.
  private func values(
    _ terms: [AsymptoticTerm], index: Int, _ reader: Reader
  ) throws -> [RealBall] {
    try terms.map { term in
      let constant = try #require(term.taylorConstant(in: reader.store).ball(bits: 300))
      return constant.multiplied(
        by: GammaRatio.value(
          index: index, exponent: term.exponent, logarithm: term.logarithm, precision: 320),
        precision: 320)
    }
  }

  private func eigenvalues(
    _ terms: [AsymptoticTerm], degree: Int, dimension: Int, _ reader: Reader
  ) throws -> [RealBall] {
    try terms.map { term in
      let constant = term.eigenvalueConstant(dimension: .number(dimension), in: reader.store)
      return try #require(constant.ball(bits: 300)).multiplied(
        by: GammaProduct.eigenvalueRatio(
          degree: degree, dimension: dimension, exponent: term.exponent, logarithm: term.logarithm,
          precision: 320), precision: 320)
    }
  }

  private func sum(_ parts: [RealBall]) -> RealBall {
    parts.reduce(.zero) { $0.adding($1, precision: 320) }
  }

  /// For (1 - t)^ν·(log(1 - t))^m the terms of one power of n are the coefficient itself; the last ones are those
  /// of the thin-plate splines on the sphere.
  @Test(arguments: [
    ("log((1 - t)/2)", 1), ("(1 - t)*log((1 - t)/2)", 1), ("(1 - t)^3*log(1 - t)", 1),
    ("log(1 - t)^2", 2), ("log(1 - t)^4", 4), ("(1 - t)^2*log(1 - t)^3", 3),
    ("sqrt(1 - t)*log(1 - t)", 2), ("(1 - t)^(3/2)*log(1 - t)^2", 3),
    ("(1 - t)^(-1/3)*log(1 - t)", 2), ("(1 + t)*log(1 + t)", 1), ("log(1 - t)/(1 - t)", 2),
    ("log((1 - t)*(1 + t))*(1 - t)", 2),
    ("(2 - 2*t)*log(sqrt(2 - 2*t))", 1), ("(2 - 2*t)^2*log(sqrt(2 - 2*t))", 1),
  ])
  func exactCoefficients(kernel: String, count: Int) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 202, goal: .absolute(bits: 250))
    let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: count)
    for n in [20, 21, 200, 201] {
      let guess = try sum(values(terms(laws[n % 2]), index: n, reader))
      let error = guess.subtracting(series[n], precision: 320).magnitude
      #expect(error < .powerOfTwo(-240), "\(kernel), n = \(n): \(guess), \(series[n])")
      #expect(guess.radius < .powerOfTwo(-200))
    }
  }

  /// -log((1 - t)/2) - 1 is Green's function of the Laplacian on S²: its eigenvalues are 1/(k(k+1)).
  @Test func greensFunction() throws {
    let reader = try Reader()
    let laws = try KernelAsymptotics(
      of: reader.kernel("-log((1 - t)/2)"), in: reader.store, terms: 1)
    for k in [1, 2, 10, 77] {
      let found = try eigenvalues(terms(laws[k % 2]), degree: k, dimension: 3, reader)
      #expect(found.count == 1)
      #expect(found[0].contains(Rational(1, over: k * (k + 1))), "\(found[0])")
    }
  }

  /// Eigenvalues of (1 - t)^ν·(log(1 - t))^m, which the terms give exactly; computed with mpmath 1.3 by quadrature in
  /// the angle to 40 digits.
  @Test(arguments: [
    ("(1 - t)*log(1 - t)", 1, 2, 6, "0.0047619047619047619047619047619"),
    ("(1 - t)*log(1 - t)", 1, 2, 11, "0.000757575757575757575757575757576"),
    ("(1 - t)*log(1 - t)", 1, 5, 6, "0.00015873015873015873015873015873"),
    ("(1 - t)*log(1 - t)", 1, 5, 11, "0.00000666000666000666000666000666001"),
    ("(1 - t)^2*log(1 - t)^2", 2, 3, 6, "0.000512780109387112165169348923727"),
    ("(1 - t)^2*log(1 - t)^2", 2, 3, 11, "0.000033688863563984520813293186043"),
    ("(1 - t)^(1/2)*log(1 - t)", 2, 4, 6, "0.00104938273832721201229702005201"),
    ("(1 - t)^(1/2)*log(1 - t)", 2, 4, 11, "0.000167450379992494606555319288845"),
    ("log(1 - t)^2", 2, 3, 6, "0.199192537887168137193283731178"),
    ("log(1 - t)^2", 2, 3, 11, "0.080894420479075558629014345617"),
  ])
  func exactEigenvalues(
    kernel: String, count: Int, dimension: Int, degree: Int, value: String
  ) throws {
    let reader = try Reader()
    let laws = try KernelAsymptotics(
      of: reader.kernel(kernel), in: reader.store, terms: count)
    let guess = try sum(
      eigenvalues(terms(laws[degree % 2]), degree: degree, dimension: dimension, reader))
    let reference = RealBall(try #require(Rational(value)), precision: 200)
    let error = guess.subtracting(reference, precision: 200).magnitude
    #expect(error < guess.magnitude * .powerOfTwo(-80), "\(guess), \(value)")
  }

  /// Kernels whose expansions do not end: what is left after J terms is about the next one.
  @Test(arguments: [
    "kappa1*log((1 - t)/2)", "exp((1 - t)*log(1 - t))", "(1 - t)*log((1 - t)/2)*sqrt(3 + t)",
    "log(1 - kappa1)", "(1 - kappa1)*log(1 - t)", "arccos(t)^2*log(1 - t)",
  ])
  func nextTerm(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 8002, goal: .absolute(bits: 200))
    let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: 4)
    for parity in 0...1 {
      let known = try terms(laws[parity])
      try #require(known.count == 4)
      for count in 1...2 {
        // Terms of one power are taken together.
        guard known[count - 1].exponent < known[count].exponent else { continue }
        func defect(_ n: Int) throws -> Double {
          let parts = try values(known, index: n, reader)
          let rest = series[n].subtracting(sum(Array(parts[..<count])), precision: 320)
          let next = sum(Array(parts[count...]))
          return rest.divided(by: next, precision: 320).subtracting(.one, precision: 320)
            .magnitude.roundedUpDouble
        }
        let (before, after) = try (defect(2000 + parity), defect(8000 + parity))
        #expect(
          after < 0.05 && after < before, "\(count) terms, parity \(parity): \(before), \(after)")
      }
    }
  }

  /// The odd part of (1 - κ₁)·log(1 - t²) is -t/2·log(1 - t²): its expansion ends.
  @Test func endingExpansion() throws {
    let reader = try Reader()
    let expression = try reader.kernel("(1 - kappa1)*log(1 - t^2)")
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 102, goal: .absolute(bits: 250))
    let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: 5)
    let odd = try terms(laws[1])
    #expect(odd.count == 2)
    #expect(try terms(laws[0]).count == 5)
    let guess = try sum(values(odd, index: 101, reader))
    #expect(guess.subtracting(series[101], precision: 320).magnitude < .powerOfTwo(-240))
  }

  /// [tⁿ](1 - t)·log((1 - t)/2) = 1/(n(n - 1)), and constants with γ, ψ and the dimension as a symbol.
  @Test func constants() throws {
    let reader = try Reader()
    func law(_ kernel: String, _ count: Int) throws -> [AsymptoticTerm] {
      try terms(
        KernelAsymptotics(of: reader.kernel(kernel), in: reader.store, terms: count)[0])
    }
    let first = try law("(1 - t)*log((1 - t)/2)", 1)[0]
    #expect(first.taylorConstant(in: reader.store).text == "1")
    #expect(first.isNonzero && first.logarithm == 0 && first.taylorExponent == -2)
    let square = try law("log(1 - t)^2", 2)
    #expect(square.map(\.logarithm) == [1, 0])
    #expect(square.map { $0.taylorConstant(in: reader.store).text } == ["2", "2*EulerGamma"])
    #expect(square[1].taylorConstant(in: reader.store).latex == "2 \\gamma")
    let d = SphereDimension.symbol(Symbol("d"))
    reader.store.assume(.positive, of: Symbol("d"))
    let root = try law("(1 - t)^(1/3)*log(1 - t)", 2)
    let text = root[1].eigenvalueConstant(dimension: d, in: reader.store).text
    #expect(text.contains("digamma(2/3)") && text.contains("digamma(d/2 - 1/6)"), "\(text)")
    #expect(root[1].eigenvalueConstant(dimension: d, in: reader.store).ball(bits: 64) == nil)
  }
}
