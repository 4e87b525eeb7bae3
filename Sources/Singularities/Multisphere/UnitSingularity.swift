internal import Arithmetic
internal import Expressions

/// What a function f of [-1, 1] does at an end ε = ±1: f(ε(1 - s)) = a(s) + c·s^R·(1 + O(s)), where a and the last
/// factor are analytic at s = 0.
struct UnitSingularity {
  /// R, no integer.
  let exponent: Rational
  /// c.
  let strength: Expression
}

extension ExpressionStore {
  /// The singularity of κₙ, arccos or arcsin at an end; `nil` for other functions.
  ///
  /// arccos(1 - s) = √(2s)·(1 + O(s)). κ₀ = 1 - arccos/π, and κₙ' = n²/(2n-1)·κₙ₋₁ (Cho & Saul 2009) gives the
  /// strengths by integration, ∓2n²/((2n-1)(2n+1)) times those of κₙ₋₁ at ±1.
  func unitSingularity(of function: Function, atEnd end: Int) -> UnitSingularity? {
    let half = Rational(1, over: 2)
    guard let root = try? squareRoot(rational(2)) else { return nil }
    let arccosine = scaled(root, by: Rational(end))
    switch function {
    case .arccos: return UnitSingularity(exponent: half, strength: arccosine)
    case .arcsin: return UnitSingularity(exponent: half, strength: negated(arccosine))
    case .kappa(let degree):
      guard let strength = try? quotient(arccosine, pi) else { return nil }
      let factor = (0...degree).dropFirst().reduce(Rational(-1)) { product, n in
        product * Rational(-2 * end * n * n, over: (2 * n - 1) * (2 * n + 1))
      }
      return UnitSingularity(
        exponent: half + Rational(degree), strength: scaled(strength, by: factor))
    case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs: return nil
    }
  }
}
