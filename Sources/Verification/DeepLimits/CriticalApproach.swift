internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The asymptotic expansions of u_l = f(u_(l-1)) and of θ_l = A(u_(l-1))·θ_(l-1) + B(u_(l-1)) where 1 - f(1 - s) =
/// s - e·s^p + …, p > 1, e > 0, and u_l → 1.
///
/// In the coordinate w = s^(1-p) the step is w → w + Φ(w) with Φ(w) = G + Σ Kᵢ·w^(-σᵢ), G = (p-1)e. Up to O(1) the
/// difference equations may be replaced by differential equations:
///
/// Lemma 2b. ∫ dv/Φ(v) up to w_l is l + O(1).
/// Proof. With the function Φ* of the terms up to O(w^(-1-ε)), w_l - w_(l-1) = Φ(w_(l-1)) is Φ*(ξ)·(1 + O(w^(-1-ε)) +
/// O(w^(-1-σ₁))) for every ξ between w_(l-1) and w_l, so that the integral of 1/Φ* grows by 1 + O(l^(-1-ε)) in each
/// step, as w_l ~ G·l. ∎
///
/// Lemma 3b. Let T be a sum of powers of w, w itself among them, and perhaps log w, and Φ·T' = -(1 - A)·T + B + O(w^(-1-ε)).
/// Then θ_l = T(w_l) + O(1); for 1 - A = a/w·(1 + o(1)), a > 0, this holds with O(1/w) as well.
/// Proof. T(w + Φ) - T(w) = Φ·T' + O(w^(-1-ε)), so ρ_l = θ_l - T(w_l) obeys |ρ_l| ≤ (1 + O(l^(-1-ε)))·|ρ_(l-1)| +
/// O(l^(-1-ε)), which are bounded; for a > 0 it obeys |ρ_l| ≤ (1 - c/l)·|ρ_(l-1)| + M/l with a c > 0, for large l, and
/// stays below the larger of M/c and an early |ρ_l|. ∎ docs/deep-limits.md has the details.
struct CriticalApproach {
  let store: ExpressionStore
  /// p - 1.
  let gain: Rational
  /// G.
  let pace: Expression
  /// Φ as an expansion in w.
  let increment: AsymptoticExpansion

  private var arithmetic: AsymptoticArithmetic { AsymptoticArithmetic(store: store) }
  private static let roundLimit = 8

  /// - Parameters:
  ///   - distance: 1 - f as a function of t.
  ///   - gain: p - 1.
  ///   - coefficient: e.
  init(
    of distance: Expression, gain: Rational, coefficient: Expression, in store: ExpressionStore
  ) {
    self.store = store
    self.gain = gain
    pace = store.simplified(store.scaled(coefficient, by: gain))
    let arithmetic = AsymptoticArithmetic(store: store)
    let slow = AsymptoticExpansion(pace, .one)
    // Beyond the exponent 1 + 2(p-1) of s the rest of Φ is O(w^(-1-ε)).
    guard
      let image = Self.expansion(
        of: distance, upTo: 1 + gain * Rational(9, over: 4), gain: gain, in: store),
      case let unit = AsymptoticExpansion(store.rational(1), AsymptoticPower(1 / gain)),
      case let ratio = arithmetic.product(image, unit),
      store.areProvedEqual(ratio.coefficient(of: .one) ?? store.rational(0), store.rational(1)),
      let factor = arithmetic.power(
        arithmetic.sum([arithmetic.constant(1), ratio.removing(.one)]), -gain)
    else {
      increment = slow.with(remainder: .little(.one))
      return
    }
    let change = arithmetic.product(factor.removing(.one), arithmetic.variable)
    increment = arithmetic.sum([slow, change.removing(.one)])
  }

  // MARK: The iterates

  /// w_l in l.
  var coordinate: AsymptoticExpansion {
    let index = arithmetic.variable
    var w = arithmetic.scaled(index, by: pace).with(remainder: .little(AsymptoticPower(1)))
    guard let slowness = arithmetic.power(increment, -1) else { return w }
    let correction = arithmetic.integral(slowness).removing(AsymptoticPower(1))
    for _ in 0..<Self.roundLimit {
      guard let inner = arithmetic.composition(correction, w) else { return w }
      let next = tidy(arithmetic.scaled(arithmetic.difference(index, inner), by: pace))
      if next.remainder == w.remainder { return next }
      w = next
    }
    return w
  }

  /// s_l = 1 - u_l in l.
  var gap: AsymptoticExpansion? { arithmetic.power(coordinate, -1 / gain).map(tidy) }

  // MARK: The companion

