public import Arithmetic

/// The arc-cosine kernels of Cho & Saul (2009), normalised to κₙ(1) = 1.
///
///     κₙ(cos θ) = Jₙ(θ) / (π (2n-1)!!),   Jₙ(θ) = sin θ·Aₙ(cos θ) + (π - θ)·Bₙ(cos θ)
///
/// with polynomials Aₙ, Bₙ that are derived here from Jₙ' (eq. (4) of the paper):
/// κₙ'(t) = n²/(2n-1)·κₙ₋₁(t) for n ≥ 1, κₙ(-1) = 0. Integrating
/// p(t)(π - arccos t) + q(t)√(1-t²) gives the recurrence of ``polynomials(degree:)``.
public enum ArcCosineKernel {
  /// The polynomials of π·κₙ(t) = Aₙ(t)·√(1-t²) + Bₙ(t)·(π - arccos t), coefficients ascending.
  ///
  /// B' must be n²/(2n-1)·B of the degree before, and with F = A√(1-t²) + B(π - arccos t),
  /// √(1-t²)·F' = A'(1-t²) - tA + B + √(1-t²)·B'(π - arccos t), so A'(1-t²) - tA + B equals
  /// n²/(2n-1)·(1-t²)·A of the degree before. The constant of B is fixed by parity: B has the parity
  /// of n, A the other one, and A is found from its highest coefficient down.
  ///
  /// - Complexity: O(n²) rational operations.
  public static func polynomials(degree: Int) -> (a: [Rational], b: [Rational]) {
    precondition(degree >= 0, "an arc-cosine kernel has a natural degree")
    var a: [Rational] = []
    var b: [Rational] = [1]
    for n in stride(from: 1, through: degree, by: 1) {
      let slope = Rational(n * n, over: 2 * n - 1)
      (a, b) = integrated(a.map { $0 * slope }, b.map { $0 * slope }, degree: n)
    }
    return (a, b)
  }

  /// One integration step for the derivative p√(1-t²) + q(π - arccos t).
  private static func integrated(
    _ p: [Rational], _ q: [Rational], degree n: Int
  ) -> (a: [Rational], b: [Rational]) {
    var b = [Rational](repeating: 0, count: n + 1)
    for (power, coefficient) in q.enumerated() {
      b[power + 1] = coefficient / Rational(power + 1)
    }
    // Solve A'(1-t²) - tA = (1-t²)p - B for A of degree n-1: the coefficient of t^(m+1) on the left is
    // (m+2)a[m+2] - (m+1)a[m], so a[m] follows from a[m+2].
    var right = [Rational](repeating: 0, count: n + 2)
    for (power, coefficient) in p.enumerated() {
      right[power] += coefficient
      right[power + 2] -= coefficient
    }
    for (power, coefficient) in b.enumerated() { right[power] -= coefficient }
    var a = [Rational](repeating: 0, count: n + 2)
    for m in stride(from: n - 1, through: 0, by: -1) {
      a[m] = (Rational(m + 2) * a[m + 2] - right[m + 1]) / Rational(m + 1)
    }
    // For even n the constant of B is free; the equation's constant term a[1] = right[0] fixes it.
    b[0] -= a[1] - right[0]
    return (Array(a.prefix(n)), b)
  }

  /// κₙ(0) = Aₙ(0)/π + Bₙ(0)/2.
  static func valueAtZero(
    degree: Int, in store: ExpressionStore
  ) throws(ExpressionError) -> Expression {
    let (a, b) = polynomials(degree: degree)
    let root = store.scaled(try store.power(store.pi, -1), by: a.first ?? 0)
    return store.sum([root, store.rational((b.first ?? 0) / 2)])
  }
}
