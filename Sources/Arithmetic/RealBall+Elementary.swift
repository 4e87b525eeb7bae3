internal import CMultiprecision

/// A function has no value anywhere on the given ball.
public struct DomainError: Error, Hashable, Sendable {
  /// The name of the function, as in the language.
  public let function: String

  /// Creates the error.
  public init(function: String) { self.function = function }
}

// Each function here is monotone on its domain (or treated piece by piece). A narrow ball is mapped
// by its midpoint and a bound for the derivative; a wide one, or one that touches the end of the
// domain, by its end points with directed rounding. On a ball that sticks out of the domain the
// result encloses the values on the part inside; `DomainError` means that no part is.

extension RealBall {
  typealias Operation = Dyadic.Unary

  /// The image under an increasing function whose derivative on the ball is at most `slope`.
  private func mapped(
    increasing operation: Operation, slope: Magnitude, precision: Int
  ) -> RealBall {
    RealBall(
      Dyadic.rounded(operation, midpoint, precision: precision),
      adding: radius.isZero ? .zero : radius * slope)
  }

  /// The image of [lower, upper] under a monotone function, by its values at the ends.
  private static func image(
    from lower: Dyadic, to upper: Dyadic, decreasing: Bool = false, precision: Int,
    _ operation: Operation
  ) -> RealBall {
    let (first, last) = decreasing ? (upper, lower) : (lower, upper)
    let low = Dyadic.rounded(operation, first, precision: precision, rounding: .down)
    let high = Dyadic.rounded(operation, last, precision: precision, rounding: .up)
    return RealBall(from: low.value, to: high.value, precision: precision)
  }

  /// Whether the ball is so narrow, measured against `size`, that a derivative bound is sharp.
  private func isNarrow(against size: Magnitude) -> Bool {
    radius.isZero || radius.scaled(byPowerOfTwo: 16) <= size
  }

  /// The square root.
  ///
  /// The derivative 1/(2√y) is at most 1/(2√low) for a lower bound `low` of the ball.
  ///
  /// - Throws: `DomainError` when every point is negative.
  public static func sqrt(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if x.isZero { return .zero }
    if x.isCertainlyNegative { throw DomainError(function: "sqrt") }
    if !x.isFinite { return .everything }
    let low = x.lowerMagnitude
    if !low.isZero && x.isNarrow(against: low) {
      let root = low.squareRootRoundedDown()
      let slope = Magnitude.powerOfTwo(-1).divided(byLowerBound: root)
      return x.mapped(increasing: mpfr_sqrt, slope: slope, precision: precision)
    }
    let lower = max(x.lowerBound(precision: precision + 8), .zero)
    let upper = x.upperBound(precision: precision + 8)
    return image(from: lower, to: upper, precision: precision, mpfr_sqrt)
  }

  /// The reciprocal of the square root; the whole line when the ball holds 0.
  ///
  /// - Throws: `DomainError` when no point is positive.
  public static func reciprocalSqrt(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if x.isCertainlyNonpositive { throw DomainError(function: "sqrt") }
    if x.containsZero { return .everything }
    return RealBall.one.divided(
      by: try sqrt(x, precision: precision + 4), precision: precision)
  }

  /// The arccosine, in [0, π].
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  public static func acos(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if let slope = try arcSlope(x, function: "arccos") {
      return RealBall(
        Dyadic.rounded(mpfr_acos, x.midpoint, precision: precision),
        adding: x.radius * slope)
    }
    let (lower, upper) = unitPart(of: x, precision: precision)
    return image(from: lower, to: upper, decreasing: true, precision: precision, mpfr_acos)
  }

  /// The arcsine, in [-π/2, π/2].
  ///
  /// - Throws: `DomainError` when no point lies in [-1, 1].
  public static func asin(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if let slope = try arcSlope(x, function: "arcsin") {
      return x.mapped(increasing: mpfr_asin, slope: slope, precision: precision)
    }
    let (lower, upper) = unitPart(of: x, precision: precision)
    return image(from: lower, to: upper, precision: precision, mpfr_asin)
  }

