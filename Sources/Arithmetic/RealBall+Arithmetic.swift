internal import CMultiprecision

extension RealBall {
  /// The negative, exactly.
  public func negated() -> RealBall { RealBall(midpoint: midpoint.negated(), radius: radius) }

  /// The ball times 2ᵏ, exactly (as long as the exponent stays in MPFR's range).
  public func scaled(byPowerOfTwo k: Int) -> RealBall {
    RealBall(midpoint.scaledRounded(byPowerOfTwo: k), adding: radius.scaled(byPowerOfTwo: k))
  }

  /// The ball with its midpoint rounded to `precision` bits.
  public func rounded(toPrecision precision: Int) -> RealBall {
    if midpoint.precision <= precision { return self }
    return RealBall(
      Dyadic.rounded(mpfr_set, midpoint, precision: precision),
      adding: radius)
  }

  /// The ball with its radius enlarged.
  public func widened(by error: Magnitude) -> RealBall {
    RealBall(midpoint: midpoint, radius: radius + error)
  }

  /// The sum.
  public func adding(_ other: RealBall, precision: Int) -> RealBall {
    RealBall(
      Dyadic.rounded(mpfr_add, midpoint, other.midpoint, precision: precision),
      adding: radius + other.radius)
  }

  /// The difference.
  public func subtracting(_ other: RealBall, precision: Int) -> RealBall {
    RealBall(
      Dyadic.rounded(mpfr_sub, midpoint, other.midpoint, precision: precision),
      adding: radius + other.radius)
  }

  /// The product.
  ///
  /// For x = m + δ and y = n + ε the error is m·ε + n·δ + δ·ε.
  public func multiplied(by other: RealBall, precision: Int) -> RealBall {
    let product = Dyadic.rounded(mpfr_mul, midpoint, other.midpoint, precision: precision)
    if isExact && other.isExact { return RealBall(product) }
    if isZero || other.isZero { return .zero }
    let error =
      midpoint.magnitude * other.radius + other.midpoint.magnitude * radius
      + radius * other.radius
    return RealBall(product, adding: error)
  }

  /// The square, never below 0.
  public func squared(precision: Int) -> RealBall {
    if containsZero && !isExact && isFinite {
      let reach = magnitude
      return RealBall(from: .zero, to: Dyadic(reach * reach), precision: precision)
    }
    return multiplied(by: self, precision: precision)
  }

  /// The product with a rational number.
  public func multiplied(by factor: Rational, precision: Int) -> RealBall {
    multiplied(by: RealBall(factor, precision: precision), precision: precision)
  }

  /// The quotient; the whole line when the divisor holds 0.
  ///
  /// For x = m + δ and y = n + ε, x/y - m/n = (δ - (m/n)·ε)/(n + ε).
  public func divided(by other: RealBall, precision: Int) -> RealBall {
    if other.containsZero { return .everything }
    if isZero { return .zero }
    let quotient = Dyadic.rounded(mpfr_div, midpoint, other.midpoint, precision: precision)
    if isExact && other.isExact { return RealBall(quotient) }
    let ratio = quotient.value.magnitude + quotient.nearestError
    let error = (radius + ratio * other.radius).divided(byLowerBound: other.lowerMagnitude)
    return RealBall(quotient, adding: error)
  }

  /// The power with an integer exponent, by repeated squaring; the whole line for a negative
  /// exponent when the base holds 0.
  ///
  /// - Complexity: O(log |n|) multiplications.
  public func power(_ n: Int, precision: Int) -> RealBall {
    let working = precision + 2 * (Int.bitWidth - n.magnitude.leadingZeroBitCount)
    let power =
      repeatedSquaring(self, exponent: n.magnitude) {
        $0.multiplied(by: $1, precision: working)
      } square: {
        $0.squared(precision: working)
      } ?? .one
    return n < 0
      ? RealBall.one.divided(by: power, precision: precision)
      : power.rounded(toPrecision: precision)
  }

  /// The absolute value.
  public func absolute(precision: Int) -> RealBall {
    if isCertainlyNonnegative { return self }
    if isCertainlyNonpositive { return negated() }
    return isFinite
      ? RealBall(from: .zero, to: Dyadic(magnitude), precision: precision) : .everything
  }

  /// The smallest ball, up to rounding, that holds both balls.
  public func union(_ other: RealBall, precision: Int) -> RealBall {
    if !isFinite || !other.isFinite { return .everything }
    return RealBall(
      from: min(lowerBound(precision: precision), other.lowerBound(precision: precision)),
      to: max(upperBound(precision: precision), other.upperBound(precision: precision)),
      precision: precision)
  }

  /// A ball that holds the points that both balls have in common, or `nil` when there are none.
  public func intersection(_ other: RealBall, precision: Int) -> RealBall? {
    if contains(other) { return other }
    if other.contains(self) { return self }
    if !overlaps(other) { return nil }
    let lower = max(lowerBound(precision: precision), other.lowerBound(precision: precision))
    let upper = min(upperBound(precision: precision), other.upperBound(precision: precision))
    return lower <= upper ? RealBall(from: lower, to: upper, precision: precision) : self
  }

  /// The sum of the products of two rows of the same length.
  public static func dotProduct(
    _ left: [RealBall], _ right: [RealBall], precision: Int
  ) -> RealBall {
    precondition(left.count == right.count, "rows of different length")
    var sum = RealBall.zero
    for (a, b) in zip(left, right) {
      sum = sum.adding(a.multiplied(by: b, precision: precision), precision: precision)
    }
    return sum
  }
}
