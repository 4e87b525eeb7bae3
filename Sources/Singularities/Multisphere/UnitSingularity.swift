internal import Arithmetic
internal import Expressions

/// What a function f of [-1, 1] does at the ends ε = ±1: f(ε(1 - s)) = a(s) + c·s^R·(1 + O(s)), where a and the last
/// factor are analytic at s = 0.
struct UnitSingularity {
  /// R, no integer.
  let exponent: Rational
  /// c at 1.
  let strength: Expression
  /// c at -1 is so many times that, 1 or -1.
  let mirror: Int
}

extension ExpressionStore {
  /// The singularity of κₙ, arccos or arcsin at the ends; `nil` for other functions.
  ///
  /// arccos(1 - s) = √(2s)·(1 + O(s)) = π - arccos(s - 1). κ₀ = 1 - arccos/π, and κₙ' = n²/(2n-1)·κₙ₋₁ (Cho & Saul
  /// 2009) gives the strengths by integration, ∓2n²/((2n-1)(2n+1)) times those of κₙ₋₁ at ±1.
  func unitSingularity(of function: Function) -> UnitSingularity? {
    let half = Rational(1, over: 2)
    guard let root = try? squareRoot(rational(2)) else { return nil }
    switch function {
    case .arccos: return UnitSingularity(exponent: half, strength: root, mirror: -1)
    case .arcsin: return UnitSingularity(exponent: half, strength: negated(root), mirror: -1)
    case .kappa(let degree):
      guard let strength = try? quotient(root, pi) else { return nil }
      var factor = Rational(-1)
      for n in stride(from: 1, through: degree, by: 1) {
        factor *= Rational(-2 * n * n, over: (2 * n - 1) * (2 * n + 1))
      }
      return UnitSingularity(
        exponent: half + Rational(degree), strength: scaled(strength, by: factor),
        mirror: degree.isMultiple(of: 2) ? -1 : 1)
    case .exp, .log, .erf, .normalCDF, .sin, .cos, .abs: return nil
    }
  }
}
