import Arithmetic
import Expressions
import Series
import Spectra
import Testing

@testable import Singularities

/// Laws of eigenvalues of kernels that do not continue beyond the unit circle, and of those with Φ₂ that do.
struct SegmentTests {
  private func term(_ law: ParityLaw) throws -> AsymptoticTerm {
    guard case .power(let terms) = law, let first = terms.first else {
      throw AsymptoticFailure(reason: "no power law")
    }
    return first
  }

  /// Constants of k^(-d-2ν+1), with mpmath 1.3 from -(e^(-B²/2)/(√2·π))·C(d, 1/2) for thresholds and from the jump of the
  /// second derivative for the ELU.
  @Test(arguments: [
    ("Phi2(-1, -1, t)", 2, 0, Rational(1, over: 2), "0.0307272021787260053985"),
    ("Phi2(-1, -1, t)", 2, 1, Rational(1, over: 2), "0.0307272021787260053985"),
    ("Phi2(-1/2, -1/2, t)", 5, 0, Rational(1, over: 2), "0.6320418493933133243957"),
    ("(1 + t)*Phi2(-1, -1, t)", 2, 1, Rational(1, over: 2), "0.0614544043574520107971"),
    ("dual(elu)", 3, 1, Rational(5, over: 2), "2.387324146378430036534"),
    ("dual(elu)", 3, 0, Rational(7, over: 2), "16.71126902464901025574"),
    ("Phi2(-1, -1, -t)", 2, 1, Rational(1, over: 2), "-0.0307272021787260053985"),
  ])
  func constants(
    kernel: String, dimension: Int, parity: Int, exponent: Rational, constant: String
  ) throws {
    let reader = try Reader()
    let laws = try KernelAsymptotics(of: try reader.kernel(kernel), in: reader.store, terms: 1)
    let leading = try term(laws[parity])
    #expect(leading.exponent == exponent)
    let product = leading.eigenvalueConstant(dimension: .number(dimension), in: reader.store)
    let found = try #require(product.ball(bits: 100))
    let exact = try #require(RealBall(decimal: constant, precision: 80))
    #expect(found.overlaps(exact.widened(by: exact.magnitude * .powerOfTwo(-45))), "\(found)")
  }

  /// The terms of the law against certified eigenvalues; what an essential singularity adds falls like e^(-c√k).
  @Test(arguments: [
    ("Phi2(-1, -1, t)", 2), ("Phi2(-1, -1, t)", 3), ("(1 + t)*Phi2(-1, -1, t)", 4),
    ("dual(elu)", 3), ("kappa1(t^3)", 3),
  ])
  func eigenvalues(kernel: String, dimension: Int) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: 3)
    let degrees = 400...401
    let found = try FunkHecke.eigenvalues(
      of: KernelMeridian(expression, in: reader.store), dimension: dimension, degrees: degrees,
      digits: 20, floor: 400,
      vanishing: { k in
        if case .zero = laws[k % 2] { true } else { false }
      })
    for (k, eigenvalue) in zip(degrees, found) {
      guard
        let law = LawValues(
          laws[k % 2], terms: 3, dimension: dimension, in: reader.store, precision: 128)
      else {
        #expect(eigenvalue.isZero, "\(kernel)")
        continue
      }
      let predicted = try #require(law.value(at: k))
      let ratio = predicted.divided(by: eigenvalue, precision: 100)
        .subtracting(.one, precision: 100)
      #expect(ratio.magnitude < .powerOfTwo(-28), "\(kernel), k \(k): \(ratio)")
    }
  }

  /// Which kernels have a law of coefficients beside that of eigenvalues.
  @Test func coefficients() throws {
    let reader = try Reader()
    func laws(_ text: String) throws -> KernelAsymptotics {
      try KernelAsymptotics(of: try reader.kernel(text), in: reader.store, terms: 1)
    }
    for kernel in ["Phi2(-1, -1, t)", "(1 + t)*Phi2(-2, -2, t)", "kappa1(t^3)", "log(1 - t^3)"] {
      #expect(try laws(kernel).taylorObstacle != nil, "\(kernel)")
    }
    for kernel in [
      "dual(elu)", "Phi2(-1, -1, kappa1)", "dual(elu, 1, kappa1, 1)",
    ] {
      #expect(try laws(kernel).taylorObstacle == nil, "\(kernel)")
    }
  }

  @Test(arguments: ["dual(elu)", "Phi2(-1, -1, kappa1)", "dual(elu, 1, kappa1, 1)"])
  func taylorCoefficients(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 304, goal: .absolute(bits: 120)
    ).coefficients
    let laws = try KernelAsymptotics(of: expression, in: reader.store, terms: 2)
    for n in [300, 301] {
      let law = try #require(
        LawValues(laws[n % 2], terms: 2, dimension: nil, in: reader.store, precision: 100))
      let predicted = try #require(law.value(at: n))
      let ratio = predicted.divided(by: series[n], precision: 80).subtracting(.one, precision: 80)
      #expect(ratio.magnitude < .powerOfTwo(-9), "\(kernel), n \(n): \(ratio)")
    }
  }

  /// A kink inside, a correlation that leaves (-1, 1), arguments that move otherwise, functions that are unbounded at an
  /// end: nothing is claimed.
  @Test(arguments: [
    "abs(t)", "Phi2(t, -1/2, t)", "exp(1/(1 + t))", "sin(1/(1 + t))", "dual(tanh)",
    "sqrt(t + 1/2)", "Phi2(-1, -1, t - t^2)",
  ])
  func refusals(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    #expect(throws: AsymptoticFailure.self) {
      _ = try KernelAsymptotics(of: expression, in: reader.store, terms: 1)
    }
  }

  /// Analytic at both ends: there are no terms to look for.
  @Test(arguments: ["log(6 + exp(-t/4))", "log(6 + arccos((t + t^4)/3) + exp(t/9))"])
  func nothingToFind(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    #expect(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: expression, in: reader.store, terms: 1)
    }
  }
}
