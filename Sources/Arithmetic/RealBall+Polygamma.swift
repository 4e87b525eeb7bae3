extension RealBall {
  /// The polygamma function ψ⁽ᵐ⁾, the (m+1)-th derivative of log Γ, at a positive rational number.
  ///
  /// The recurrence ψ⁽ᵐ⁾(x) = ψ⁽ᵐ⁾(x + 1) - (-1)ᵐ·m!·x^(-m-1) leads to a large argument y. There
  ///
  ///     ψ(y)    = log y - 1/(2y) - Σ B₂ⱼ/(2j·y²ʲ),
  ///     ψ⁽ᵐ⁾(y) = (-1)^(m+1)·((m-1)!/yᵐ + m!/(2y^(m+1)) + Σ B₂ⱼ·(2j+m-1)!/((2j)!·y^(2j+m))),     m ≥ 1,
  ///
  /// and what is left over after any number of terms is at most the first one left out, because the difference of
  /// log Γ and its truncated series, up to its sign, is completely monotone (Alzer 1997, theorem 8). So ψ(1) is -γ.
  ///
  /// - Precondition: `x` is positive and `order` is not negative.
  /// - Complexity: O(precision) divisions, and as many Bernoulli numbers.
  public static func polygamma(order m: Int, at x: Rational, precision: Int) -> RealBall {
    precondition(x.signum > 0 && m >= 0, "polygamma functions are used at positive numbers only")
    let working = precision + 32 + 2 * m
    // Terms fall as long as 2j < 2πy, down to e^(-2πy) = 2^(-9.06y).
    let least = Rational(working / 4 + m + 8)
    let steps = x < least ? max((least - x).floor.word ?? 0, 0) + 1 : 0
    let y = x + Rational(steps)
    var result = polygammaSeries(m, RealBall(y, precision: working), precision: working)
    let factorial = Rational(Integer.factorial(m)) * (m % 2 == 0 ? 1 : -1)
    for k in 0..<steps {
      let power = RealBall(x + Rational(k), precision: working).power(m + 1, precision: working)
      let step = RealBall(factorial, precision: working).divided(by: power, precision: working)
      result = result.subtracting(step, precision: working)
    }
    return result.rounded(toPrecision: precision)
  }

  /// The asymptotic series at a large y.
  private static func polygammaSeries(_ m: Int, _ y: RealBall, precision: Int) -> RealBall {
    func monomial(_ coefficient: Rational, _ power: Int) -> RealBall {
      RealBall(coefficient, precision: precision)
        .divided(by: y.power(power, precision: precision), precision: precision)
    }
    let factorial = Rational(Integer.factorial(m))
    var sum: RealBall
    if m == 0 {
      guard let logarithm = try? RealBall.log(y, precision: precision) else { return .everything }
      sum = logarithm.negated()
    } else {
      sum = monomial(factorial / Rational(m), m)
    }
    sum = sum.adding(monomial(factorial / 2, m + 1), precision: precision)
    var numbers = BernoulliNumbers()
    // (2j+m-1)!/(2j)!
    var ratio = factorial * Rational(m + 1) / 2
    for j in 1...(precision + 8) {
      let term = monomial(numbers.next() * ratio, 2 * j + m)
      if term.magnitude <= .powerOfTwo(-precision) || j == precision + 8 {
        sum = sum.widened(by: term.magnitude)
        break
      }
      sum = sum.adding(term, precision: precision)
      ratio *= Rational((2 * j + m) * (2 * j + m + 1), over: (2 * j + 1) * (2 * j + 2))
    }
    return m % 2 == 0 ? sum.negated() : sum
  }
}

/// The Bernoulli numbers B₂ = 1/6, B₄ = -1/30, …, one after the other.
///
/// From Σ_{k≤n} C(n+1, k)·Bₖ = 0 with n = 2j, where B₁ = -1/2 and other odd ones vanish:
///
///     (2j + 1)·B₂ⱼ = (2j + 1)/2 - 1 - Σ_{0<i<j} C(2j+1, 2i)·B₂ᵢ.
private struct BernoulliNumbers {
  private var known: [Rational] = []

  mutating func next() -> Rational {
    let n = 2 * (known.count + 1)
    var sum = Rational(n + 1, over: 2) - 1
    // C(n+1, 2i), from one i to the next.
    var binomial = Rational(1)
    for (place, number) in known.enumerated() {
      let i = 2 * place + 1
      binomial *= Rational((n + 2 - i) * (n + 1 - i), over: i * (i + 1))
      sum -= binomial * number
    }
    let value = sum / Rational(n + 1)
    known.append(value)
    return value
  }
}