  /// A bound for 1/√(1 - y²) on the ball, or `nil` when the ball is too near to ±1 for one.
  private static func arcSlope(_ x: RealBall, function: String) throws(DomainError) -> Magnitude? {
    let gap = RealBall.one.subtracting(x.absolute(precision: 64), precision: 64)
    if gap.isCertainlyNegative && one.isCertainlyLess(than: x.absolute(precision: 64)) {
      throw DomainError(function: function)
    }
    if x.isExact { return gap.isCertainlyNonnegative || x.midpoint.isUnitOrLess ? .zero : nil }
    let low = gap.lowerMagnitude
    guard gap.isCertainlyPositive, x.isNarrow(against: low) else { return nil }
    // 1 - y² = (1 - |y|)(1 + |y|) ≥ 1 - |y|.
    let root = low.squareRootRoundedDown()
    return Magnitude.powerOfTwo(0).divided(byLowerBound: root)
  }

  /// The ends of the part of the ball in [-1, 1].
  private static func unitPart(of x: RealBall, precision: Int) -> (lower: Dyadic, upper: Dyadic) {
    // Near ±1 the arccosine turns an error η into √(2η), so the ends keep twice the precision.
    let working = 2 * precision + 16
    let lower = x.isFinite ? x.lowerBound(precision: working) : Dyadic(-1)
    let upper = x.isFinite ? x.upperBound(precision: working) : Dyadic(1)
    return (min(max(lower, Dyadic(-1)), Dyadic(1)), max(min(upper, Dyadic(1)), Dyadic(-1)))
  }

  /// The exponential.
  public static func exp(_ x: RealBall, precision: Int) -> RealBall {
    if !x.isFinite { return .everything }
    if x.isExact || x.radius <= .powerOfTwo(-8) {
      let value = Dyadic.rounded(mpfr_exp, x.midpoint, precision: precision)
      // |e^(m+δ) - e^m| ≤ e^m (e^r - 1) ≤ e^m (r + r²) for r ≤ 1.
      let size = value.value.magnitude + value.nearestError
      return RealBall(value, adding: size * (x.radius + x.radius * x.radius))
    }
    return image(
      from: x.lowerBound(precision: precision + 64), to: x.upperBound(precision: precision + 64),
      precision: precision, mpfr_exp)
  }

  /// The natural logarithm; the whole line when the ball holds 0.
  ///
  /// - Throws: `DomainError` when no point is positive.
  public static func log(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if x.isCertainlyNonpositive { throw DomainError(function: "log") }
    if x.containsZero || !x.isFinite { return .everything }
    let low = x.lowerMagnitude
    if x.isNarrow(against: low) {
      let slope = Magnitude.powerOfTwo(0).divided(byLowerBound: low)
      return x.mapped(increasing: mpfr_log, slope: slope, precision: precision)
    }
    let lower = x.lowerBound(precision: precision + 8)
    if lower.signum <= 0 { return .everything }
    return image(
      from: lower, to: x.upperBound(precision: precision + 8), precision: precision, mpfr_log)
  }

  /// The error function 2/√π·∫₀ˣ e^(-u²) du, whose derivative is at most 2/√π < 1.13.
  public static func erf(_ x: RealBall, precision: Int) -> RealBall {
    if x.isFinite && x.radius <= .powerOfTwo(-8) {
      return x.mapped(
        increasing: mpfr_erf, slope: Magnitude(roundingUp: 290, exponent: -8), precision: precision)
    }
    let lower = x.isFinite ? x.lowerBound(precision: precision + 8) : Dyadic.infinity.negated()
    let upper = x.isFinite ? x.upperBound(precision: precision + 8) : Dyadic.infinity
    return image(from: lower, to: upper, precision: precision, mpfr_erf)
  }

  /// The sine, whose derivative is at most 1.
  public static func sin(_ x: RealBall, precision: Int) -> RealBall {
    bounded(x, precision: precision, mpfr_sin)
  }

