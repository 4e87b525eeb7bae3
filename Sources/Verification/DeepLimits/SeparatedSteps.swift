internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Steps that depend on the depth L by factors alone: F(u) - u = λ(L)·g(u), A(u) - 1 = λ(L)·a(u), B(u) = β(L)·b(u).
///
/// The factors are normalised, λ ~ L^(-p) and β ~ L^e, and exact; g has a continuous derivative on [-1, 1], and a and b
/// are continuous there. All of that is checked.
struct SeparatedSteps {
  let euler: EulerSteps
  /// g, as a function of t.
  let slope: Expression
  /// λ, as a function of L.
  let pace: Expression
  /// p.
  let order: Rational
  let companion: Companion?

  /// What a companion does in a step: θ becomes (1 + λ·a)·θ + β·b.
  struct Companion {
    let damping: Expression
    let increment: Expression
    let weight: Expression
  }

  /// Numbers at which a function is likely to differ from 0.
  private static let points = [Rational(0), 1, Rational(1, over: 2), Rational(-1, over: 2)]

  private var store: ExpressionStore { euler.store }

  /// - Parameters:
  ///   - map: F, as a function of t and L.
  ///   - companion: A and B.
  init?(
    _ map: Expression, companion: (factor: Expression, increment: Expression)?, _ euler: EulerSteps
  ) {
    self.euler = euler
    let store = euler.store
    let change = store.simplified(store.difference(map, store.cosine))
    guard let (slope, pace, exponent) = Self.parts(of: change, euler), exponent.signum < 0,
      let curvature = try? store.derivative(of: slope, with: .cosine),
      RangeAnalysis(store: store, intervals: [:]).isDefined(store.simplified(curvature))
    else { return nil }
    self.slope = slope
    self.pace = pace
    order = -exponent
    guard let (factor, added) = companion else {
      self.companion = nil
      return
    }
    let loss = store.simplified(store.difference(factor, store.rational(1)))
    guard let (increment, weight, _) = Self.parts(of: store.simplified(added), euler) else {
      return nil
    }
    var damping = store.rational(0)
    if !store.areProvedEqual(loss, damping) {
      guard let term = euler.uniform(loss), term.exponent == exponent,
        store.areProvedEqual(loss, store.product(pace, term.coefficient))
      else { return nil }
      damping = store.simplified(term.coefficient)
    }
    self.companion = Companion(damping: damping, increment: increment, weight: weight)
  }

  /// A function of t and L as a product of its leading coefficient and of a function of L.
  private static func parts(
    of function: Expression, _ euler: EulerSteps
  ) -> (shape: Expression, factor: Expression, exponent: Rational)? {
    let store = euler.store
    guard let term = euler.uniform(function) else { return nil }
    let shape = store.simplified(term.coefficient)
    for point in points {
      let place = [Symbol.cosine: store.rational(point)]
      guard let value = try? store.substituting(place, in: function),
        let unit = try? store.substituting(place, in: shape)
      else { continue }
      let sign = CoefficientSign(of: unit, in: store)
      guard sign == .positive || sign == .negative, let ratio = try? store.quotient(value, unit)
      else { continue }
      let factor = store.simplified(store.normalForm(of: ratio) ?? ratio)
      guard store.areProvedEqual(function, store.product(factor, shape)) else { return nil }
      return (shape, factor, term.exponent)
    }
    return nil
  }

  // MARK: Values

  /// A function of t at a number or along a function.
  func at(_ point: Expression, _ function: Expression) -> Expression? {
    (try? store.substituting([.cosine: point], in: function)).map(store.simplified)
  }

  /// The derivative of a function of t that is shown to exist on (-1, 1).
  func derivativeInside(of function: Expression) -> Expression? {
    let inside = Assumption(lower: .init(-1, isIncluded: false), upper: .init(1, isIncluded: false))
    guard let found = try? store.derivative(of: function, with: .cosine) else { return nil }
    let derivative = store.simplified(found)
    let analysis = RangeAnalysis(store: store, intervals: [.cosine: inside])
    return analysis.isDefined(derivative) ? derivative : nil
  }

  /// Whether the steps lead away from -1: g(-1) > 0.
  var leavesMinusOne: Bool {
    guard let value = at(store.rational(-1), slope) else { return false }
    return CoefficientSign(of: value, in: store) == .positive
  }
}
