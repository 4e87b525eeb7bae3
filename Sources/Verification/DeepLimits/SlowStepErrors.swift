internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The errors of the laws of slow steps, relative to their leading terms.
///
/// Lemma 5b. In lemma 5 let 1 - f(1 - s) at L = 1 be s - e·s^p + O(s^q), q > p, and τ = Nh. With ν = min(1, (q - p)/(p - 1)),
/// s_N = ((p-1)·e(L)·N)^(-1/(p-1))·(1 + O(τ^(-ν))), with O(log τ/τ) where q - p = p - 1. If 1 - A = a·s^(p-1) + O(s^r), a > 0, and B = b +
/// O(s^m), θ_N is its leading term times 1 + O(τ^(-η)) with η = min(ν, r/(p-1) - 1, m/(p-1)), and the same logarithm if η = ν; for 1 - A =
/// O(s^r), r > p - 1, too, with another factor log τ if η = 1.
/// Proof. docs/deep-limits.md: w = s^(1-p) grows by (p-1)·e·h·(1 + O(w^(-(q-p)/(p-1)))) + O(h²/w) in a step, and y = θ/(lβ) - b/(1 + c) obeys y_l =
/// y_(l-1)·(1 - (1 + c)/l) + O((hl)^(-η)/l) + O(1/l²).
struct SlowStepErrors {
  let store: ExpressionStore
  /// The exponent of τ in L, positive.
  let growth: Rational
  /// p - 1.
  let gain: Rational
  /// ν, and whether there is a logarithm.
  private let approach: (exponent: Rational, hasLogarithm: Bool)?

  /// - Parameters:
  ///   - step: f, as a function of t.
  ///   - gain: p - 1.
  ///   - growth: The exponent of τ in L.
  init(of step: Expression, gain: Rational, growth: Rational, in store: ExpressionStore) {
    self.store = store
    self.gain = gain
    self.growth = growth
    let distance = store.simplified(store.difference(store.rational(1), step))
    guard let terms = AlgebraicTerms(of: distance, at: .one, count: 3, in: store),
      let next = terms.exponent(2, orAtLeast: 2 + 2 * gain)
    else {
      approach = nil
      return
    }
    let ratio = (next - 1) / gain - 1
    approach = (min(ratio, 1), ratio.isOne)
  }

  /// The relative error of s.
  var ofGap: AsymptoticOrder {
    approach.map { order($0.exponent, $0.hasLogarithm ? 1 : 0) } ?? .little(.one)
  }

  /// The relative error of θ.
  ///
  /// - Parameters:
  ///   - loss: 1 - A at L = 1.
  ///   - increment: B at L = 1.
  ///   - end: B at t = 1, at L = 1.
  func ofGrowth(
    _ loss: Expression, _ increment: Expression, _ end: Expression
  ) -> AsymptoticOrder {
    let rest = store.simplified(store.difference(increment, end))
    guard let approach,
      let damping = AlgebraicTerms(of: loss, at: .one, count: 2, in: store),
      let weight = AlgebraicTerms(of: rest, at: .one, count: 1, in: store),
      let first = damping.exponent(0, orAtLeast: 2 * gain), first >= gain,
      let second = first == gain ? damping.exponent(1, orAtLeast: 2 * gain) : first,
      let added = weight.exponent(0, orAtLeast: gain), added.signum > 0
    else { return .little(.one) }
    let exponent = min(approach.exponent, second / gain - 1, added / gain)
    var logarithm: Rational = approach.hasLogarithm && exponent == approach.exponent ? 1 : 0
    if first > gain, exponent.isOne { logarithm = logarithm + 1 }
    return order(exponent, logarithm)
  }

  /// O(τ^(-exponent)·(log τ)^logarithm) in L.
  private func order(_ exponent: Rational, _ logarithm: Rational) -> AsymptoticOrder {
    .big(AsymptoticPower(-growth * exponent, logarithm: logarithm))
  }
}
