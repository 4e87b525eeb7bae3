public import Arithmetic

/// The Taylor coefficients of (1 - t)^ν and their expansion in powers of 1/n.
///
///     [tⁿ](1 - t)^ν = Γ(n - ν)/(Γ(-ν)·Γ(n + 1)),     ν not a natural number
public enum GammaRatio {
  /// e₀ = 1, e₁, … of Γ(n - ν)/Γ(n + 1) ~ n^(-ν-1)·Σ eₘn^(-m).
  ///
  /// With f(n) for the right side, (n + 1)·f(n + 1) = (n - ν)·f(n). The left side is
  /// Σ eⱼ·n^(-ν-j)·(1 + 1/n)^(-ν-j), and the coefficients of n^(-ν-m-1) give
  ///
  ///     m·eₘ = Σ_{j<m} eⱼ·C(-ν - j, m + 1 - j).
  ///
  /// The first terms are 1, ν(ν+1)/2, ν(ν+1)(ν+2)(3ν+1)/24 (Flajolet & Odlyzko 1990, proposition 1).
  public static func expansion(exponent nu: Rational, count: Int) -> [Rational] {
    var result: [Rational] = [1]
    for m in stride(from: 1, to: count, by: 1) {
      var sum = Rational.zero
      for (j, coefficient) in result.enumerated() {
        sum += coefficient * binomial(-nu - Rational(j), m - j + 1)
      }
      result.append(sum / Rational(m))
    }
    return result
  }

  /// C(x, k) for rational x.
  static func binomial(_ x: Rational, _ k: Int) -> Rational {
    var result = Rational.one
    for i in stride(from: 0, to: k, by: 1) {
      result *= (x - Rational(i)) / Rational(i + 1)
    }
    return result
  }

  /// Γ(n - ν)/Γ(n + 1) for n > ν, or the q-th derivative of it with respect to -ν, enclosed.
  ///
  /// - Precondition: n > ν.
  public static func value(
    index n: Int, exponent nu: Rational, logarithm: Int = 0, precision: Int
  ) -> RealBall {
    precondition(Rational(n) > nu, "the ratio is taken for large indices")
    let working = precision + 32
    return RealBall.gamma(Rational(n) - nu, precision: working)
      .divided(by: RealBall.gamma(Rational(n + 1), precision: working), precision: working)
      .multiplied(
        by: derivative(of: [(Rational(n) - nu, 1, 1)], order: logarithm, precision: working),
        precision: precision)
  }

  /// The q-th derivative at ε = 0 of the product of (Γ(x + σε)/Γ(x))^p over the factors (x, σ, p).
  ///
  /// The logarithm has the coefficients ℓₘ = Σ p·σᵐ·ψ^(m-1)(x)/m!, and n·eₙ = Σ k·ℓₖ·eₙ₋ₖ those of the product.
  static func derivative(
    of factors: [(argument: Rational, step: Rational, exponent: Int)], order: Int, precision: Int
  ) -> RealBall {
    if order == 0 { return .one }
    var logarithms: [RealBall] = []
    for m in 1...order {
      var sum = RealBall.zero
      for (argument, step, exponent) in factors {
        let scale = step.power(m) * Rational(exponent) / Rational(Integer.factorial(m))
        let value = RealBall.polygamma(order: m - 1, at: argument, precision: precision)
        sum = sum.adding(
          value.multiplied(by: scale, precision: precision), precision: precision)
      }
      logarithms.append(sum)
    }
    var series = [RealBall.one]
    for n in 1...order {
      var sum = RealBall.zero
      for k in 1...n {
        let term = logarithms[k - 1].multiplied(by: series[n - k], precision: precision)
        sum = sum.adding(
          term.multiplied(by: Rational(k, over: n), precision: precision), precision: precision)
      }
      series.append(sum)
    }
    return series[order].multiplied(
      by: Rational(Integer.factorial(order)), precision: precision)
  }
}
