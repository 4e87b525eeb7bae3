import Arithmetic
import Expressions
import TestSupport
import Testing

/// Values of initial value problems, against closed forms and against integrals.
struct FlowTests {
  private let store = ExpressionStore()

  private func state(_ place: Int) -> Expression { store.symbol(FlowFunction.state(place)) }

  private func number(_ p: Int, _ q: Int = 1) -> Expression { store.rational(Rational(p, over: q)) }

  private func value(_ expression: Expression, bits: Int = 140) throws -> RealBall {
    let result = try Tape(expression, in: store).evaluate(at: [:], goal: .absolute(bits: bits))
    #expect(result.isGoalMet && result.isDefinednessProved)
    return result.value
  }

  /// u' = κ₁(u) - u and θ' = θ(κ₀(u) - 1) + κ₁(u) + uκ₀(u).
  private func deepLimit(
    _ component: Int, from start: Expression, after time: Expression
  ) throws -> Expression {
    let (u, theta) = (state(0), state(1))
    let k0 = try store.function(.kappa(0), u)
    let k1 = try store.function(.kappa(1), u)
    let slope = store.sum([
      store.product(theta, store.difference(k0, number(1))), k1, store.product(u, k0),
    ])
    return try store.flow(
      named: "limit", [("u", store.difference(k1, u)), ("theta", slope)], component: component,
      from: [start, number(0)], after: time)
  }

  /// u(T) and θ(T)/(2T), from the integrals T = ∫ du/g(u), θ(T) = g(u_T)·∫ h(u)/g(u)² du over [t, u_T] with g = κ₁ - u,
  /// h = κ₁ + uκ₀ (mpmath 1.3, Gauss–Legendre with 50 digits; shown are 40).
  @Test(arguments: [
    (
      0, 1, 1, 1, "0.2538591012975112104564541165952573018921",
      "0.1928473823204578020738615230245660423955"
    ),
    (
      1, 2, 1, 1, "0.5932296714324841803117614229606989534637",
      "0.4399066014984352449693454024882502255625"
    ),
    (
      -1, 2, 1, 1, "-0.0438914246811971958597580171811967878524",
      "0.04734548241776220011738772935422115977281"
    ),
    (
      9, 10, 1, 1, "0.9088950465154269915737073033303151694645",
      "0.7895495045884306068204426114957256680769"
    ),
    (
      -9, 10, 1, 1, "-0.2563503441766691467359042451337819217643",
      "-0.0144411927793014925092720655313676523351"
    ),
    (
      0, 1, 1, 4, "0.07487908314012197899940235598391650126932",
      "0.1687017556766272085695919437419403291848"
    ),
    (
      1, 3, 5, 1, "0.7478840814831649055228902789759075864583",
      "0.3234379573476072151154643266754602106645"
    ),
  ])
  func deepLimitOfResidualBlocks(
    _ p: Int, _ q: Int, _ top: Int, _ bottom: Int, _ u: String, _ kernel: String
  ) throws {
    let time = number(top, bottom)
    let first = try value(try deepLimit(0, from: number(p, q), after: time))
    #expect(first.overlaps(try ball(u)))
    let second = try deepLimit(1, from: number(p, q), after: time)
    let normalised = try value(
      store.product(second, number(bottom, 2 * top)))
    #expect(normalised.overlaps(try ball(kernel)))
  }

  /// A decimal number with an error of 2 units in its last place, some 10^-40.
  private func ball(_ digits: String) throws -> RealBall {
    let isNegative = digits.hasPrefix("-")
    let text = isNegative ? String(digits.dropFirst()) : digits
    let size = try #require(Rational(text))
    let value = RealBall(isNegative ? -size : size, precision: 200)
    return value.widened(by: .powerOfTwo(-131))
  }

  /// Slopes 0 at the start: the solution rests, and what depends on it alone grows linearly.
  @Test func valuesAtRest() throws {
    let time = store.symbol(Symbol("T"))
    #expect(try deepLimit(0, from: number(1), after: time) == number(1))
    #expect(try deepLimit(1, from: number(1), after: time) == store.product(number(2), time))
    #expect(try deepLimit(1, from: store.cosine, after: number(0)) == number(0))
  }

  /// At -1 the slope of θ has no derivative; the values are those of the integrals above.
  @Test(arguments: [
    (
      1, "-0.3058091688074832170511941033303581559316",
      "-0.02180743309853430014515333751547631622888"
    ),
    (
      2, "0.06737231601085889857686991212508236174278",
      "0.04072542022375837872897143349958205747139"
    ),
  ])
  func startsAtTheSingularity(_ time: Int, _ u: String, _ kernel: String) throws {
    let first = try value(try deepLimit(0, from: number(-1), after: number(time)), bits: 60)
    #expect(first.overlaps(try ball(u)))
    let second = try deepLimit(1, from: number(-1), after: number(time))
    let normalised = try value(store.product(second, number(1, 2 * time)), bits: 60)
    #expect(normalised.overlaps(try ball(kernel)))
  }

