import Arithmetic
import Expressions
import TestSupport
import Testing

/// Derivatives against difference quotients, enclosed by the mean value theorem.
struct DerivativeTests {
  /// f(b) - f(a) lies in (b - a)·f'([a, b]) when f is smooth on [a, b].
  @Test func meanValues() {
    var compared = 0
    forEachSeed(6000, from: 500_000) { random, seed in
      let store = storeWithAlpha()
      guard let built = try? random.recipe(depth: 4).build(in: store),
        let slope = try? store.derivative(of: built, with: .cosine)
      else { return }
      let low = Rational(random.int(-900...890), over: 1000)
      let high = low + Rational(random.int(1...9), over: 1000)
      let alpha = RealBall(random.rational(from: 1, to: 3), precision: 128)
      func values(_ t: RealBall, _ parts: [Expression]) -> [RealBall]? {
        let box = [Symbol.cosine: t, Symbol("alpha"): alpha]
        guard let result = try? Tape(parts, in: store).evaluate(over: box, precision: 128),
          result.isDefinednessProved
        else { return nil }
        return result.values
      }
      guard let a = values(RealBall(low, precision: 128), [built])?[0],
        let b = values(RealBall(high, precision: 128), [built])?[0],
        let slopes = values(RealBall(from: low, to: high, precision: 128), [slope, built]),
        slopes[0].isFinite
      else { return }
      compared += 1
      let rise = b.subtracting(a, precision: 128)
      let bound = slopes[0].multiplied(by: high - low, precision: 128)
      #expect(bound.overlaps(rise), "seed \(seed) on [\(low), \(high)]: \(store.text(built))")
      #expect(slopes[1].overlaps(a) && slopes[1].overlaps(b), "seed \(seed): containment")
    }
    #expect(compared > 2000)
  }

  /// f(t + h) - f(t - h) = 2h·f'(t) + O(h³), at a point away from singularities.
  @Test(arguments: [
    (Function.arccos, Rational(1, over: 3)), (.arcsin, Rational(-2, over: 5)), (.exp, 2),
    (.log, Rational(7, over: 3)), (.erf, Rational(1, over: 2)), (.normalCDF, -1), (.sin, 3),
    (.cos, Rational(-5, over: 4)), (.abs, -2), (.kappa(0), Rational(1, over: 7)),
    (.kappa(1), Rational(-4, over: 5)), (.kappa(2), Rational(2, over: 3)),
    (.kappa(3), Rational(1, over: 5)), (.kappa(7), Rational(-1, over: 5)),
  ])
  func functions(function: Function, point: Rational) throws {
    let store = ExpressionStore()
    // The symbol x may take any value, t may not.
    let x = Symbol("x")
    let value = try store.function(function, store.symbol(x))
    let slope = try store.derivative(of: value, with: x)
    func at(_ expression: Expression, _ place: Rational) throws -> Double {
      try Tape(expression, in: store).evaluate(at: [x: place], goal: .absolute(bits: 200)).value
        .midpoint.double(rounding: .nearest)
    }
    let step = Rational(1, over: 1 << 12)
    let quotient = (try at(value, point + step) - at(value, point - step)) * Double(1 << 11)
    #expect(abs(quotient - (try at(slope, point))) < 1e-5, "\(function.name) at \(point)")
  }

  @Test func slopesOfTheKernels() throws {
    let store = ExpressionStore()
    let t = store.cosine
    #expect(
      try store.derivative(of: store.function(.kappa(1), t), with: .cosine)
        == store.function(.kappa(0), t))
    for n in 1...6 {
      let factor = Rational(n * n, over: 2 * n - 1)
      let slope = try store.derivative(of: store.function(.kappa(n), t), with: .cosine)
      #expect(slope == store.scaled(try store.function(.kappa(n - 1), t), by: factor))
    }
  }

  @Test func ofAConstantIsZero() throws {
    let store = storeWithAlpha()
    let constant = try store.function(.log, store.symbol(Symbol("alpha")))
    #expect(try store.derivative(of: constant, with: .cosine) == store.rational(0))
    #expect(try store.derivative(of: store.pi, with: .cosine) == store.rational(0))
  }
}
