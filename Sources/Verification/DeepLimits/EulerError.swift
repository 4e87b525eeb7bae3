internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Steps that follow a differential equation, to second order: residual blocks with α² = T/L.
///
/// Lemma 8. Let F(u) = u + λ·g(u) map [-1, 1] into itself, A = 1 + λ·a(u), B = β·b(u), θ_0 = 0; let λ ~ 1/L, N → oo and τ = Nλ → r > 0.
/// Let g have a continuous derivative on [-1, 1], and g(v) > 0 at the start v. With U' = g(U), U(0) = v, and Θ' = a(U)·Θ + b(U), Θ(0) = 0,
/// (1) u_N = U(τ) - (λ/2)·g(U(τ))·ln(g(U(τ))/g(v)) + o(λ).
/// If moreover a = g', and a, b are continuous on [-1, 1] with continuous derivatives on (-1, 1), which for v = -1 are
/// O((1 + u)^(-σ)) at -1, σ < 1, then
/// (2) θ_N = (β/λ)·(Θ(τ) + (λ/2)·(b(v)·g(U(τ))/g(v) - (1 + ln(g(U(τ))/g(v)))·Θ'(τ)) + o(λ)).
/// The proof is in docs/deep-limits.md: the error of Euler's method is the solution of the linearised equation whose
/// inhomogeneity is -U''/2 and -Θ''/2, and with a = g' that has a closed form.
struct EulerError {
  let steps: SeparatedSteps
  /// N, as a function of L with the leading term r·L.
  let count: Expression
  /// r.
  let time: Rational
  /// U(r), as a function of the start t.
  let end: Expression

  private var store: ExpressionStore { steps.euler.store }

  /// g(U(r)).
  private var endSlope: Expression? { steps.at(end, steps.slope) }

  /// ln(g(U(r))/g(v)).
  private func logarithm(_ slope: Expression) throws -> Expression {
    try store.function(.log, try store.quotient(slope, steps.slope))
  }

  /// The order of what is neglected: of (τ - r)² and of o(1/L).
  private func neglected() -> (delay: Expression, order: Rational, isBounded: Bool)? {
    let delay = store.difference(store.product(count, steps.pace), store.rational(time))
    if store.areProvedEqual(delay, store.rational(0)) { return (store.rational(0), -1, false) }
    guard let term = steps.euler.uniform(store.simplified(delay)), term.exponent.signum < 0 else {
      return nil
    }
    let square = term.exponent * 2
    return square < -1 ? (delay, -1, false) : (delay, square, true)
  }

  /// The law of the main sequence where g(v) > 0.
  func correlation() -> StepLaw? {
    guard let slope = endSlope, let logarithm = try? logarithm(slope),
      let (delay, order, isBounded) = neglected()
    else { return nil }
    let half = store.scaled(steps.pace, by: Rational(-1, over: 2))
    let change = store.product(slope, store.sum(delay, store.product(half, logarithm)))
    return StepLaw(
      factor: store.rational(1), value: store.sum(end, change), limit: end, order: order,
      isBounded: isBounded)
  }

  /// The law of the companion where g(v) > 0; `nil` where a hypothesis is not shown.
  ///
  /// - Parameter value: Θ(r).
  func companion(_ value: Expression, from place: StartPlace) -> StepLaw? {
    guard let companion = steps.companion, isSmooth(companion, from: place),
      let slope = endSlope, let (delay, order, isBounded) = neglected(),
      let damping = steps.at(end, companion.damping),
      let increment = steps.at(end, companion.increment),
      let logarithm = try? logarithm(slope),
      let factor = try? store.quotient(companion.weight, steps.pace),
      let growth = try? store.quotient(slope, steps.slope)
    else { return nil }
    let rate = store.sum(store.product(damping, value), increment)
    let first = store.product(companion.increment, growth)
    let second = store.product(store.sum(store.rational(1), logarithm), rate)
    let half = store.scaled(steps.pace, by: Rational(1, over: 2))
    let error = store.product(half, store.difference(first, second))
    return StepLaw(
      factor: factor, value: store.sum([value, store.product(delay, rate), error]),
      limit: value, order: order, isBounded: isBounded)
  }

  /// The hypotheses of (2).
  private func isSmooth(_ companion: SeparatedSteps.Companion, from place: StartPlace) -> Bool {
    guard let derivative = try? store.derivative(of: steps.slope, with: .cosine),
      store.areProvedEqual(derivative, companion.damping)
    else { return false }
    return [companion.damping, companion.increment].allSatisfy { function in
      guard let derivative = steps.derivativeInside(of: function) else { return false }
      return place == .inside || isIntegrable(derivative)
    }
  }

  /// Whether a function is O((1 + t)^(-σ)) at -1 with σ < 1.
  private func isIntegrable(_ function: Expression) -> Bool {
    if store.areProvedEqual(function, store.rational(0)) { return true }
    guard
      let expansion = try? PuiseuxExpansion.expand(function, at: .minusOne, .terms(1), in: store),
      expansion.conditions.isEmpty, let first = expansion.terms.first
    else { return false }
    return first.exponent > -1
  }
}
