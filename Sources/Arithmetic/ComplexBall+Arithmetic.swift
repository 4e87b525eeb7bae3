extension ComplexBall {
  /// The negative, exactly.
  public func negated() -> ComplexBall {
    ComplexBall(real: real.negated(), imaginary: imaginary.negated())
  }

  /// The conjugate x - iy, exactly.
  public func conjugated() -> ComplexBall {
    ComplexBall(real: real, imaginary: imaginary.negated())
  }

  /// The product with i, exactly.
  public func timesI() -> ComplexBall {
    ComplexBall(real: imaginary.negated(), imaginary: real)
  }

  /// The rectangle times 2ᵏ, exactly (as long as the exponent stays in MPFR's range).
  public func scaled(byPowerOfTwo k: Int) -> ComplexBall {
    ComplexBall(
      real: real.scaled(byPowerOfTwo: k), imaginary: imaginary.scaled(byPowerOfTwo: k))
  }

  /// The rectangle with both radii enlarged.
  public func widened(by error: Magnitude) -> ComplexBall {
    ComplexBall(real: real.widened(by: error), imaginary: imaginary.widened(by: error))
  }

  /// The sum.
  public func adding(_ other: ComplexBall, precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.adding(other.real, precision: precision),
      imaginary: imaginary.adding(other.imaginary, precision: precision))
  }

  /// The difference.
  public func subtracting(_ other: ComplexBall, precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.subtracting(other.real, precision: precision),
      imaginary: imaginary.subtracting(other.imaginary, precision: precision))
  }

  /// The product (a + ib)(c + id) = (ac - bd) + i(ad + bc).
  public func multiplied(by other: ComplexBall, precision: Int) -> ComplexBall {
    if other.isReal { return multiplied(by: other.real, precision: precision) }
    if isReal { return other.multiplied(by: real, precision: precision) }
    let working = precision + 2
    let ac = real.multiplied(by: other.real, precision: working)
    let bd = imaginary.multiplied(by: other.imaginary, precision: working)
    let ad = real.multiplied(by: other.imaginary, precision: working)
    let bc = imaginary.multiplied(by: other.real, precision: working)
    return ComplexBall(
      real: ac.subtracting(bd, precision: precision),
      imaginary: ad.adding(bc, precision: precision))
  }

  /// The product with a real number.
  public func multiplied(by factor: RealBall, precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.multiplied(by: factor, precision: precision),
      imaginary: imaginary.multiplied(by: factor, precision: precision))
  }

  /// The product with a rational number.
  public func multiplied(by factor: Rational, precision: Int) -> ComplexBall {
    multiplied(by: RealBall(factor, precision: precision + 2), precision: precision)
  }

  /// The square (x² - y²) + 2ixy.
  public func squared(precision: Int) -> ComplexBall {
    let x = real.squared(precision: precision + 2)
    let y = imaginary.squared(precision: precision + 2)
    return ComplexBall(
      real: x.subtracting(y, precision: precision),
      imaginary: real.multiplied(by: imaginary, precision: precision).scaled(byPowerOfTwo: 1))
  }

  /// The square x² + y² of the absolute value.
  public func squaredModulus(precision: Int) -> RealBall {
    real.squared(precision: precision + 2)
      .adding(imaginary.squared(precision: precision + 2), precision: precision)
  }

  /// The absolute value.
  public func modulus(precision: Int) -> RealBall {
    if isReal { return real.absolute(precision: precision) }
    return squaredModulus(precision: precision + 4).nonnegativeSqrt(precision: precision)
  }

  /// The quotient; the whole plane when the divisor holds 0.
  ///
  /// For z = m + δ and w = n + ε with midpoints m, n, z/w - m/n = (δ - (m/n)·ε)/w. The quotient of the
  /// midpoints is that of exact numbers, and the size of the difference enlarges both radii.
  public func divided(by other: ComplexBall, precision: Int) -> ComplexBall {
    if other.isReal { return divided(by: other.real, precision: precision) }
    if other.containsZero || !isFinite { return .everything }
    let working = precision + 4
    let (m, n) = (midpoint, other.midpoint)
    let squares = n.squaredModulus(precision: working)
    let quotient = m.multiplied(by: n.conjugated(), precision: working)
      .divided(by: squares, precision: precision)
    if isExact && other.isExact { return quotient }
    let spread = radius + quotient.magnitude * other.radius
    return quotient.widened(by: spread.divided(byLowerBound: other.lowerMagnitude))
  }

  /// The quotient by a real number; the whole plane when the divisor holds 0.
  public func divided(by other: RealBall, precision: Int) -> ComplexBall {
    ComplexBall(
      real: real.divided(by: other, precision: precision),
      imaginary: imaginary.divided(by: other, precision: precision))
  }

  /// The power with an integer exponent, by repeated squaring; the whole plane for a negative
  /// exponent when the base holds 0.
  ///
  /// - Complexity: O(log |n|) multiplications.
  public func power(_ n: Int, precision: Int) -> ComplexBall {
    let working = precision + 2 * (Int.bitWidth - n.magnitude.leadingZeroBitCount)
    let power =
      repeatedSquaring(self, exponent: n.magnitude) {
        $0.multiplied(by: $1, precision: working)
      } square: {
        $0.squared(precision: working)
      } ?? .one
    return n < 0
      ? ComplexBall.one.divided(by: power, precision: precision)
      : power.rounded(toPrecision: precision)
  }

  /// The exact midpoint of the rectangle.
  public var midpoint: ComplexBall {
    ComplexBall(real: RealBall(real.midpoint), imaginary: RealBall(imaginary.midpoint))
  }

  /// An upper bound for the distance of a point from the midpoint: half the diagonal.
  public var radius: Magnitude {
    if imaginary.isExact { return real.radius }
    if real.isExact { return imaginary.radius }
    return (real.radius * real.radius + imaginary.radius * imaginary.radius).squareRoot()
  }
}
