internal import CMultiprecision

extension RealBall {
  /// The square root.
  ///
  /// The derivative 1/(2√y) is at most 1/(2√low) for a lower bound `low` of the ball.
  ///
  /// - Throws: `DomainError` when every point is negative.
  public static func sqrt(_ x: RealBall, precision: Int) throws(DomainError) -> RealBall {
    if x.isZero { return .zero }
    if x.isCertainlyNegative { throw DomainError(function: "sqrt") }
    return x.nonnegativeSqrt(precision: precision)
  }

  /// The square root of the part of the ball in [0, ∞), which is not empty.
  func nonnegativeSqrt(precision: Int) -> RealBall {
    if isZero { return .zero }
    if !isFinite { return .everything }
    let low = lowerMagnitude
    if isCertainlyPositive, !low.isZero, isNarrow(against: low) {
      let slope = Magnitude.powerOfTwo(-1).divided(byLowerBound: low.squareRootRoundedDown())
      return mapped(mpfr_sqrt, slope: slope, precision: precision)
    }
    let (lower, upper) = ends(from: .zero, to: .infinity, precision: precision + 8)
    return RealBall.image(from: lower, to: upper, precision: precision, mpfr_sqrt)
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

  /// A ball raised to a rational power p/q, as (x^(1/q))^p.
  ///
  /// For q > 1 the power is that of the numbers ≥ 0 in the ball, also when q is odd: the negative
  /// ones lie outside the domain. A negative power of a ball that holds 0 is the whole line.
  ///
  /// - Throws: `DomainError` when q > 1 and every point is negative, and for a negative power of a
  ///   ball that is exactly 0.
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
    if x.isCertainlyNegative { throw DomainError(function: "power") }
    let working = precision + 2 * (Int.bitWidth - top.magnitude.leadingZeroBitCount) + 8
    let root = x.nonnegativeRoot(bottom, precision: working)
    return root.power(top, precision: precision)
  }

  /// The q-th root of the part of the ball in [0, ∞), which is not empty.
  ///
  /// The root divides relative errors by q, so ends of `precision` + 16 bits are enough.
  private func nonnegativeRoot(_ q: Int, precision: Int) -> RealBall {
    if q == 2 { return nonnegativeSqrt(precision: precision) }
    if !isFinite { return .everything }
    let operation: Operation = { mpfr_rootn_ui($0, $1, UInt(q), $2) }
    if isExact { return RealBall(Dyadic.rounded(operation, midpoint, precision: precision)) }
    let (lower, upper) = ends(from: .zero, to: .infinity, precision: precision + 16)
    return RealBall.image(from: lower, to: upper, precision: precision, operation)
  }
}
