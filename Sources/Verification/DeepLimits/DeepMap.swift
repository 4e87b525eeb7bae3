internal import Arithmetic
internal import Expressions
internal import Puiseux

/// Why no limit in depth is proved.
struct DeepLimitFailure: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}

/// How iterates u_l = f(u_(l-1)) of a map of correlations tend to 1.
///
/// Hypotheses, all checked: f(u) = Σ bₙuⁿ with bₙ ≥ 0 (Schoenberg's cone), f(1) = 1, f(0) > 0, f(-1) < 1, and
/// 1 - f(1 - s) = m·s - e·s^p + o(s^p) with m < 1, or m = 1, p > 1 and e > 0.
///
/// Lemma 1. f(u) > u for -1 ≤ u < 1, so u_l increases to 1 for every u_0 in [-1, 1).
/// Proof. On [0, 1] g = f - u is convex with g(1) = 0 and g'(1) = m - 1 ≤ 0, so g ≥ 0; were g(v) = 0 for some
/// v < 1, g would vanish on [v, 1] by convexity, hence everywhere, against f(0) > 0. For u < 0, with S the sum of the
/// bₙ with odd n, f(u) ≥ b₀ - |u|·S > -|u|, as S ≤ 1 - b₀ < 1. The limit of the increasing sequence is a fixed
/// point, and the only one is 1. f(u) < 1 for u < 1: |f(u)| ≤ f(|u|) < 1 inside, and f(-1) < 1 is assumed. ∎
///
/// Lemma 2. For m = 1, s_l = 1 - u_l satisfies s_l·l^(1/(p-1)) → ((p-1)e)^(-1/(p-1)).
/// Proof. w = s^(1-p) obeys w_l = s_(l-1)^(1-p)·(1 - e·s_(l-1)^(p-1)(1 + o(1)))^(1-p) = w_(l-1) + (p-1)e + o(1), since
/// s_l → 0 by lemma 1; by Cesàro w_l/l → (p-1)e. ∎ Uniform where u_0 ≤ 1 - δ: by Dini s_l → 0 is.
///
/// Source: the classical theory of branching processes (Athreya & Ney 1972, section I.9) in the place of
/// generating functions; the constant 9π²/2 for the ReLU follows from e = 2√2/(3π), p = 3/2.
struct DeepMap {
  /// p - 1 and e, in that order; `nil` when the approach is geometric, m < 1.
  let approach: (gain: Rational, coefficient: Expression)?
  let store: ExpressionStore
  /// 1 - f.
  private let distance: Expression

  /// Checks the hypotheses for a function of t.
  init(_ map: Expression, in store: ExpressionStore) throws(DeepLimitFailure) {
    self.store = store
    let one = store.rational(1)
    func value(_ point: Rational) throws(DeepLimitFailure) -> Expression {
      guard let value = try? store.substituting([.cosine: store.rational(point)], in: map) else {
        throw DeepLimitFailure(reason: "the step has no value at \(point)")
      }
      return value
    }
    guard store.isPositiveDefinite(map) else {
      throw DeepLimitFailure(
        reason: "the step is not shown to have nonnegative Taylor coefficients")
    }
    guard store.areProvedEqual(try value(1), one) else {
      throw DeepLimitFailure(reason: "the step is not shown to fix 1")
    }
    guard CoefficientSign(of: try value(0), in: store) == .positive,
      CoefficientSign(of: store.difference(one, try value(-1)), in: store) == .positive
    else { throw DeepLimitFailure(reason: "the step may have a second fixed point or reach 1") }
    distance = store.difference(one, map)
    approach = try Self.approach(of: distance, store)
  }

  private static func approach(
    of distance: Expression, _ store: ExpressionStore
  ) throws(DeepLimitFailure) -> (gain: Rational, coefficient: Expression)? {
    let unknown = DeepLimitFailure(reason: "the behaviour of the step at 1 is not settled")
    guard let expansion = try? PuiseuxExpansion.expand(distance, at: .one, .terms(2), in: store),
      expansion.conditions.isEmpty, let first = expansion.terms.first,
      expansion.terms.allSatisfy({ $0.logarithm == 0 })
    else { throw unknown }
    let slope = first.coefficient
    if first.exponent > 1 { return nil }
    let excess = store.difference(slope, store.rational(1))
    guard first.exponent.isOne else {
      throw DeepLimitFailure(reason: "the slope of the step at 1 is infinite: 1 repels")
    }
    if store.areProvedEqual(slope, store.rational(1)) {
      guard expansion.terms.count > 1, expansion.terms[1].exponent > 1,
        CoefficientSign(of: expansion.terms[1].coefficient, in: store) == .negative
      else { throw unknown }
      let second = expansion.terms[1]
      return (second.exponent - 1, store.simplified(store.negated(second.coefficient)))
    }
    switch CoefficientSign(of: excess, in: store) {
    case .negative: return nil
    case .positive:
      throw DeepLimitFailure(reason: "the slope of the step at 1 exceeds 1: 1 repels")
    case .zero, .generic, .unknown: throw unknown
    }
  }

