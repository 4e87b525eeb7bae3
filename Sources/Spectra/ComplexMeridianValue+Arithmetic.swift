public import Arithmetic

extension ComplexMeridianValue {
  /// The sum; constants and defects add.
  public func adding(_ other: ComplexMeridianValue, precision: Int) -> ComplexMeridianValue {
    let sum = value.adding(other.value, precision: precision)
    guard let a = defect, let b = other.defect else {
      return ComplexMeridianValue(value: sum, theta: theta, precision: precision)
    }
    return ComplexMeridianValue(
      value: sum, theta: theta,
      defect: Defect(
        constant: a.constant.adding(b.constant, precision: precision),
        exact: a.exact.flatMap { x in b.exact.map { x + $0 } },
        quotient: a.quotient.adding(b.quotient, precision: precision), precision: precision),
      precision: precision)
  }

  /// The product (p − θ²q)(p' − θ²q') = pp' − θ²·(p·q' + q·f'), with f' the second factor's value.
  public func multiplied(
    by other: ComplexMeridianValue, precision: Int
  ) -> ComplexMeridianValue {
    let product = value.multiplied(by: other.value, precision: precision)
    guard let a = defect, let b = other.defect else {
      return ComplexMeridianValue(value: product, theta: theta, precision: precision)
    }
    let quotient = b.quotient.multiplied(by: a.constant, precision: precision)
      .adding(a.quotient.multiplied(by: other.value, precision: precision), precision: precision)
    return ComplexMeridianValue(
      value: product, theta: theta,
      defect: Defect(
        constant: a.constant.multiplied(by: b.constant, precision: precision),
        exact: a.exact.flatMap { x in b.exact.map { x * $0 } },
        quotient: quotient, precision: precision),
      precision: precision)
  }

  /// The reciprocal 1/f = 1/p + θ²·q/(p·f).
  public func reciprocal(precision: Int) -> ComplexMeridianValue? {
    let inverse = ComplexBall.one.divided(by: value, precision: precision)
    guard inverse.isFinite else { return nil }
    guard let defect, defect.exact != .zero, !defect.constant.containsZero else {
      return plain(inverse, precision: precision)
    }
    let constant = RealBall.one.divided(by: defect.constant, precision: precision)
    let quotient = defect.quotient.multiplied(by: inverse, precision: precision)
      .multiplied(by: constant, precision: precision).negated()
    return ComplexMeridianValue(
      value: inverse, theta: theta,
      defect: Defect(
        constant: constant, exact: defect.exact.map { Rational.one / $0 }, quotient: quotient,
        precision: precision),
      precision: precision)
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

  /// The square root: θ·√(−q) for f = −θ²q, and the principal root off its cut otherwise.
  public func squareRoot(precision: Int) -> ComplexMeridianValue? {
    if let defect, defect.exact == .zero {
      let radicand = defect.quotient.negated()
      guard radicand.avoidsNegativeAxis else { return nil }
      let root = ComplexBall.sqrt(radicand, precision: precision)
      return plain(theta.multiplied(by: root, precision: precision), precision: precision)
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

  /// The power fᵃ = exp(a·log f), and θ²ᵃ·(−q)ᵃ for f = −θ²q, off the cuts of the logarithms.
  ///
  /// Both are positive where f is, and θ lies in (0, π].
  public func power(_ exponent: Rational, precision: Int) -> ComplexMeridianValue? {
    if exponent.denominator == 2, let top = exponent.numerator.word {
      let power = squareRoot(precision: precision)?.power(abs(top), precision: precision)
      return top < 0 ? power?.reciprocal(precision: precision) : power
    }
    func logarithm(_ z: ComplexBall) -> ComplexBall? {
      z.avoidsNegativeAxis ? ComplexBall.log(z, precision: precision) : nil
    }
    let sum: ComplexBall?
    if let defect, defect.exact == .zero {
      let quotient = logarithm(defect.quotient.negated())
      sum = logarithm(theta).flatMap { angle in
        quotient?.adding(angle.scaled(byPowerOfTwo: 1), precision: precision)
      }
    } else {
      sum = logarithm(value)
    }
    guard let sum else { return nil }
    let power = ComplexBall.exp(
      sum.multiplied(by: exponent, precision: precision), precision: precision)
    return plain(power, precision: precision)
  }
}
