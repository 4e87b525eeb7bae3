import Arithmetic
import Expressions
import Language
import Recurrences
import TestSupport
import Testing

@testable import Singularities

/// Where kernels map the upper half-plane.
struct HalfPlaneTests {
  private func image(_ kernel: String) throws -> HalfPlaneImage {
    let reader = try Reader()
    return HalfPlaneImage(of: try reader.kernel(kernel), in: reader.elaborator.recurrences)
  }

  @Test(arguments: [
    ("t", Rational(1)), ("kappa0", Rational(1, over: 2)), ("step_gpk(3)", Rational(1, over: 2)),
    ("sqrt(1 + kappa0)", Rational(1, over: 4)), ("kappa0*sqrt(1 + t)", Rational(1)),
    ("-arccos(t)", Rational(1)), ("log(2 + t)", Rational(1)), ("1/(2 - t)", Rational(1)),
    ("sqrt(1 + t)*sqrt(2 + t)", Rational(1)), ("alpha*kappa0 + 1", Rational(1, over: 2)),
    ("dual(erf)", Rational(1)), ("(1 + t)^(1/3)", Rational(1, over: 3)),
  ])
  func upper(kernel: String, opening: Rational) throws {
    #expect(try image(kernel) == .sector(isUpper: true, opening: opening))
  }

  @Test(arguments: ["arccos(t)", "-t", "sqrt(1 - t)", "1/(2 + t)", "-kappa0", "2 - t"])
  func lower(kernel: String) throws {
    guard case .sector(isUpper: false, opening: _) = try image(kernel) else {
      Issue.record("\(try image(kernel))")
      return
    }
  }

  /// Analytic off the cuts, without a turn that the structure shows.
  @Test(arguments: [
    "kappa1", "fc_ntk(1)", "laplace(alpha)", "t^2", "kappa0 - t", "(1 + t)^(3/2)", "Phi2(-1, 2, t)",
    "kappa1*exp(t)*log(2 + t)", "sqrt(1 + t)*sqrt(1 - t)", "erf(kappa0)", "alpha*t - beta*kappa0",
  ])
  func analytic(kernel: String) throws { #expect(try image(kernel) == .analytic) }

  @Test(arguments: ["fc_gpk(2)", "sqrt(2 + t^2)", "abs(t)", "arcsin(t^2/2)", "1/(2 + t^2)"])
  func unknown(kernel: String) throws { #expect(try image(kernel) == .unknown) }

  @Test(arguments: ["1/2", "alpha", "pi - 4"])
  func numbers(kernel: String) throws {
    guard case .constant = try image(kernel) else {
      Issue.record("\(try image(kernel))")
      return
    }
  }

  /// By induction on the depth.
  @Test func everyDepth() throws {
    #expect(try image("step_gpk(L)").isPick)
    #expect(try image("1/(2 - step_gpk(L))").isPick)
    #expect(try image("fc_gpk(L)") == .unknown)
    #expect(try image("res_ntk(L, alpha)") == .unknown)
  }

  /// Random formulas: what the structure says holds of the continuation at random points.
  @Test func randomFormulas() throws {
    var generator = SplitMix64(seed: 20_261_122)
    let reader = try Reader()
    let store = reader.store
    var sectors = 0
    for number in 0..<300 {
      let kernel = try Self.formula(3, &generator, store)
      let image = HalfPlaneImage(of: kernel, in: reader.elaborator.recurrences)
      guard image != .unknown else { continue }
      let ranges = RangeAnalysis(
        store: store,
        intervals: [
          .cosine: Assumption(
            lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
        ])
      guard ranges.isDefined(kernel) else { continue }
      let tape = Tape(kernel, in: store)
      for _ in 0..<6 {
        let z = ComplexBall(
          real: RealBall(Dyadic(generator.int(-200...200), timesPowerOfTwo: -5)),
          imaginary: RealBall(Dyadic(generator.int(1...200), timesPowerOfTwo: -5)))
        let label: Comment =
          "seed \(generator.seed), formula \(number): \(store.text(kernel)) at \(z)"
        let value = try #require(tape.continuation(to: z, precision: 96), label)
        guard case .sector(let isUpper, let opening) = image else { continue }
        sectors += 1
        let height = isUpper ? value.imaginary : value.imaginary.negated()
        #expect(!height.isCertainlyNegative, label)
        // arg f ≤ π·opening.
        let angle = RealBall.atan2(y: height, x: value.real, precision: 96)
        let limit = RealBall.pi(precision: 96).multiplied(
          by: RealBall(opening, precision: 96), precision: 96)
        #expect(!limit.isCertainlyLess(than: angle), label)
      }
    }
    #expect(sectors > 200)
  }

  private static func formula(
    _ depth: Int, _ generator: inout SplitMix64, _ store: ExpressionStore
  ) throws -> Expressions.Expression {
    if depth == 0 || generator.chance(6) {
      return generator.chance(4)
        ? store.rational(Rational(generator.int(-3...3), over: 2)) : store.cosine
    }
    let u = try formula(depth - 1, &generator, store)
    switch generator.below(8) {
    case 0: return try store.function(.kappa(0), bounded(u, &generator, store))
    case 1: return try store.function(.arcsin, bounded(u, &generator, store))
    case 2: return try store.function(.arccos, bounded(u, &generator, store))
    case 3:
      return try store.power(
        store.sum(store.rational(4), u), Rational(generator.int(1...3), over: 3))
    case 4: return try store.function(.log, store.sum(store.rational(5), u))
    case 5: return store.sum(u, try formula(depth - 1, &generator, store))
    case 6: return store.product(u, try formula(depth - 1, &generator, store))
    default: return try store.power(store.sum(store.rational(6), u), Rational(-1))
    }
  }

  /// u in an interval within [-1, 1], as far as u is one of small numbers.
  private static func bounded(
    _ u: Expressions.Expression, _ generator: inout SplitMix64, _ store: ExpressionStore
  ) -> Expressions.Expression {
    u == store.cosine ? u : store.scaled(u, by: Rational(1, over: generator.int(4...8)))
  }
}
