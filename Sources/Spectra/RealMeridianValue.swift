public import Arithmetic

/// A value of a function of real angles, with the angle itself where the value is its cosine.
public struct RealMeridianValue: MeridianValue {
  /// The values.
  public let value: RealBall
  /// ψ in [0, π] with value = cos ψ, where it is known better than by the arccosine.
  let angle: RealBall?

  /// The cosine of the angles θ of a ball in [0, π].
  public init(cosineOf theta: RealBall, precision: Int) {
    value = .cos(theta, precision: precision)
    angle = theta
  }

  init(_ value: RealBall) {
    self.value = value
    angle = nil
  }

  /// The constant function.
  public func constant(_ value: Rational, precision: Int) -> RealMeridianValue {
    RealMeridianValue(RealBall(value, precision: precision))
  }

  /// The constant function with a value that is known by a ball.
  public func constant(_ value: RealBall) -> RealMeridianValue { RealMeridianValue(value) }

  /// The sum.
  public func adding(_ other: RealMeridianValue, precision: Int) -> RealMeridianValue {
    RealMeridianValue(value.adding(other.value, precision: precision))
  }

  /// The product.
  public func multiplied(by other: RealMeridianValue, precision: Int) -> RealMeridianValue {
    RealMeridianValue(value.multiplied(by: other.value, precision: precision))
  }

  /// The reciprocal.
  public func reciprocal(precision: Int) -> RealMeridianValue? {
    if value.containsZero { return nil }
    return RealMeridianValue(RealBall.one.divided(by: value, precision: precision))
  }

  /// The square root.
  public func squareRoot(precision: Int) -> RealMeridianValue? {
    (try? RealBall.sqrt(value, precision: precision)).map(RealMeridianValue.init)
  }

  /// The power with a fractional exponent, of the part of the values in [0, ∞).
  public func power(_ exponent: Rational, precision: Int) -> RealMeridianValue? {
    (try? RealBall.power(value, exponent, precision: precision)).map(RealMeridianValue.init)
  }

  /// The sine of the values.
  public func sine(precision: Int) -> RealMeridianValue {
    RealMeridianValue(.sin(value, precision: precision))
  }

  /// The cosine of the values.
  public func cosine(precision: Int) -> RealMeridianValue {
    RealMeridianValue(.cos(value, precision: precision))
  }

  /// The error function of the values.
  public func errorFunction(precision: Int) -> RealMeridianValue {
    RealMeridianValue(.erf(value, precision: precision))
  }

  /// The exponential.
  public func exponential(precision: Int) -> RealMeridianValue {
    RealMeridianValue(.exp(value, precision: precision))
  }

  /// The natural logarithm.
  public func logarithm(precision: Int) -> RealMeridianValue? {
    (try? RealBall.log(value, precision: precision)).map(RealMeridianValue.init)
  }

  /// The arccosine.
  public func arccosine(precision: Int) -> RealMeridianValue? {
    if let angle { return RealMeridianValue(angle) }
    return (try? RealBall.acos(value, precision: precision)).map(RealMeridianValue.init)
  }

  /// κ₀(u) = 1 − ψ/π and κ₁(u) = (u·(π − ψ) + √(1 − u²))/π with ψ = arccos u.
  ///
  /// κ₁ is increasing with slope κ₀ ≤ 1, so its value at the midpoint errs by at most the radius; the
  /// formula itself would multiply the radius by 1/√(1 − u²).
  public func kappas(precision: Int) -> (kappa0: RealMeridianValue, kappa1: RealMeridianValue)? {
    let working = precision + 8
    let pi = RealBall.pi(precision: working)
    func complement(_ psi: RealBall) -> RealBall {
      RealBall.one.subtracting(psi.divided(by: pi, precision: working), precision: precision)
    }
    if let angle {
      let image = CosineKernel.value(angle, precision: working).rounded(toPrecision: precision)
      return (RealMeridianValue(complement(angle)), RealMeridianValue(image))
    }
    guard value.isFinite, value.overlaps(RealBall(midpoint: .zero, radius: .powerOfTwo(0))) else {
      return nil
    }
    // The midpoint moved into [−1, 1] is still within the radius of every point there.
    let middle = RealBall(min(max(value.midpoint, Dyadic(-1)), .one))
    let square = RealBall.one.subtracting(middle, precision: working)
      .multiplied(by: .one.adding(middle, precision: working), precision: working)
    guard let psi = try? RealBall.acos(middle, precision: working),
      let sine = try? RealBall.sqrt(square, precision: working)
    else { return nil }
    let image = pi.subtracting(psi, precision: working)
      .multiplied(by: middle, precision: working)
      .adding(sine, precision: working).divided(by: pi, precision: precision)
    guard let angles = spreadAngle(psi, precision: working) else { return nil }
    return (
      RealMeridianValue(complement(angles)), RealMeridianValue(image.widened(by: value.radius))
    )
  }

  /// The arccosine of all points from that of the midpoint.
  ///
  /// The derivative 1/√(1 − y²) is at most 1/√low for a lower bound `low` of 1 − |y|.
  private func spreadAngle(_ psi: RealBall, precision: Int) -> RealBall? {
    if value.isExact { return psi }
    let low = RealBall.one.subtracting(value.absolute(precision: 64), precision: 64).lowerMagnitude
    if value.radius.scaled(byPowerOfTwo: 8) <= low {
      return psi.widened(
        by: value.radius * Magnitude.powerOfTwo(0).divided(byLowerBound: low).squareRoot())
    }
    return try? RealBall.acos(value, precision: precision)
  }
}
