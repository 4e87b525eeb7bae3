internal import Arithmetic
internal import Expressions

// κₙ and arccos next to the ends of [-1, 1]. With u = 1 - S, arccos u = 2 arcsin √(S/2), so
//
//     arccos(1 - S) = √2·S^(1/2)·Σ cₖSᵏ,     cₖ = (2k)!/(8ᵏ·k!²·(2k+1)),
//     κ₀(1 - S)     = 1 - (√2/π)·S^(1/2)·Σ cₖSᵏ,     κ₀(-1 + S) = 1 - κ₀(1 - S),
//
// and κₙ' = n²/(2n-1)·κₙ₋₁ (Cho & Saul 2009) with κₙ(1) = 1, κₙ(-1) = 0 gives the other degrees term by term:
// a polynomial in S plus S^(n+1/2) times a power series with coefficients in Q·√2/π.
extension PuiseuxArithmetic {
  /// κₙ(1 - S) or κₙ(-1 + S).
  func kappa(
    _ degree: Int, at pole: Pole, distance: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let unit = try field.rootOfTwoOverPi()
    // κₙ(±(1 - S)) = Σ regular·Sᵏ + S^(n+1/2)·(√2/π)·Σ singular·Sᵏ.
    var regular: [Rational] = pole == .one ? [1] : []
    let sign: Rational = pole == .one ? -1 : 1
    for n in stride(from: 1, through: degree, by: 1) {
      // d/dS = ∓n²/(2n-1)·κₙ₋₁.
      let slope = sign * Rational(n * n, over: 2 * n - 1)
      regular = [pole == .one ? 1 : 0]
        + regular.enumerated().map { k, c in slope * c / Rational(k + 1) }
    }
    let root = try singularPart(distance, degree: degree) { count in
      Self.arccosineCoefficients(count).enumerated().map { k, c in
        var value = sign * c
        for n in stride(from: 1, through: degree, by: 1) {
          value *= sign * Rational(n * n, over: 2 * n - 1)
          value = value / (Rational(k + n) + Rational(1, over: 2))
        }
        return self.field.scaled(unit, by: value)
      }
    }
    return try sum([try polynomial(regular, at: distance), root])
  }

  /// arccos(1 - S) or arccos(-1 + S) = π - arccos(1 - S).
  func arccosine(
    at pole: Pole, distance: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let unit = try field.power(Fraction(2), Rational(1, over: 2))
    let angle = try singularPart(distance, degree: 0) { count in
      Self.arccosineCoefficients(count).map { self.field.scaled(unit, by: $0) }
    }
    if pole == .one { return angle }
    return try sum([PuiseuxSeries(try field.pi()), try scaled(angle, by: Fraction(-1))])
  }

  /// cₖ = (2k)!/(8ᵏ·k!²·(2k+1)): arccos(1 - S) = √(2S)·Σ cₖSᵏ.
  static func arccosineCoefficients(_ count: Int) -> [Rational] {
    var central = Rational(1)
    return (0..<count).map { k in
      defer { central *= Rational(2 * k + 1, over: 4 * (k + 1)) }
      return central / Rational(2 * k + 1)
    }
  }

  /// S^(n+1/2)·Σ aₖSᵏ.
  private func singularPart(
    _ distance: PuiseuxSeries, degree: Int,
    _ coefficients: (_ count: Int) -> [Fraction]
  ) throws(PuiseuxError) -> PuiseuxSeries {
    guard let valuation = distance.valuation else { return PuiseuxSeries(.zero) }
    let half = Rational(2 * degree + 1, over: 2)
    let root = try power(distance, half)
    let sum = try composition(distance, limit: limit - half * valuation) {
      (count) throws(PuiseuxError) in coefficients(count)
    }
    return try multiply(root, sum)
  }

  private func polynomial(
    _ coefficients: [Rational], at series: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    var result = PuiseuxSeries(.zero)
    for coefficient in coefficients.reversed() {
      result = try sum([try multiply(result, series), PuiseuxSeries(Fraction(coefficient))])
    }
    return result
  }
}
