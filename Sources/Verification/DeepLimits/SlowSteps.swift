internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Recurrences whose steps shrink with the depth L, but so slowly that together they change everything: residual
/// blocks with α = c·L^(-γ), 0 < γ < 1/2.
///
/// Hypotheses, all checked: F(u) - u = h(L)·g(u), 1 - A = h(L)·a(u) with a ≥ 0, and B = β(L)·b(u), where h → 0 and
/// L·h → oo; at L = 1 the step is a ``DeepMap``.
///
/// Lemma 5. Then the laws of lemmas 2 and 3 hold for the last of rL steps with the constants of the step at L:
/// s ~ ((p-1)·e(L)·rL)^(-1/(p-1)) with e(L) = e(1)·h(L)/h(1), and θ ~ rL·b(L)/(1 + c) with b(L) = b(1)·β(L)/β(1), c that
/// of L = 1, for every start in [-1, 1).
/// Proof. g > 0 below 1 by lemma 1 at L = 1, so a number C(δ)/h of steps leads from the start to s ≤ δ. Then w = s^(1-p)
/// grows by (p-1)·e(L)·(1 + o(1)) a step, with o(1) → 0 as δ → 0, uniformly in L; so w_l = (p-1)·e(L)·l·(1 + ε) for l ≥ M/h,
/// with ε → 0 as M → oo. There θ_l = θ_(l-1)·(1 - (c + ε)/l) + β·(b + ε), and before, 0 ≤ A ≤ 1 for large L gives
/// |θ_l| ≤ l·β·max|b|. As in lemma 3, |θ_l/(lβ) - b/(1+c)| is at most ε/r plus a multiple of (M/(hl))^r with
/// r = (1+c)/2; at l = rL the second part vanishes because L·h → oo, and then ε does as M → oo. ∎
struct SlowSteps {
  let store: ExpressionStore
  let index: Symbol
  /// h(L), up to a constant factor: what the step adds at u = 0.
  private let pace: Expression
  private let paceTerm: LeadingTerm
  private let first: Expression
  private let map: DeepMap
  /// F at L = 1.
  private let stepAtOne: Expression

  /// Checks the hypotheses on the step.
  init(_ step: Expression, in store: ExpressionStore, index: Symbol) throws(DeepLimitFailure) {
    self.store = store
    self.index = index
    let change = store.difference(step, store.cosine)
    let shape = DeepLimitFailure(
      reason: "a step that depends on \(index.name) is not shown to be u + h(\(index.name))*g(u)")
    guard let pace = try? store.substituting([.cosine: store.rational(0)], in: change),
      let first = try? store.substituting([index: store.rational(1)], in: pace),
      let stepAtOne = try? store.substituting([index: store.rational(1)], in: step)
    else { throw shape }
    self.pace = store.simplified(store.normalForm(of: pace) ?? pace)
    self.first = store.simplified(store.normalForm(of: first) ?? first)
    let terms = AsymptoticEvaluation(in: index, store: store)
    guard CoefficientSign(of: self.first, in: store) == .positive,
      let term = terms.leadingTerm(of: pace), term.exponent > -1, term.exponent < 0,
      CoefficientSign(of: term.coefficient, in: store) == .positive
    else {
      throw DeepLimitFailure(reason: "how fast the steps shrink is not settled")
    }
    paceTerm = term
    self.stepAtOne = store.simplified(stepAtOne)
    map = try DeepMap(self.stepAtOne, in: store)
    guard try isSeparated(change, self.pace, self.first) else { throw shape }
  }

  /// Whether a function of u and L is its value at L = 1 times factor(L)/factor(1).
  private func isSeparated(
    _ function: Expression, _ factor: Expression, _ factorAtOne: Expression
  ) throws(DeepLimitFailure) -> Bool {
    guard let atOne = try? store.substituting([index: store.rational(1)], in: function) else {
      return false
    }
    return store.areProvedEqual(
      store.product(function, factorAtOne), store.product(atOne, factor))
  }

  /// The errors of the laws; `nil` when 1 is approached geometrically.
  private var errors: SlowStepErrors? {
    map.approach.map {
      SlowStepErrors(
        of: stepAtOne, gain: $0.gain, growth: paceTerm.exponent + 1, in: store)
    }
  }

  /// The law of s = 1 - u.
  ///
  /// - Parameter count: N, as a function of L.
  func gap(after count: Expression) throws(DeepLimitFailure) -> StepLaw {
    let atOne = try map.gap()
    guard let errors, let total = try? store.quotient(store.product(count, pace), first),
      let factor = try? store.power(store.simplified(total), atOne.exponent)
    else { throw DeepLimitFailure(reason: "the approach to 1 is not settled") }
    let coefficient = tidy(atOne.coefficient)
    return StepLaw(factor: factor, value: coefficient, limit: coefficient, error: errors.ofGap)
  }

  private func tidy(_ value: Expression) -> Expression {
    store.simplified(store.normalForm(of: value) ?? value)
  }

  /// The law of a companion.
  ///
  /// - Parameters:
  ///   - factor: A.
  ///   - increment: B.
  ///   - count: N, as a function of L.
  ///   - limits: How long and how hard to try.
  func growth(
    _ factor: Expression, _ increment: Expression, after count: Expression, _ limits: Limits
  ) throws -> StepLaw {
    let one = store.rational(1)
    let loss = store.simplified(store.difference(one, factor))
    let unknown = DeepLimitFailure(reason: "the companion of a slow step is not settled")
    guard let errors, try isSeparated(loss, pace, first),
      let lossAtOne = try? store.substituting([index: one], in: loss),
      let weight = try? store.substituting([.cosine: one], in: increment),
      let weightAtOne = try? store.substituting([index: one], in: weight),
      CoefficientSign(of: store.simplified(weightAtOne), in: store) == .positive,
      try isSeparated(increment, weight, weightAtOne)
    else { throw unknown }
    let prover = InequalityProver(store: store, intervals: [:], limits: limits)
    let damping = store.simplified(store.normalForm(of: lossAtOne) ?? lossAtOne)
    guard RangeAnalysis(store: store, intervals: [:]).isDefined(damping),
      case .proved = try prover.prove(damping, .nonnegative)
    else {
      throw DeepLimitFailure(reason: "the factor of the companion is not shown to be at most 1")
    }
    guard let factorAtOne = try? store.substituting([index: one], in: factor),
      let incrementAtOne = try? store.substituting([index: one], in: increment),
      case let rate = try map.growth(
        store.simplified(factorAtOne), store.simplified(incrementAtOne)),
      let ratio = try? store.quotient(rate, weightAtOne)
    else { throw unknown }
    let coefficient = tidy(ratio)
    return StepLaw(
      factor: store.product(count, store.simplified(weight)), value: coefficient,
      limit: coefficient,
      error: errors.ofGrowth(damping, store.simplified(incrementAtOne), weightAtOne))
  }
}
