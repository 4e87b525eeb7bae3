import Arithmetic
import Expressions
import Series
import TestSupport
import Testing

@testable import Singularities

/// Rates and constants of geometric decay, against values computed otherwise.
struct GeometricDecayTests {
  private static let deepErf = "gpk(serial(repeat(2, serial(dense(1), erf)), dense(1)))"
  private static let deepGELU = "gpk(serial(repeat(2, serial(dense(1), gelu)), dense(1)))"

  private func laws(_ kernel: String) throws -> [GeometricLaw?] {
    let reader = try Reader()
    let found = try KernelAsymptotics(of: reader.kernel(kernel), in: reader.store, terms: 1)
    return found.laws.map { if case .enclosed(let law) = $0 { law } else { nil } }
  }

  private func agrees(_ ball: RealBall, _ text: String) throws -> Bool {
    let reference = try RealBall(#require(Rational(text)), precision: 256)
      .widened(by: .powerOfTwo(-78))
    return ball.overlaps(reference) && ball.radius < .powerOfTwo(-80)
  }

  /// Rates and constants that were computed with mpmath.
  ///
  /// The root of u(r) = 1 by the secant method, constants from the numerical derivative u'(r); for GELU,
  /// u(t) = K(t)/(1 + K(1)) with the dual K of Tsuchida and others (2020).
  @Test(arguments: [
    (Self.deepErf, 1, "0.667701070844378468791032192027", "-3/2", "1.748069742442038096255728"),
    (
      "kappa0(t^2/3 + exp(t - 1)/4)", 0, "0.724789327978485901787641859965", "-3/2",
      "0.1691032717722604658125453"
    ),
    (
      "kappa0(t^2/3 + exp(t - 1)/4)", 1, "0.724789327978485901787641859965", "-3/2",
      "0.1691032717722604658125453"
    ),
    (
      "1/sqrt(3 - t - exp(t/3)/2)", 1, "0.495119919861742377757933484689", "-1/2",
      "0.3446542842123834219333031"
    ),
    (
      "1/sqrt(3 + t - exp(-t/3)/2)", 1, "0.495119919861742377757933484689", "-1/2",
      "-0.3446542842123834219333031"
    ),
    ("1/(2 + arcsin(t/2))", 0, "0.5", "-3/2", "2.134336595905031183283806"),
    ("1/(2 + arcsin(t/2))", 1, "0.5", "-3/2", "-2.196912899088746041054121"),
    ("kappa1(arcsin(t/2)/2)", 0, "0.5", "-3/2", "0.11471256924833988768187"),
    ("kappa1(arcsin(t/2)/2)", 1, "0.5", "-3/2", "0.199471140200716338969973"),
    // r = asinh(e + sinh 1).
    (
      "gpk(serial(dense(1), sin, dense(1/2), erf, dense(1)))", 1,
      "0.483430582831381859125446478038", "-3/2", "0.7423163267850648177756441"
    ),
  ])
  func references(
    kernel: String, parity: Int, rate: String, exponent: String, constant: String
  ) throws {
    let law = try #require(try laws(kernel)[parity])
    #expect(try agrees(law.rate(precision: 256), rate), "\(law.radius)")
    #expect(law.isAttained)
    let leading = try #require(law.leading)
    #expect(leading.exponent == Rational(exponent))
    #expect(try agrees(leading.constant, constant), "\(leading.constant)")
  }

  @Test func closedForms() throws {
    let reader = try Reader()
    let found = try KernelAsymptotics(of: reader.kernel(Self.deepErf), in: reader.store, terms: 1)
    guard case .zero(from: 0) = found[0], case .enclosed(let law) = found[1] else {
      Issue.record("\(found.laws)")
      return
    }
    let radius = try reader.kernel("(2 + sqrt(5))/(2*sqrt(2))")
    #expect(reader.store.areProvedEqual(try #require(law.exactRadius), radius))
    let gelu = try #require(try laws(Self.deepGELU)[0])
    #expect(gelu.exactRadius == nil)
    #expect(try agrees(gelu.rate(precision: 256), "0.506733537751428756489910475065"))
  }

  /// Poles and branch points on the negative axis have closed forms: bₙ = (-1)ⁿ/2^(n+1) of 1/(2 + t).
  @Test(arguments: [
    ("1/(2 + t)", "2", "1/2", "-1/2"), ("1/((2 + t)*(3 - t))", "2", "1/10", "-1/10"),
    ("1/(2 + t) + exp(t)/(3 - t)", "2", "1/2", "-1/2"),
    ("1/sqrt(2 - exp(t/2))", "2*log(2)", "1/sqrt(2*log(2))", "1/sqrt(2*log(2))"),
    (
      "1/(3 + 2*t - t^2 + 4)", "2*sqrt(2) - 1", "1/(4*sqrt(2)*(2*sqrt(2) - 1))",
      "-1/(4*sqrt(2)*(2*sqrt(2) - 1))"
    ),
  ])
  func onTheNegativeAxis(kernel: String, radius: String, even: String, odd: String) throws {
    let reader = try Reader()
    let store = reader.store
    let found = try KernelAsymptotics(of: reader.kernel(kernel), in: store, terms: 1)
    for (law, constant) in zip(found.laws, [even, odd]) {
      guard case .geometric(let r, let terms) = law, let term = terms.first else {
        Issue.record("\(law)")
        continue
      }
      #expect(store.areProvedEqual(r, try reader.kernel(radius)))
      // 1/Γ(-ν) of a pole is 1.
      #expect(store.areProvedEqual(term.strength, try reader.kernel(constant)))
    }
  }

  /// A conjugate pair, and functions of t², tell nothing of each parity.
  @Test func whatIsNotKnown() throws {
    let reader = try Reader()
    let failure = try #require(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: reader.kernel("1/(1 + t^2/4)"), in: reader.store, terms: 1)
    }
    #expect(failure.reason.contains("a conjugate pair at the distance 2 from 0"))
    for law in try laws("arcsin(t^2/2) + exp(t)") {
      let law = try #require(law)
      #expect(!law.isAttained && law.leading == nil)
      #expect(law.radius.squared(precision: 200).contains(2))
    }
    let open = try #require(throws: AsymptoticFailure.self) {
      try KernelAsymptotics(of: reader.kernel("arcsin(t/2 - exp(t)/9)"), in: reader.store, terms: 1)
    }
    #expect(!open.reason.isEmpty)
  }

  /// The odd part of κ₁(u) is u/2 for an odd u, and entire with it.
  @Test(arguments: [
    ("kappa1 + exp(t)", 1), ("gpk(serial(dense(1), sin, dense(1), relu, dense(1)))", 1),
    ("arcsin(t) + exp(t)", 0),
  ])
  func entireParts(kernel: String, parity: Int) throws {
    let reader = try Reader()
    let found = try KernelAsymptotics(of: reader.kernel(kernel), in: reader.store, terms: 1)
    guard case .entire = found[parity], case .power = found[1 - parity] else {
      Issue.record("\(found.laws)")
      return
    }
  }

  /// Sums of two exponentials in the cone have no negative coefficients.
  @Test(arguments: [
    ("exp(t/3) - exp(-t/3)", true), ("2*exp(t) - exp(-t)", true), ("exp(t) - 2*exp(-t)", false),
    ("exp(-t) - exp(t)", false), ("exp(kappa1 + t) + exp(kappa1 - t)", true),
    ("exp((t - 1)*2) - exp(-2*t - 2)", true), ("exp(t - t^2) - exp(-t - t^2)", false),
    ("exp(-(3 - kappa1)/2) - exp(-(3 + kappa1)/2) + t^3", true),
  ])
  func exponentialPairs(kernel: String, isInCone: Bool) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let support = ContinuationAnalysis(store: reader.store).coneSupport(of: expression)
    #expect((support != nil) == isInCone)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 40, goal: .absolute(bits: 400))
    for n in 0..<40 {
      let isPositive = series[n].isCertainlyPositive
      if support?.contains(n) == true { #expect(isPositive, "n = \(n)") }
      if isInCone { #expect(!series[n].isCertainlyNegative, "n = \(n)") }
    }
    #expect(isInCone || (0..<40).contains { series[$0].isCertainlyNegative })
  }

  /// The odd part of κ₁(u) with u = c·arcsin(4t/5) is u/2, which decays geometrically.
  @Test func fasterPart() throws {
    let reader = try Reader()
    let found = try KernelAsymptotics(
      of: reader.kernel("kappa1(arcsin(4*t/5)/arcsin(4/5)) + arcsin(t/2)/5"), in: reader.store,
      terms: 1)
    guard case .power = found[0], case .geometric(let radius, let terms) = found[1],
      let term = terms.first
    else {
      Issue.record("\(found.laws)")
      return
    }
    #expect(reader.store.rationalValue(radius) == Rational(5, over: 4))
    // arcsin(x)/2 has -√2·√(1 - x)/2 next to 1 and the opposite next to -1.
    let strength = try reader.kernel("-sqrt(2)/arcsin(4/5)")
    #expect(reader.store.areProvedEqual(term.strength, strength))
  }

  /// A random function with nonnegative coefficients and value below 1 at t = 1.
  private func argument(_ random: inout SplitMix64) -> String {
    func digit() -> UInt64 { 1 + random.next() % 9 }
    let parts = [
      "t/\(digit() + 3)", "t^2/\(digit() + 9)", "exp(t - 1)/\(digit() + 7)",
      "kappa1(t/\(digit() + 1))/\(digit() + 9)", "1/(\(digit() + 19) - t)",
      "arcsin(t/\(digit() + 1))/\(digit() + 9)",
    ]
    return (0..<3).map { _ in parts[Int(random.next() % UInt64(parts.count))] }
      .joined(separator: " + ")
  }

  /// The law against the coefficients: no coefficient exceeds its rate, and errors fall with n.
  @Test(arguments: UInt64(1)...14) func randomKernels(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let outer = ["kappa0", "kappa1", "arcsin", "exp(1/2)*kappa2"][Int(random.next() % 4)]
    let kernel = "\(outer)(\(argument(&random)))"
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let laws = try KernelAsymptotics(
      of: expression, in: reader.store, terms: 1)
    let series = try TaylorExpansion.expand(
      expression, in: reader.store, order: 1202, goal: .absolute(bits: 6000))
    for (parity, law) in laws.laws.enumerated() {
      guard
        let values = LawValues(law, terms: 1, dimension: nil, in: reader.store, precision: 200)
      else {
        guard case .enclosed(let bound) = law else { continue }
        let power = bound.rate(precision: 200).power(1200 + parity, precision: 200)
        // Powers of n alone are left.
        #expect(
          series[1200 + parity].magnitude < power.magnitude.scaled(byPowerOfTwo: 40),
          "seed \(seed): \(kernel)")
        continue
      }
      func error(_ n: Int) throws -> Double {
        let guess = try #require(values.value(at: n))
        return series[n].divided(by: guess, precision: 200)
          .subtracting(.one, precision: 200).midpoint.magnitude.roundedUpDouble
      }
      let (early, late) = (try error(600 + parity), try error(1200 + parity))
      #expect(late < 0.02 || late < 0.75 * early, "seed \(seed): \(kernel): \(early), \(late)")
    }
  }
}