  /// The leading term of s_l = 1 - u_l in l (lemma 2); 0·l⁰, which says s_l → 0, for a geometric approach.
  func gap() throws(DeepLimitFailure) -> LeadingTerm {
    guard let (gain, e) = approach else {
      return LeadingTerm(coefficient: store.rational(0), exponent: 0)
    }
    let exponent = Rational(-1) / gain
    guard let coefficient = try? store.power(store.scaled(e, by: gain), exponent) else {
      throw DeepLimitFailure(reason: "the constant of the gap has no value")
    }
    return LeadingTerm(coefficient: store.simplified(coefficient), exponent: exponent)
  }

  private var critical: CriticalApproach? {
    approach.map {
      CriticalApproach(of: distance, gain: $0.gain, coefficient: $0.coefficient, in: store)
    }
  }

  /// The asymptotic expansion of s_l in l (lemma 2b); a geometric approach is beyond all powers of l.
  func gapExpansion() throws(DeepLimitFailure) -> AsymptoticExpansion {
    guard let critical else { return AsymptoticExpansion([], remainder: .negligible) }
    let leading = try gap()
    return critical.gap ?? AsymptoticExpansion(leading)
  }

  /// The asymptotic expansion of θ_l in l (lemma 3b), at least its leading term (lemma 3).
  ///
  /// In a geometric approach A - 1 and B - b are summable, even times l, so θ_l = b·l + O(1).
  func growthExpansion(
    _ factor: Expression, _ increment: Expression
  ) throws(DeepLimitFailure) -> AsymptoticExpansion {
    let rate = try growth(factor, increment)
    guard let critical else {
      return AsymptoticExpansion(rate, AsymptoticPower(1)).with(remainder: .big(.one))
    }
    return critical.growth(factor, increment)
      ?? AsymptoticExpansion(LeadingTerm(coefficient: rate, exponent: 1))
  }

  /// The limit of θ_l/l for θ_l = A(u_(l-1))·θ_(l-1) + B(u_(l-1)), A and B given as functions of t.
  ///
  /// Lemma 3. If θ_l = θ_(l-1)·(1 - (c + o(1))/l) + b + o(1) with c > -1, then θ_l/l → b/(1 + c).
  /// Proof. y_l = θ_l/l - b/(1+c) obeys y_l = y_(l-1)·(1 - (1 + c + ε_l)/l) + δ_l/l with ε_l, δ_l → 0. For l ≥ N, with
  /// |δ_l| ≤ δ and 1 + c + ε_l ≥ (1+c)/2 =: r, |y_l| ≤ |y_(l-1)|·(1 - r/l) + δ/l, so |y_l| - δ/r shrinks by factors
  /// 1 - r/l, whose product is 0: limsup |y_l| ≤ δ/r for every δ > 0. ∎
  ///
  /// With 1 - A(1 - s) = a·s^q + o(s^q) and lemma 2: c = a/((p-1)e) for q = p - 1, and c = 0 for q > p - 1 or a
  /// geometric approach.
  func growth(_ factor: Expression, _ increment: Expression) throws(DeepLimitFailure) -> Expression
  {
    let analysis = RangeAnalysis(store: store, intervals: [:])
    guard analysis.isDefined(factor), analysis.isDefined(increment) else {
      throw DeepLimitFailure(reason: "the step of the companion is not shown to have values")
    }
    let one = store.rational(1)
    let damping = try dampingConstant(store.simplified(store.difference(one, factor)))
    let divisor = store.sum(one, damping)
    guard CoefficientSign(of: divisor, in: store) == .positive,
      let limit = try? store.quotient(try limitAtOne(of: increment), divisor)
    else { throw DeepLimitFailure(reason: "the damping of the companion is not settled") }
    return store.simplified(limit)
  }

  private func dampingConstant(_ loss: Expression) throws(DeepLimitFailure) -> Expression {
    let zero = store.rational(0)
    if store.areProvedEqual(loss, zero) { return zero }
    guard let expansion = try? PuiseuxExpansion.expand(loss, at: .one, .terms(1), in: store),
      expansion.conditions.isEmpty, let first = expansion.terms.first, first.logarithm == 0,
      first.exponent.signum > 0
    else { throw DeepLimitFailure(reason: "the companion is not multiplied by nearly 1") }
    guard let (gain, e) = approach, first.exponent <= gain else { return zero }
    guard first.exponent == gain,
      let c = try? store.quotient(first.coefficient, store.scaled(e, by: gain))
    else { throw DeepLimitFailure(reason: "the companion is damped more than linearly") }
    guard let normal = store.normalForm(of: c) else { return c }
    return store.simplified(normal)
  }

  private func limitAtOne(of function: Expression) throws(DeepLimitFailure) -> Expression {
    let zero = store.rational(0)
    if !store.dependsOnCosine(function) { return function }
    guard let expansion = try? PuiseuxExpansion.expand(function, at: .one, .terms(1), in: store),
      expansion.conditions.isEmpty, let first = expansion.terms.first,
      first.exponent.signum > 0 || (first.exponent.isZero && first.logarithm == 0)
    else { throw DeepLimitFailure(reason: "the increment of the companion is not settled at 1") }
    return first.exponent.isZero ? first.coefficient : zero
  }
}
