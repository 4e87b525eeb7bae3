import Arithmetic
import Expressions
import Language
import Singularities
import Syntax
import Testing

/// Laws of kernels with powers whose exponents are parameters.
struct SymbolicExponentTests {
  private struct Reading {
    let elaborator: Elaborator
    var store: ExpressionStore { elaborator.store }

    init(_ declarations: String = "parameter c, h > 0\nparameter g in (0, 2)\n") throws {
      let program = try Program(
        parsing: SourceFile(path: "g.zonal", text: declarations, kind: .bare))
      elaborator = try Elaborator(definitions: .forCommandLine([program]))
    }

    func kernel(_ text: String) throws -> Expressions.Expression {
      let source = SourceFile(path: "KERNEL", text: text, kind: .bare)
      return store.simplified(
        try elaborator.kernel(try Term.parse(text, name: "KERNEL"), in: source))
    }

    /// An enclosure at values of the parameters.
    func value(
      of product: GammaProduct, at point: [Symbol: Expressions.Expression]
    ) throws -> RealBall {
      var result = try number(store.substituting(point, in: product.factor))
      let gammas =
        try product.numericGammas
        + product.symbolicGammas.map { argument, exponent in
          let value = store.simplified(try store.substituting(point, in: argument))
          return (try #require(store.rationalValue(value)), exponent)
        }
      for (argument, exponent) in gammas {
        let power = RealBall.gamma(argument, precision: 200).power(abs(exponent), precision: 200)
        result =
          exponent > 0
          ? result.multiplied(by: power, precision: 200)
          : result.divided(by: power, precision: 200)
      }
      return result
    }

    func number(_ expression: Expressions.Expression) throws -> RealBall {
      let result = try Tape(expression, in: store).evaluate(at: [:], goal: .relative(bits: 100))
      #expect(result.isDefinednessProved)
      return result.value
    }
  }

  private func areTheSame(_ a: RealBall, _ b: RealBall) -> Bool {
    a.overlaps(b) && a.subtracting(b, precision: 128).magnitude < .powerOfTwo(-60)
  }

