internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Steps that follow a differential equation, to second order: residual blocks with α² = T/L.
///
/// Lemma 8. Let F(u) = u + λ·g(u) map [-1, 1] into itself, A = 1 + λ·a(u), B = β·b(u), θ_0 = 0; let λ ~ 1/L, N → oo and τ = Nλ → r > 0.
/// Let g have a continuous derivative on [-1, 1]. With U' = g(U), U(0) = v, W' = -g'(U)/2, W(0) = 0, and Θ' = a(U)·Θ + b(U), Θ(0) = 0,
/// (1) u_N = U(τ) + λ·g(U(τ))·W(τ) + o(λ).
/// If moreover a = g', and a, b are continuous on [-1, 1] with continuous derivatives on (-1, 1), and v is in (-1, 1), or v = -1,
/// g(-1) > 0 and the derivatives are O((1 + u)^(-σ)) at -1 with σ < 1, then
/// (2) θ_N = (β/λ)·(Θ(τ) + λ·((W(τ) - 1/2)·Θ'(τ) + b(v)·e^(-2W(τ))/2) + o(λ)).
/// The proof is in docs/deep-limits.md: the error of Euler's method solves the linearised equation with -U''/2 and
/// -Θ''/2 added, and with a = g' that has a closed form.
struct EulerError {
  let steps: SeparatedSteps
  /// N, as a function of L with the leading term r·L.
  let count: Expression
  /// r.
  let time: Rational
  /// U(r), as a function of the start t.
  let end: Expression
  /// What the main sequence is called.
  let name: String

  private var store: ExpressionStore { steps.euler.store }

  /// τ - r, and the order of the error: of (τ - r)² and of o(1/L).
  private func delay() -> (value: Expression, error: AsymptoticOrder)? {
    let delay = store.difference(store.product(count, steps.pace), store.rational(time))
    if store.areProvedEqual(delay, store.rational(0)) {
      return (store.rational(0), .little(AsymptoticPower(-1)))
    }
    guard let term = steps.euler.uniform(store.simplified(delay)), term.exponent.signum < 0 else {
      return nil
    }
    let square = term.exponent * 2
    return (delay, max(.big(AsymptoticPower(square)), .little(AsymptoticPower(-1))))
  }

  /// W(r), as a function of the start.
  private func shift() -> Expression? {
    guard let derivative = try? store.derivative(of: steps.slope, with: .cosine) else { return nil }
    let rate = store.scaled(derivative, by: Rational(-1, over: 2))
    return try? steps.euler.limit(
      name, steps.slope, companion: ("W", store.rational(0), store.simplified(rate)), after: time)
  }

  /// The law of the main sequence, for every start in [-1, 1].
  func correlation() -> StepLaw? {
    guard let slope = steps.at(end, steps.slope), let shift = shift(), let delay = delay() else {
      return nil
    }
    let time = store.sum(delay.value, store.product(steps.pace, shift))
    return StepLaw(
      factor: store.rational(1), value: store.sum(end, store.product(slope, time)), limit: end,
      error: delay.error)
  }

  /// The law of the companion; `nil` where a hypothesis is not shown.
  ///
  /// - Parameter value: Θ(r).
  func companion(_ value: Expression, from place: StartPlace) -> StepLaw? {
    guard let companion = steps.companion, isSmooth(companion, from: place),
      let shift = shift(), let delay = delay(),
      let damping = steps.at(end, companion.damping),
      let increment = steps.at(end, companion.increment),
      let factor = try? store.quotient(companion.weight, steps.pace),
      let growth = try? store.function(.exp, store.scaled(shift, by: -2))
    else { return nil }
    let half = Rational(1, over: 2)
    let slope = store.sum(store.product(damping, value), increment)
    let time = store.sum(
      delay.value,
      store.product(steps.pace, store.difference(shift, store.rational(half))))
    let first = store.product(
      store.scaled(steps.pace, by: half), store.product(companion.increment, growth))
    return StepLaw(
      factor: factor, value: store.sum([value, store.product(time, slope), first]),
      limit: value, error: delay.error)
  }

  /// The hypotheses of (2).
  private func isSmooth(_ companion: SeparatedSteps.Companion, from place: StartPlace) -> Bool {
    guard let derivative = try? store.derivative(of: steps.slope, with: .cosine),
      store.areProvedEqual(derivative, companion.damping),
      place == .inside || steps.leavesMinusOne
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
