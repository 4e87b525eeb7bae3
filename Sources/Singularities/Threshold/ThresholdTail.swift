internal import Arithmetic
internal import Expressions

extension ThresholdLaw {
  /// The coefficients with n ≥ start, where p and q are polynomials without parameters; `nil` for others, and for a start
  /// that is too small.
  ///
  /// For K = Φ₂(h, h; t) and k ≥ 2, with λ² = k - 1/2,
  ///
  ///     k^(3/2)·bₖ = s·ρₖ·(cos ψₖ + ε)²,     ψₖ = λh - (k-1)π/2,     |ε| ≤ e^(|h|³/(12λ)) - 1,
  ///     1 - 1/(4(k-1/2)²) ≤ ρₖ² ≤ max{k/(k-1/2), k(k-1)²/((k-1/2)²(k-3/2))},
  ///
  /// and both bounds of ρₖ² tend to 1 monotonically. Proof: `docs/threshold-kernels.md`. In Σ qⱼbₙ₋ⱼ, ψₙ₋ⱼ is ψₙ + jπ/2 up to
  /// |h|j/(2λ) with the λ of n - j, and cos² changes by no more.
  public func tail(from start: Int) -> ScaledTail? {
    let bits = 128
    guard let factor = coefficients(of: parts.factor), let rest = coefficients(of: parts.rest),
      let q = balls(factor, bits), start >= rest.count, start >= q.count + 3,
      let scale = ball(scale, bits), let h = ball(threshold, bits)
    else { return nil }
    let first = start - q.count + 1
    // The λ of the smallest index.
    guard
      let frequency = try? RealBall.sqrt(
        RealBall(Rational(2 * first - 1, over: 2), precision: bits), precision: bits)
    else { return nil }
    let size = h.absolute(precision: bits)
    let growth = size.power(3, precision: bits)
      .divided(by: frequency.multiplied(by: RealBall(12), precision: bits), precision: bits)
    let error = RealBall.exp(growth, precision: bits).subtracting(.one, precision: bits)
    // 2ε·cos + ε²
    let ripple = error.squared(precision: bits)
      .adding(error.scaled(byPowerOfTwo: 1), precision: bits)
    let turn = size.divided(by: frequency.scaled(byPowerOfTwo: 1), precision: bits)
    guard let ratio = Self.ratio(from: first, bits) else { return nil }
    let unit = RealBall.zero.union(.one, precision: bits)
    var sums = [RealBall.zero, .zero]
    var errors = RealBall.zero
    for (j, coefficient) in q.enumerated() {
      sums[j % 2] = sums[j % 2].adding(coefficient, precision: bits)
      guard
        let shift = try? RealBall.power(
          RealBall(Rational(start, over: start - j), precision: bits), Rational(3, over: 2),
          precision: bits)
      else { return nil }
      // n/(n - j) falls to 1.
      let weight = ratio.multiplied(by: shift.union(.one, precision: bits), precision: bits)
      let change = ripple.adding(
        turn.multiplied(by: RealBall(j), precision: bits), precision: bits)
      let part = weight.subtracting(.one, precision: bits).multiplied(by: unit, precision: bits)
        .adding(
          weight.multiplied(
            by: RealBall(midpoint: .zero, radius: change.magnitude), precision: bits),
          precision: bits)
      errors = errors.adding(
        part.multiplied(by: coefficient, precision: bits), precision: bits)
    }
    // A·cos² + B·sin² lies between A and B.
    let value = sums[0].union(sums[1], precision: bits).adding(errors, precision: bits)
    return ScaledTail(
      exponent: Rational(-3, over: 2), ball: value.multiplied(by: scale, precision: bits))
  }

  /// Holds ρₖ for all k ≥ first.
  private static func ratio(from first: Int, _ bits: Int) -> RealBall? {
    let k = Rational(first)
    let half = Rational(1, over: 2)
    let square = (k - half) * (k - half)
    let low = 1 - 1 / (4 * square)
    let even = k / (k - half)
    let odd = k * (k - 1) * (k - 1) / (square * (k - 3 * half))
    let range = RealBall(from: low, to: max(even, odd), precision: bits)
    return try? RealBall.sqrt(range, precision: bits)
  }

  /// Polynomials have at most so many coefficients.
  private static let coefficientLimit = 24

  /// The coefficients of a polynomial in t; `nil` for expressions that are not shown to be one of low degree.
  private func coefficients(of expression: Expression) -> [Expression]? {
    var result: [Expression] = []
    var derivative = store.simplified(expression)
    var factorial = Rational.one
    while result.count < Self.coefficientLimit {
      if store.areProvedEqual(derivative, store.rational(0)) { return result }
      if !result.isEmpty { factorial *= Rational(result.count) }
      guard
        let value = try? store.substituting([.cosine: store.rational(0)], in: derivative),
        let next = try? store.derivative(of: derivative, with: .cosine)
      else { return nil }
      result.append(store.scaled(value, by: 1 / factorial))
      derivative = store.simplified(next)
    }
    return nil
  }

  private func balls(_ values: [Expression], _ bits: Int) -> [RealBall]? {
    let balls = values.compactMap { ball($0, bits) }
    return balls.count == values.count && !balls.isEmpty ? balls : nil
  }

  private func ball(_ value: Expression, _ bits: Int) -> RealBall? {
    guard store.symbols(in: value).isEmpty,
      let result = try? Tape(value, in: store).evaluate(
        at: [:], goal: .absolute(bits: bits), precisionCap: 1024),
      result.isDefinednessProved
    else { return nil }
    return result.value
  }
}