  /// θ_l in l; `nil` when the sign of a is not settled or 1 - A is not O(1/w).
  func growth(_ factor: Expression, _ addition: Expression) -> AsymptoticExpansion? {
    let loss = store.simplified(store.difference(store.rational(1), factor))
    let edge = AsymptoticPower(-1)
    guard
      let damping = expansion(of: loss, upTo: gain * Rational(9, over: 4)).map(arithmetic.reduced),
      damping.order.map({ $0 <= .big(edge) }) ?? true,
      let forcing = expansion(of: addition, upTo: gain * Rational(5, over: 4))
    else { return nil }
    let a = damping.coefficient(of: edge)
    if let a, CoefficientSign(of: a, in: store) != .positive { return nil }
    let slope = increment.removing(.one)
    var solution = AsymptoticExpansion([], remainder: nil)
    var residual = forcing
    for _ in 0..<Self.roundLimit {
      residual = arithmetic.reduced(residual)
      guard let first = residual.terms.first, first.power.logarithm.isZero,
        let term = particular(first, a)
      else { break }
      solution = arithmetic.sum([solution, term])
      residual = arithmetic.sum([
        residual.removing(first.power),
        negated(arithmetic.product(slope, arithmetic.derivative(ofTerms: term))),
        negated(arithmetic.product(damping.removing(edge), term)),
      ])
    }
    guard let value = arithmetic.composition(solution, coordinate) else { return nil }
    return tidy(value.with(remainder: rest(residual.order, isDamped: a != nil)))
  }

  private func negated(_ expansion: AsymptoticExpansion) -> AsymptoticExpansion {
    arithmetic.scaled(expansion, by: store.rational(-1))
  }

  /// The y with G·y' + (a/w)·y = φ·w^e; `nil` where it is O(1).
  private func particular(
    _ term: AsymptoticExpansion.Term, _ a: Expression?
  ) -> AsymptoticExpansion? {
    let raised = AsymptoticPower(term.power.exponent + 1)
    if raised.exponent.signum > 0 {
      let divisor = store.sum(store.scaled(pace, by: raised.exponent), a ?? store.rational(0))
      guard let quotient = try? store.quotient(term.coefficient, divisor) else { return nil }
      return AsymptoticExpansion(tidy(quotient), raised)
    }
    guard raised.exponent.isZero, a == nil,
      let quotient = try? store.quotient(term.coefficient, pace)
    else { return nil }
    return AsymptoticExpansion(tidy(quotient), AsymptoticPower(0, logarithm: 1))
  }

  /// The order of θ_l - T(w_l) when the equation of T holds up to an order.
  private func rest(_ residual: AsymptoticOrder?, isDamped: Bool) -> AsymptoticOrder {
    guard let residual else { return .big(.one) }
    let sum = arithmetic.integral(residual)
    guard isDamped else { return max(sum, .big(.one)) }
    // Sums of powers beyond 1/w are as without damping; at 1/w damping keeps them bounded.
    let shifted = residual.mapped { $0 * AsymptoticPower(1) }
    return max(min(sum, shifted), .big(.one))
  }

  // MARK: Expansions at 1

  /// A function of t as an expansion in w, up to an exponent of s.
  private func expansion(
    of function: Expression, upTo exponent: Rational
  ) -> AsymptoticExpansion? {
    Self.expansion(of: function, upTo: exponent, gain: gain, in: store)
  }

  private static func expansion(
    of function: Expression, upTo exponent: Rational, gain: Rational, in store: ExpressionStore
  ) -> AsymptoticExpansion? {
    if !store.dependsOnCosine(function) { return AsymptoticExpansion(function, .one) }
    guard
      let series = try? PuiseuxExpansion.expand(
        function, at: .one, .exponent(exponent), in: store), series.conditions.isEmpty
    else { return nil }
    var terms: [AsymptoticExpansion.Term] = []
    for term in series.terms {
      // log s = -log w/(p - 1).
      var coefficient = term.coefficient
      for _ in 0..<term.logarithm { coefficient = store.scaled(coefficient, by: -1 / gain) }
      terms.append(
        .init(
          power: AsymptoticPower(
            -term.exponent / gain, logarithm: Rational(term.logarithm)), coefficient: coefficient))
    }
    let rest = AsymptoticOrder.little(AsymptoticPower(-exponent / gain))
    return AsymptoticExpansion(terms, remainder: series.order == nil ? nil : rest)
  }

  private func tidy(_ value: Expression) -> Expression {
    store.simplified(store.normalForm(of: value) ?? value)
  }

  private func tidy(_ expansion: AsymptoticExpansion) -> AsymptoticExpansion {
    arithmetic.reduced(
      AsymptoticExpansion(
        expansion.terms.map { .init(power: $0.power, coefficient: tidy($0.coefficient)) },
        remainder: expansion.remainder))
  }
}
