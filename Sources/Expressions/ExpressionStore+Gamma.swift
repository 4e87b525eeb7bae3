public import Arithmetic

extension ExpressionStore {
  /// The Gamma function at an integer or a half-integer, exactly; `nil` at a pole and at other numbers.
  ///
  /// Γ(n) = (n - 1)! for n ≥ 1, and with n ≥ 0
  ///
  ///     Γ(n + 1/2) = √π·(2n - 1)‼/2ⁿ,    Γ(1/2 - n) = √π·(-2)ⁿ/(2n - 1)‼,
  ///
  /// from Γ(1/2) = √π and Γ(x + 1) = x·Γ(x) (Abramowitz & Stegun 1964, 6.1.8, 6.1.12 and 6.1.15).
  ///
  /// - Parameter x: The argument; its magnitude is at most ``gammaLimit``.
  public func gamma(_ x: Rational) -> Expression? {
    guard x.magnitude <= Rational(Self.gammaLimit) else { return nil }
    if x.isInteger {
      guard x.signum > 0, let n = x.numerator.word else { return nil }
      return rational(Rational(Integer.factorial(n - 1)))
    }
    guard let n = (x - Rational(1, over: 2)).word else { return nil }
    let odd = Rational(Integer.doubleFactorial(2 * abs(n) - 1))
    let two = Rational(n < 0 ? -2 : 2).power(abs(n))
    guard let root = try? squareRoot(pi) else { return nil }
    return scaled(root, by: n < 0 ? two / odd : odd / two)
  }

  /// The largest magnitude of an argument of ``gamma(_:)``.
  public static var gammaLimit: Int { 10_000 }
}