  /// u' = b - a·u and u' = 1 - u² have closed forms.
  @Test func closedForms() throws {
    var random = SplitMix64(seed: 0x0F10)
    for _ in 0..<20 {
      let a = Rational(1 + random.below(8), over: 1 + random.below(4))
      let b = Rational(random.below(21) - 10, over: 1 + random.below(9))
      let time = Rational(1 + random.below(20), over: 1 + random.below(9))
      let start = Rational(random.below(41) - 20, over: 1 + random.below(9))
      let linear = try store.flow(
        named: "linear",
        [("x", store.difference(store.rational(b), store.scaled(state(0), by: a)))], component: 0,
        from: [store.rational(start)], after: store.rational(time))
      let decay = RealBall.exp(RealBall(-a * time, precision: 300), precision: 300)
      let exact = decay.multiplied(by: start - b / a, precision: 300)
        .adding(RealBall(b / a, precision: 300), precision: 300)
      #expect(try value(linear).overlaps(exact), "a = \(a), b = \(b), T = \(time), x = \(start)")

      let inside = Rational(random.below(199) - 99, over: 100)
      let hyperbolic = try store.flow(
        named: "tanh", [("x", store.difference(number(1), try store.power(state(0), 2)))],
        component: 0, from: [store.rational(inside)], after: store.rational(time))
      let growth = RealBall.exp(RealBall(2 * time, precision: 300), precision: 300)
        .multiplied(by: 1 + inside, precision: 300)
      let rest = RealBall(1 - inside, precision: 300)
      let tanh = growth.subtracting(rest, precision: 300)
        .divided(by: growth.adding(rest, precision: 300), precision: 300)
      #expect(try value(hyperbolic).overlaps(tanh), "T = \(time), x = \(inside)")
    }
  }

  /// An enclosure over a ball of starts holds the values at its points, also next to the singularities.
  @Test func ballsOfStarts() throws {
    var random = SplitMix64(seed: 0x0F11)
    let start = Symbol("t")
    let flow = try deepLimit(1, from: store.symbol(start), after: number(1))
    let tape = Tape(flow, in: store)
    for _ in 0..<12 {
      let centre = Rational(random.below(201) - 100, over: 100)
      let radius = Rational(1, over: 1 << (1 + random.below(20)))
      let lower = max(centre - radius, -1)
      let upper = min(centre + radius, 1)
      let box = [start: RealBall(from: lower, to: upper, precision: 64)]
      let wide = try tape.evaluate(over: box, precision: 64).values[0]
      #expect(wide.isFinite, "[\(lower), \(upper)]")
      for part in [1, 2, 3] {
        let point = lower + (upper - lower) * Rational(part, over: 4)
        let inner = try tape.evaluate(at: [start: point], goal: .absolute(bits: 30)).value
        #expect(wide.overlaps(inner), "[\(lower), \(upper)] at \(point)")
      }
    }
  }

  /// What is not shown to have a solution for all times is refused.
  @Test func refusals() throws {
    func flow(_ slope: Expression) throws -> Expression {
      try store.flow(
        named: "f", [("x", slope)], component: 0, from: [store.cosine], after: number(1))
    }
    let x = state(0)
    // Explodes in a finite time.
    #expect(throws: FlowObstacle.self) { try flow(try store.power(x, 2)) }
    // Leaves [-1, 1].
    #expect(throws: FlowObstacle.self) { try flow(try store.function(.kappa(1), x)) }
    // Not unique: the slope has no derivative at 1.
    #expect(throws: FlowObstacle.self) {
      try flow(store.difference(try store.function(.kappa(0), x), number(1)))
    }
    #expect(throws: ExpressionError.self) {
      try deepLimit(0, from: number(2), after: number(1))
    }
  }

  /// The derivative with respect to the time is the slope.
  @Test func derivativeInTime() throws {
    let time = Symbol("s")
    store.assume(Assumption(lower: .init(0, isIncluded: true), upper: nil), of: time)
    let flow = try deepLimit(0, from: number(0), after: store.symbol(time))
    let slope = try store.derivative(of: flow, with: time)
    let there = try store.substituting([time: number(1)], in: slope)
    let u = try value(try deepLimit(0, from: number(0), after: number(1)))
    var algebra = RealBallAlgebra(precision: 200, bindings: [:])
    let k1 = try algebra.function(.kappa(1), u, argument: 0, isInDomain: true)
    #expect(try value(there).overlaps(k1.subtracting(u, precision: 200)))
  }
}
