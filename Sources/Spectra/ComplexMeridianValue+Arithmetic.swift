public import Arithmetic

extension ComplexMeridianValue {
  /// The sum; constants and defects add.
  public func adding(_ other: ComplexMeridianValue, precision: Int) -> ComplexMeridianValue {
    func sum(_ left: Defect?, _ right: Defect?) -> Defect? {
      guard let left, let right else { return nil }
      return left.adding(right, precision: precision)
    }
    return ComplexMeridianValue(
      value: value.adding(other.value, precision: precision), theta: theta,
      defect: sum(defect, other.defect), atPi: sum(defectAtPi, other.defectAtPi),
      precision: precision)
  }

  /// The product.
  public func multiplied(
    by other: ComplexMeridianValue, precision: Int
  ) -> ComplexMeridianValue {
    func product(_ left: Defect?, _ right: Defect?) -> Defect? {
      guard let left, let right else { return nil }
      return left.multiplied(by: right, value: other.value, precision: precision)
    }
    return ComplexMeridianValue(
      value: value.multiplied(by: other.value, precision: precision), theta: theta,
      defect: product(defect, other.defect), atPi: product(defectAtPi, other.defectAtPi),
      precision: precision)
  }

  /// The reciprocal.
  public func reciprocal(precision: Int) -> ComplexMeridianValue? {
    let inverse = ComplexBall.one.divided(by: value, precision: precision)
    guard inverse.isFinite else { return nil }
    return ComplexMeridianValue(
      value: inverse, theta: theta,
      defect: defect?.inverted(reciprocal: inverse, precision: precision),
      atPi: defectAtPi?.inverted(reciprocal: inverse, precision: precision), precision: precision)
  }

  /// The absolute value of a function that is real at real angles and has no zero inside the meridian.
  ///
  /// It is the function or its negative, by the sign of its real part, or of that of −q for f = −x²q. On a
  /// connected union of rectangles that sign is everywhere the same, because it is known everywhere.
  public func absolute(precision: Int) -> ComplexMeridianValue? {
    func signed(by part: RealBall) -> ComplexBall? {
      if part.isCertainlyPositive { return value }
      return part.isCertainlyNegative ? value.negated() : nil
    }
    let found =
      if let zeros = zeroEnds(precision: precision) {
        zeros.value(by: { signed(by: $0.defect.quotient.negated().real) }, agree: ==)
      } else { signed(by: value.real) }
    guard let found else { return nil }
    return found == value ? self : negated(precision: precision)
  }

  /// The exponential.
  public func exponential(precision: Int) -> ComplexMeridianValue {
    ComplexMeridianValue(
      value: .exp(value, precision: precision), theta: theta, precision: precision)
  }

  /// The principal logarithm, off its cut.
  public func logarithm(precision: Int) -> ComplexMeridianValue? {
    guard value.avoidsNegativeAxis else { return nil }
    return plain(.log(value, precision: precision), precision: precision)
  }

  /// The square root: x·√(−q) for f = −x²q, and the principal root off its cut otherwise.
  ///
  /// Two roots of one function that both have positive real parts are equal.
  public func squareRoot(precision: Int) -> ComplexMeridianValue? {
    if let zeros = zeroEnds(precision: precision) {
      let found = zeros.value(
        by: { end in
          let radicand = end.defect.quotient.negated()
          guard radicand.avoidsNegativeAxis else { return nil }
          return end.distance.multiplied(
            by: .sqrt(radicand, precision: precision), precision: precision)
        }, agree: { $0.real.isCertainlyPositive && $1.real.isCertainlyPositive })
      return found.flatMap { plain($0, precision: precision) }
    }
    guard value.avoidsNegativeAxis else { return nil }
    return plain(.sqrt(value, precision: precision), precision: precision)
  }

  /// The sine of the values, an entire function of them.
  public func sine(precision: Int) -> ComplexMeridianValue {
    ComplexMeridianValue(
      value: .sin(value, precision: precision), theta: theta, precision: precision)
  }

  /// The cosine of the values, an entire function of them.
  public func cosine(precision: Int) -> ComplexMeridianValue {
    ComplexMeridianValue(
      value: .cos(value, precision: precision), theta: theta, precision: precision)
  }

  /// The error function of the values, an entire function of them.
  public func errorFunction(precision: Int) -> ComplexMeridianValue {
    ComplexMeridianValue(
      value: .erf(value, precision: precision), theta: theta, precision: precision)
  }

  /// The power fᵃ = exp(a·log f), and x²ᵃ·(−q)ᵃ for f = −x²q, off the cuts of the logarithms.
  ///
  /// Both are positive where f is, and x lies in [0, π] at real angles. Two logarithms of one function whose
  /// imaginary parts are both below π in size are equal.
  public func power(_ exponent: Rational, precision: Int) -> ComplexMeridianValue? {
    if exponent.denominator == 2, let top = exponent.numerator.word {
      let power = squareRoot(precision: precision)?.power(abs(top), precision: precision)
      return top < 0 ? power?.reciprocal(precision: precision) : power
    }
    func logarithm(_ z: ComplexBall) -> ComplexBall? {
      z.avoidsNegativeAxis ? ComplexBall.log(z, precision: precision) : nil
    }
    func sum(_ end: ServingEnds.End) -> ComplexBall? {
      guard let quotient = logarithm(end.defect.quotient.negated()),
        let distance = logarithm(end.distance)
      else { return nil }
      return quotient.adding(distance.scaled(byPowerOfTwo: 1), precision: precision)
    }
    func isBelowPi(_ logarithm: ComplexBall) -> Bool {
      logarithm.imaginary.magnitude <= Magnitude(3)
    }
    let found =
      if let zeros = zeroEnds(precision: precision) {
        zeros.value(by: sum, agree: { isBelowPi($0) && isBelowPi($1) })
      } else { logarithm(value) }
    guard let found else { return nil }
    let power = ComplexBall.exp(
      found.multiplied(by: exponent, precision: precision), precision: precision)
    return plain(power, precision: precision)
  }

  /// The ends at which the function is exactly 0, or `nil` when there is none.
  private func zeroEnds(precision: Int) -> ServingEnds? {
    ServingEnds(
      theta: theta, zero: defect?.exact == .zero ? defect : nil,
      pi: defectAtPi?.exact == .zero ? defectAtPi : nil, precision: precision)
  }
}