  /// The cosine, whose derivative is at most 1.
  public static func cos(_ x: RealBall, precision: Int) -> RealBall {
    bounded(x, precision: precision, mpfr_cos)
  }

  /// The image under a function with values in [-1, 1] and slope at most 1.
  private static func bounded(
    _ x: RealBall, precision: Int, _ operation: Operation
  ) -> RealBall {
    if !x.isFinite || x.radius >= .powerOfTwo(1) {
      return RealBall(midpoint: .zero, radius: .powerOfTwo(0))
    }
    return RealBall(
      Dyadic.rounded(operation, x.midpoint, precision: precision),
      adding: x.radius)
  }

  /// The arctangent, whose derivative is at most 1.
  public static func atan(_ x: RealBall, precision: Int) -> RealBall {
    if x.isFinite && x.radius <= .powerOfTwo(-8) {
      return x.mapped(increasing: mpfr_atan, slope: .powerOfTwo(0), precision: precision)
    }
    let lower = x.isFinite ? x.lowerBound(precision: precision + 8) : Dyadic.infinity.negated()
    let upper = x.isFinite ? x.upperBound(precision: precision + 8) : Dyadic.infinity
    return image(from: lower, to: upper, precision: precision, mpfr_atan)
  }

  /// The Gamma function at a positive rational number.
  ///
  /// - Precondition: `x` is positive.
  public static func gamma(_ x: Rational, precision: Int) -> RealBall {
    precondition(x.signum > 0, "the Gamma function is used at positive numbers only")
    // |ψ(y)| ≤ 1/y + |log y| + 1 bounds the logarithmic derivative, hence the error of rounding x.
    let working = precision + 32
    let point = RealBall(x, precision: working)
    let value = Dyadic.rounded(mpfr_gamma, point.midpoint, precision: working)
    if point.isExact { return RealBall(value).rounded(toPrecision: precision) }
    let low = point.lowerMagnitude
    let logarithm = Magnitude(abs(point.midpoint.exponent) + 1)
    let digamma = Magnitude.powerOfTwo(0).divided(byLowerBound: low) + logarithm + Magnitude(1)
    let size = (value.value.magnitude + value.nearestError).scaled(byPowerOfTwo: 1)
    return RealBall(value, adding: size * digamma * point.radius).rounded(toPrecision: precision)
  }

  /// The number π.
  public static func pi(precision: Int) -> RealBall {
    RealBall(Dyadic.computed(precision: precision) { mpfr_const_pi($0, MPFR_RNDN) })
  }

  /// A nonnegative ball raised to a rational power p/q, as (x^(1/q))^p.
  ///
  /// - Throws: `DomainError` when every point is negative and q is even, and for a negative power of
  ///   a ball that is exactly 0.
  public static func power(
    _ x: RealBall, _ exponent: Rational, precision: Int
  ) throws(DomainError) -> RealBall {
    guard let top = exponent.numerator.word, let bottom = exponent.denominator.word else {
      return .everything
    }
    if x.isZero {
      if top < 0 { throw DomainError(function: "power") }
      return top == 0 ? .one : .zero
    }
    if bottom == 1 { return x.power(top, precision: precision) }
    let working = precision + 2 * (Int.bitWidth - abs(top).leadingZeroBitCount) + 8
    let root: RealBall
    if bottom == 2 {
      root = try sqrt(x, precision: working)
    } else {
      if x.isCertainlyNegative { throw DomainError(function: "power") }
      if !x.isFinite { return .everything }
      let lower = max(x.lowerBound(precision: 2 * working), .zero)
      root = image(from: lower, to: x.upperBound(precision: 2 * working), precision: working) {
        mpfr_rootn_ui($0, $1, UInt(bottom), $2)
      }
    }
    return root.power(top, precision: precision)
  }
}

extension Dyadic {
  /// Whether the number lies in [-1, 1].
  var isUnitOrLess: Bool { self <= .one && self >= Dyadic(-1) }
}
