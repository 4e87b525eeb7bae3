import Arithmetic
import Expressions
import TestSupport
import Testing

/// Dual activations: closed forms against Hermite expansions of the same function, and what follows from them.
struct DualActivationTests {
  /// An activation with a closed form, and the same function as a formula.
  static let pairs = [
    ("relu", "max(u, 0)"), ("abs", "abs(u)"), ("leaky_relu(1/5)", "max(u, 0) + min(u, 0)/5"),
    ("piecewise_linear(2, -1/3)", "2*max(u, 0) - min(u, 0)/3"),
    ("rectified_monomial(2)", "max(u, 0)^2"), ("rectified_monomial(3)", "max(u, 0)^3"),
    ("monomial(4)", "u^4"), ("polynomial(1, 2, -1/2, 1/3)", "1 + 2*u - u^2/2 + u^3/3"),
    ("hermite(3)", "(u^3 - 3*u)/sqrt(6)"), ("erf", "erf(u)"), ("sin", "sin(u)"),
    ("cos", "cos(u)"), ("exp", "exp(u)"), ("gaussian", "exp(-u^2)"),
    ("rbf", "sqrt(2)*sin(sqrt(2)*u + pi/4)"), ("gelu", "u*Phi(u)"),
    ("elu", "max(u, 0) + exp(min(u, 0)) - 1"), ("elu(1/2)", "max(u, 0) + (exp(min(u, 0)) - 1)/2"),
  ]

  @Test(arguments: pairs.indices)
  func closedFormsAreTheHermiteSeries(index: Int) throws {
    let (activation, formula) = Self.pairs[index]
    var generator = SplitMix64(seed: UInt64(index))
    let reader = try Reader()
    let closed = Tape(try reader.kernel("dual(\(activation))"), in: reader.store)
    let series = Tape(
      try reader.kernel("dual(activation(\(formula), u))"), in: reader.store)
    for step in 0..<100 {
      let t: Rational =
        step == 0 ? 1 : step == 1 ? -1 : Rational(generator.int(-1000...1000), over: 1000)
      let a = try closed.evaluate(over: [.cosine: RealBall(t, precision: 80)], precision: 80)
      let b = try series.evaluate(over: [.cosine: RealBall(t, precision: 80)], precision: 80)
      #expect(a.values[0].overlaps(b.values[0]), "\(activation) at \(t): \(a) and \(b)")
      if t.magnitude < Rational(9, over: 10) {
        #expect(b.values[0].radius <= .powerOfTwo(-40), "\(activation) at \(t): \(b)")
      }
    }
  }

  @Test(arguments: pairs.indices)
  func generalCovariance(index: Int) throws {
    let (activation, formula) = Self.pairs[index]
    var generator = SplitMix64(seed: UInt64(100 + index))
    for _ in 0..<2 {
      let p = Rational(generator.int(1...30), over: 10)
      let r = Rational(generator.int(1...30), over: 10)
      let bound = min(p, r) * Rational(8, over: 10)
      let q = bound * Rational(generator.int(-10...10), over: 10)
      let reader = try Reader()
      let place = "\(p), \(q), \(r)"
      let a = try reader.value("dual(\(activation), \(place))", bits: 60)
      let b = try reader.value("dual(activation(\(formula), u), \(place))", bits: 40)
      #expect(a.overlaps(b), "\(activation) at \(place): \(a) and \(b)")
      #expect(b.radius <= .powerOfTwo(-40), "\(activation) at \(place): \(b)")
    }
  }

  /// The derivative in t is the dual of the derivative (Price), here against a difference quotient.
  @Test(arguments: ["relu", "gelu", "elu", "erf", "sin", "exp", "rbf", "tanh", "softplus"])
  func slopes(activation: String) throws {
    let reader = try Reader()
    let tape = Tape(
      try ["dual(\(activation))", "diff(dual(\(activation)), t)"].map { try reader.kernel($0) },
      in: reader.store)
    let h = Rational(1, over: 1 << 20)
    for t in [Rational(-1, over: 2), Rational(1, over: 3)] {
      func values(_ t: Rational) throws -> [RealBall] {
        try tape.evaluate(over: [.cosine: RealBall(t, precision: 120)], precision: 120).values
      }
      let slope = try values(t)[1]
      let quotient = try values(t + h)[0].subtracting(try values(t - h)[0], precision: 120)
        .multiplied(by: Rational(1 << 19), precision: 120)
      // The quotient is off by h²/6 times the third derivative, which is below 100 here.
      #expect(slope.widened(by: .powerOfTwo(-34)).overlaps(quotient), "\(activation) at \(t)")
    }
  }

  /// Layers with biases, in standard parametrisation: Θ' = wΘ + nΣ + 1 (Sohl-Dickstein and others 2020).
  @Test func standardParametrization() throws {
    let reader = try Reader()
    let kernel = try reader.kernel(
      "ntk(serial(dense(2, 1/2), relu, dense(3, 1/4), relu, dense(1)), standard(3, 50))")
    // Variances 5/2 and 3*5/4 + 1/4 = 4 of the pre-activations.
    let program = """
      let s1 = 2*t + 1/2
      let h1 = 5/4*kappa1(2*s1/5)
      let o1 = (3*t + 1)*kappa0(2*s1/5)/2
      let s2 = 3*h1 + 1/4
      let o2 = (3*o1 + 50*h1 + 1)*kappa0(s2/4)/2
      let whole = o2 + 50*2*kappa1(s2/4)
      """
    let other = try Reader(program)
    let known = try other.kernel("whole")
    for t in [Rational(-1), Rational(1, over: 3), Rational(1)] {
      let a = try Tape(kernel, in: reader.store).evaluate(
        at: [.cosine: t], goal: .absolute(bits: 90))
      let b = try Tape(known, in: other.store).evaluate(at: [.cosine: t], goal: .absolute(bits: 90))
      #expect(a.value.overlaps(b.value), "at \(t): \(a.value) and \(b.value)")
    }
  }

  @Test func activationsOfKernels() throws {
    let reader = try Reader()
    let dual = try reader.kernel("dual(activation_of(kappa1, 4))")
    let known = try reader.kernel("1/pi + t/2 + t^2/(2*pi) + t^4/(24*pi)")
    #expect(reader.store.areProvedEqual(dual, known))
    #expect(throws: (any Error).self) { try reader.kernel("dual(activation_of(1 - t, 2))") }
  }

  @Test func jumps() throws {
    let reader = try Reader()
    #expect(throws: (any Error).self) { try reader.kernel("ntk(serial(dense(1), step, dense(1)))") }
    #expect(throws: (any Error).self) {
      try reader.kernel(
        "ntk(serial(dense(1), residual(serial(dense(1), sign, dense(1))), dense(1)))")
    }
    let kernel = try reader.kernel("ntk(serial(frozen(dense(1)), sign, dense(1)))")
    #expect(
      reader.store.areProvedEqual(kernel, try reader.kernel("2*arcsin(t)/pi")))
  }

  /// On an interval that reaches ±1 every part stays in its domain.
  @Test(arguments: ["elu", "gelu", "tanh", "gaussian"])
  func deepKernelsAreDefinedThroughout(activation: String) throws {
    let reader = try Reader()
    let kernel = try reader.kernel(
      "gpk(serial(dense(2), \(activation), dense(2), relu, dense(1)))")
    let box = RealBall(from: Rational(1, over: 2), to: 1, precision: 64)
    let result = try Tape(kernel, in: reader.store).evaluate(over: [.cosine: box], precision: 64)
    #expect(result.isDefinednessProved, "\(activation): \(result)")
  }
}
