internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Steps that together change little, to second order: residual blocks with α = c·L^(-γ), γ > 1/2.
///
/// Lemma 7. Let F(u) = u + λ·g(u) map [-1, 1] into itself, A = 1 + λ·a(u), B = β·b(u), θ_0 = 0, with g Lipschitz and a, b
/// continuous, λ > 0; let N → oo and τ = Nλ → 0. Then for a start v
/// (1) u_N = v + τ·g(v) + O(τ²);
/// (2) θ_N = Nβ·(b(v) + (τ - λ)/2·(b'(v)·g(v) + a(v)·b(v)) + O(τ²)) where b has two and a one continuous derivative around v;
/// and so with o(τ) in the place of O(τ²) where b has a derivative at v;
/// (3) θ_N = Nβ·(b(-1) + c·(g(-1)·τ)^s/(1 + s) + O(τ^q) + O(τ^s/N)) for v = -1, if g(-1) > 0 and b(-1 + ε) = b(-1) + c·ε^s + O(ε^q),
/// 0 < s < 1, s < q ≤ 1.
/// Proof. All |u_j - v| are at most τ·max|g|, so g(u_j) = g(v) + O(τ) and u_j = v + jλ·(g(v) + O(τ)) for j ≤ N, which is (1). The product of the
/// A(u_i) over j < i < N is 1 + O(τ), and 1 + (N - 1 - j)·λ·a(v) + O(τ²) if a is differentiable; that of b(u_j) with it, summed over
/// j < N, is θ_N/β. In (2) b(u_j) = b(v) + b'(v)·g(v)·jλ + O(τ²), and Σj = Σ(N - 1 - j) = N(N - 1)/2. In (3) b(u_j) = b(-1) +
/// c·(g(-1)·jλ)^s + O(τ^q), as (g(-1) + O(τ))^s = g(-1)^s + O(τ) and s + 1 > q, and Σj^s = N^(1+s)/(1 + s) + O(N^s). ∎
struct SmallSteps {
  let steps: SeparatedSteps
  /// N, as a function of L with the leading term r·L.
  let count: Expression

  private var store: ExpressionStore { steps.euler.store }
  /// The exponent of τ.
  private var change: Rational { 1 - steps.order }
  /// τ.
  private var total: Expression { store.product(count, steps.pace) }

  /// The law of the main sequence, for every start in [-1, 1].
  func correlation() -> StepLaw {
    StepLaw(
      factor: store.rational(1),
      value: store.sum(store.cosine, store.product(total, steps.slope)), limit: store.cosine,
      error: .big(AsymptoticPower(change * 2)))
  }

  /// The law of the companion; `nil` where b is not shown to be smooth enough.
  func companion(from place: StartPlace) -> StepLaw? {
    switch place {
    case .inside: fromInside()
    case .minusOne: fromMinusOne()
    }
  }

  private func fromInside() -> StepLaw? {
    guard let companion = steps.companion,
      let first = steps.derivativeInside(of: companion.increment),
      steps.derivativeInside(of: first) != nil, steps.derivativeInside(of: companion.damping) != nil
    else { return nil }
    return law(companion, slope: first, isSmooth: true)
  }

  /// Case (2), with the derivative of b.
  private func law(
    _ companion: SeparatedSteps.Companion, slope: Expression, isSmooth: Bool
  ) -> StepLaw {
    let bend = store.sum(
      store.product(slope, steps.slope), store.product(companion.damping, companion.increment))
    let half = store.scaled(store.difference(total, steps.pace), by: Rational(1, over: 2))
    return StepLaw(
      factor: store.product(count, companion.weight),
      value: store.sum(companion.increment, store.product(half, bend)),
      limit: companion.increment,
      error: isSmooth ? .big(AsymptoticPower(change * 2)) : .little(AsymptoticPower(change)))
  }

  /// Case (3), or (2) where b has a derivative at -1.
  private func fromMinusOne() -> StepLaw? {
    guard let companion = steps.companion, steps.leavesMinusOne,
      let start = steps.at(store.rational(-1), companion.increment),
      let away = steps.at(store.rational(-1), steps.slope)
    else { return nil }
    let rise = store.difference(companion.increment, start)
    guard let terms = AlgebraicTerms(of: rise, at: .minusOne, count: 2, in: store),
      let s = terms.exponent(0, orAtLeast: 2), s.signum > 0
    else { return nil }
    guard let first = terms.terms.first, s < 1 else {
      let slope = s.isOne ? terms.terms.first?.coefficient : nil
      return law(companion, slope: slope ?? store.rational(0), isSmooth: false)
    }
    guard let next = terms.exponent(1, orAtLeast: 1),
      let power = try? store.power(store.product(away, total), s)
    else { return nil }
    let rest = min(next, 1)
    let term = store.scaled(store.product(first.coefficient, power), by: Rational(1) / (1 + s))
    return StepLaw(
      factor: store.product(count, companion.weight), value: store.sum(start, term), limit: start,
      error: .big(AsymptoticPower(max(change * rest, change * s - 1))))
  }
}
