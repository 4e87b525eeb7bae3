public import Arithmetic

/// Values of the normalised arc-cosine functions κₙ at one point.
///
/// Cho and Saul, *Kernel methods for deep learning*, 2009: kₙ = Jₙ/π with
///
///     Jₙ = (1 - x²)^(n+1/2)·F⁽ⁿ⁾(x),    F = (π - arccos x)/√(1 - x²)
///
/// and κₙ = kₙ/(2n-1)!!, so that κₙ(1) = 1. From (1 - x²)·F' = 1 + x·F, differentiated n - 1 times,
///
///     Jₙ = (2n-1)·x·J_{n-1} + (n-1)²·(1 - x²)·J_{n-2}        n ≥ 2
///     J₀ = π - arccos x,    J₁ = √(1 - x²) + x·J₀
///
/// Divided by (2n-1)!!: κₙ = x·κ_{n-1} + (n-1)²/((2n-1)(2n-3))·(1 - x²)·κ_{n-2}.
public enum ArcCosineValue {
  /// κ₀(x), …, κₙ(x).
  ///
  /// - Throws: `DomainError` when no point of the ball lies in [-1, 1].
  /// - Precondition: `n` is not negative.
  public static func upTo(
    _ n: Int, at x: RealBall, precision: Int
  ) throws(DomainError) -> [RealBall] {
    precondition(n >= 0, "the degree of an arc-cosine function is not negative")
    let working = precision + 16 + 2 * n
    let pi = RealBall.pi(precision: working)
    let angle = try RealBall.acos(x, precision: working)
    let one = RealBall.one
    // (1 - x)(1 + x) keeps the digits of 1 - x² near ±1.
    let gap = one.subtracting(x, precision: working)
      .multiplied(by: one.adding(x, precision: working), precision: working)
    let zeroth = one.subtracting(angle.divided(by: pi, precision: working), precision: working)
    var values = [zeroth]
    if n == 0 { return values }
    let root = try RealBall.sqrt(gap, precision: working).divided(by: pi, precision: working)
    values.append(
      root.adding(x.multiplied(by: zeroth, precision: working), precision: working))
    for k in stride(from: 2, through: n, by: 1) {
      let weight = Rational((k - 1) * (k - 1), over: (2 * k - 1) * (2 * k - 3))
      let second = gap.multiplied(by: values[k - 2], precision: working)
        .multiplied(by: weight, precision: working)
      values.append(
        x.multiplied(by: values[k - 1], precision: working).adding(second, precision: working))
    }
    return values
  }
}
