internal import Arithmetic

// κₙ and arccos next to the ends of [-1, 1]. With u = 1 - S, arccos u = 2 arcsin √(S/2), so
//
//     arccos(1 - S) = √2·S^(1/2)·Σ cₖSᵏ,     cₖ = (2k)!/(8ᵏ·k!²·(2k+1)),
//     κ₀(1 - S)     = 1 - (√2/π)·S^(1/2)·Σ cₖSᵏ,     κ₀(-1 + S) = 1 - κ₀(1 - S),
//
// and κₙ' = n²/(2n-1)·κₙ₋₁ (Cho & Saul 2009) with κₙ(1) = 1, κₙ(-1) = 0 gives the other degrees term by term:
// a polynomial in S plus S^(n+1/2) times a power series with coefficients in Q·√2/π.
enum ArcCosineExpansion {
  /// The coefficients cₖ = (2k)!/(8ᵏ·k!²·(2k+1)) in arccos(1 - S) = √(2S)·Σ cₖSᵏ.
  ///
  /// They are positive, and cₖ₊₁/cₖ ≤ 1/2.
  static func arccosine(count: Int) -> [Rational] {
    var central = Rational(1)
    return (0..<count).map { k in
      defer { central *= Rational(2 * k + 1, over: 4 * (k + 1)) }
      return central / Rational(2 * k + 1)
    }
  }

  /// The polynomial in S in κₙ(1 - S) or κₙ(-1 + S), coefficients ascending.
  static func regular(degree: Int, at pole: Pole) -> [Rational] {
    guard pole == .one else { return [] }
    var polynomial: [Rational] = [1]
    for n in stride(from: 1, through: degree, by: 1) {
      // d/dS κₙ(1 - S) = -n²/(2n-1)·κₙ₋₁(1 - S).
      let slope = -Rational(n * n, over: 2 * n - 1)
      polynomial = [1] + polynomial.enumerated().map { k, c in slope * c / Rational(k + 1) }
    }
    return polynomial
  }

  /// The coefficients bₖ in the part S^(n+1/2)·(√2/π)·Σ bₖSᵏ of κₙ(1 - S) or κₙ(-1 + S).
  ///
  /// They have one sign, and bₖ₊₁/bₖ ≤ cₖ₊₁/cₖ ≤ 1/2, because integration divides bₖ by larger numbers for
  /// larger k.
  static func singular(degree: Int, at pole: Pole, count: Int) -> [Rational] {
    let sign: Rational = pole == .one ? -1 : 1
    return arccosine(count: count).enumerated().map { k, c in
      var value = sign * c
      for n in stride(from: 1, through: degree, by: 1) {
        value *= sign * Rational(n * n, over: 2 * n - 1)
        value = value / (Rational(k + n) + Rational(1, over: 2))
      }
      return value
    }
  }
}