  /// The law at a value of the exponent is that of the kernel with this value, which the Puiseux series gives.
  @Test(
    arguments: [
      "exponential_power(c, g)", "t*exponential_power(c, g)", "exponential_power(c, g)^2",
      "kappa1*exponential_power(c, g) + t^2", "3 - 2*exponential_power(c, g)",
      "1/(1 + (1 - t)^(g/2))", "exp(exponential_power(c, g))", "(2 - t)^g*(1 - t)^(g/2)",
      "at(kappa1, exp(-(2 - 2*t)^(g/2)))", "at(kappa0, exp(-c*(2 - 2*t)^(g/2)))",
      "at(fc_gpk(2), exp(-(2 - 2*t)^(g/2)))", "(1 - kappa0)^(g/2)", "(1 - kappa1)^(g/2)",
      "arccos(exponential_power(c, g))", "sqrt(2 - exponential_power(c, g))",
      "(1 - exponential_power(c, g))^(g/2)", "exp(-(1 - t^2)^(g/2))",
      "(1 - t)*exponential_power(c, g)", "exponential_power(c, g) + fc_gpk(2)",
      "(1 - t)^(g/2) + 2*(1 + t)^(g/2)",
    ])
  func valuesOfTheExponent(kernel: String) throws {
    let reading = try Reading()
    let store = reading.store
    let found = try KernelAsymptotics(of: reading.kernel(kernel), in: store, terms: 1)
    for value in ["1/3", "1/2", "4/5", "1", "7/5", "5/3"] {
      let concrete = kernel.replacing("g)", with: "\(value))").replacing("g/", with: "\(value)/")
        .replacing("^g*", with: "^(\(value))*").replacing("\(value)/2", with: "(\(value))/2")
      let expected = try KernelAsymptotics(of: reading.kernel(concrete), in: store, terms: 1)
      let point = [
        Symbol("g"): store.rational(try #require(Rational(value))), Symbol("c"): store.rational(3),
      ]
      for (law, exact) in zip(found.laws, expected.laws) {
        if case .zero = law, case .zero = exact { continue }
        guard case .symbolicPower(let term) = law, case .power(let others) = exact,
          let other = others.first
        else {
          Issue.record("\(kernel), g = \(value): \(law), \(exact)")
          continue
        }
        #expect(term.isNonzero)
        #expect(
          areTheSame(
            try reading.number(store.substituting(point, in: term.exponent)),
            RealBall(other.exponent, precision: 200)), "\(kernel), g = \(value)")
        #expect(
          areTheSame(
            try reading.value(of: term.taylorConstant(in: store), at: point),
            try reading.value(of: other.taylorConstant(in: store), at: point)),
          "\(kernel), g = \(value)")
        for dimension in [2, 3, 6].map(SphereDimension.number) {
          #expect(
            areTheSame(
              try reading.value(
                of: term.eigenvalueConstant(dimension: dimension, in: store), at: point),
              try reading.value(
                of: other.eigenvalueConstant(dimension: dimension, in: store), at: point)),
            "\(kernel), g = \(value), \(dimension)")
        }
      }
    }
  }

  /// Beyond 1 the exponent is moved up in Γ.
  @Test(arguments: ["5/2", "3", "7/2"])
  func exponentsAboveOne(value: String) throws {
    let reading = try Reading("parameter g in (2, 4)\n")
    let store = reading.store
    let kernel = "exp(-(2 - 2*t)^(g/2))"
    let found = try KernelAsymptotics(of: reading.kernel(kernel), in: store, terms: 1)
    let expected = try KernelAsymptotics(
      of: reading.kernel(kernel.replacing("g/2", with: "\(value)/2")), in: store, terms: 1)
    guard case .symbolicPower(let term) = found[0], case .power(let others) = expected[0] else {
      Issue.record("no laws")
      return
    }
    let point = [Symbol("g"): store.rational(try #require(Rational(value)))]
    #expect(
      areTheSame(
        try reading.value(of: term.taylorConstant(in: store), at: point),
        try reading.value(of: #require(others.first).taylorConstant(in: store), at: point)))
  }

  /// What is not shown for all values of the parameters.
  @Test(arguments: [
    // At natural exponents the law changes.
    "exponential_power(c, 2*g)", "exponential_power(c, h)", "(1 - t)^(g/2)*(2 - 2*t)^(h/2)",
    // Which singularity is the stronger one depends on g.
    "exponential_power(c, g) + laplace(1)", "kappa0*exponential_power(c, g)",
    "exponential_power(c, g) + exponential_power(c, h)",
    // Unbounded, or essentially singular.
    "1/(1 - t)^(g/2)", "exp(-1/(1 - t)^(g/2))",
    // Geometric decay.
    "(3 - 2*t)^(g/2)",
    // The leading terms may cancel.
    "exponential_power(c, g) + h*(2 - 2*t)^(g/2) - exponential_power(1, g)",
    "exponential_power(c, g) + c*(2 - 2*t)^(g/2)",
    "abs(t)*exponential_power(c, g)", "log(1 - t)*(1 - t)^(g/2)",
  ])
  func refused(kernel: String) throws {
    let reading = try Reading()
    let expression = try reading.kernel(kernel)
    do {
      let found = try KernelAsymptotics(of: expression, in: reading.store, terms: 1)
      for law in found.laws {
        guard case .symbolicPower(let term) = law else {
          Issue.record("\(kernel): \(law)")
          continue
        }
        #expect(!term.isNonzero, "\(kernel)")
      }
    } catch {}
  }

  /// Further terms come in an order that depends on the exponent.
  @Test func oneTermOnly() throws {
    let reading = try Reading()
    let kernel = try reading.kernel("exponential_power(c, g)")
    #expect(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: kernel, in: reading.store, terms: 2)
    }
  }

  /// The intervals in which exponents lie between 0 and 1.
  @Test(arguments: [
    ("exponential_power(c, h)", "h in (0, 2)"), ("(1 - t)^(1 - h)", "h in (0, 1)"),
    ("(1 - t)^(3*h - 2)", "h in (2/3, 1)"), ("(1 - t)^h + (1 - t)^(h/2)", "h in (0, 1)"),
    ("exponential_power(c, g)", ""), ("(3 - t)^h", ""), ("(1 - t)^(g*h)", ""),
    ("(1 - t)^(h + 1)", ""), ("laplace(c)", ""),
  ])
  func intervals(kernel: String, expected: String) throws {
    let reading = try Reading()
    let found = KernelAsymptotics.intervalsOfExponents(
      in: try reading.kernel(kernel), reading.store)
    let texts = found.map { $0.value.text(for: $0.key.name) }
    #expect(texts.sorted().joined(separator: ", ") == expected)
  }
}
