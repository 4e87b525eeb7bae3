public import Arithmetic

/// A value of a function along the meridian: what a kernel's formula is evaluated with.
///
/// Two types conform: real values at angles, and values of the analytic continuation on rectangles.
/// An operation that returns an optional returns `nil` when its result is undefined or not certainly
/// analytic.
public protocol MeridianValue: Sendable {
  /// The constant function.
  func constant(_ value: Rational, precision: Int) -> Self
  /// The constant function with a value that is known by a ball.
  func constant(_ value: RealBall) -> Self
  /// The sum.
  func adding(_ other: Self, precision: Int) -> Self
  /// The product.
  func multiplied(by other: Self, precision: Int) -> Self
  /// The reciprocal.
  func reciprocal(precision: Int) -> Self?
  /// The absolute value.
  func absolute(precision: Int) -> Self?
  /// The square root, positive at real angles.
  func squareRoot(precision: Int) -> Self?
  /// The power with a fractional exponent of a function that is nonnegative at real angles.
  func power(_ exponent: Rational, precision: Int) -> Self?
  /// The sine.
  func sine(precision: Int) -> Self
  /// The cosine.
  func cosine(precision: Int) -> Self
  /// The error function.
  func errorFunction(precision: Int) -> Self
  /// The exponential.
  func exponential(precision: Int) -> Self
  /// The natural logarithm.
  func logarithm(precision: Int) -> Self?
  /// The arccosine, in [0, π] at real angles.
  func arccosine(precision: Int) -> Self?
  /// κ₀(u) = 1 − arccos(u)/π and κ₁(u) = (u·(π − arccos u) + √(1 − u²))/π, which share an arccosine.
  func kappas(precision: Int) -> (kappa0: Self, kappa1: Self)?
  /// Φ₂ where the value is the cosine of the angle of its correlation.
  func normalDistribution(_ path: NormalPath, precision: Int) -> Self?
}

extension MeridianValue {
  /// Φ₂ is not followed.
  public func normalDistribution(_ path: NormalPath, precision: Int) -> Self? { nil }

  /// κ₀(u) = 1 − arccos(u)/π.
  public func kappa0(precision: Int) -> Self? { kappas(precision: precision)?.kappa0 }
  /// κ₁(u) = (u·(π − arccos u) + √(1 − u²))/π.
  public func kappa1(precision: Int) -> Self? { kappas(precision: precision)?.kappa1 }

  /// The negative.
  public func negated(precision: Int) -> Self {
    multiplied(by: constant(-1, precision: precision), precision: precision)
  }

  /// The difference.
  public func subtracting(_ other: Self, precision: Int) -> Self {
    adding(other.negated(precision: precision), precision: precision)
  }

  /// The product with a rational number.
  public func multiplied(by factor: Rational, precision: Int) -> Self {
    multiplied(by: constant(factor, precision: precision), precision: precision)
  }

  /// The power with a natural exponent.
  public func power(_ n: Int, precision: Int) -> Self {
    precondition(n >= 0, "a negative power is the power of a reciprocal")
    return repeatedSquaring(self, exponent: UInt(n)) {
      $0.multiplied(by: $1, precision: precision)
    } square: {
      $0.multiplied(by: $0, precision: precision)
    } ?? constant(1, precision: precision)
  }
}

/// A zonal kernel given by a formula in t = cos θ.
///
/// The formula alone makes the kernel a `MeridianFunction`.
public protocol MeridianFormula: MeridianFunction {
  /// The kernel's value from that of the cosine, or `nil` when it is undefined.
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value?
}

extension MeridianFormula {
  /// The values at the angles of a ball.
  public func value(at theta: RealBall, precision: Int) -> RealBall? {
    evaluate(RealMeridianValue(cosineOf: theta, precision: precision), precision: precision)?.value
  }

  /// The values of the analytic continuation on a rectangle.
  public func continuation(over theta: ComplexBall, precision: Int) -> ComplexBall? {
    let t = ComplexMeridianValue(cosineOf: theta, precision: precision)
    guard let result = evaluate(t, precision: precision)?.value, result.isFinite else { return nil }
    return result
  }

  /// A bound by a power of the angle next to an end, see ``MeridianFunction``.
  public func endBound(
    within length: RealBall, atPi: Bool, precision: Int
  ) -> (coefficient: Magnitude, exponent: Rational)? {
    guard
      length.isCertainlyAtMost(RealBall(midpoint: Dyadic(1, timesPowerOfTwo: -1), radius: .zero))
    else { return nil }
    let angles = ComplexBall(length.union(.zero, precision: precision))
    let t = EndMeridianValue(cosineOf: angles, isMirrored: atPi, precision: precision)
    guard let growth = evaluate(t, precision: precision)?.growth, !growth.upper.isInfinite else {
      return nil
    }
    return (growth.upper, growth.exponent)
  }
}
