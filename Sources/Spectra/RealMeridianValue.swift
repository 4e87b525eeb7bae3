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

  /// κ₀(u) = 1 − arccos(u)/π.
  public func kappa0(precision: Int) -> RealMeridianValue? {
    guard let psi = arccosine(precision: precision + 4)?.value else { return nil }
    let part = psi.divided(by: .pi(precision: precision + 4), precision: precision + 4)
    return RealMeridianValue(RealBall.one.subtracting(part, precision: precision))
  }

  /// κ₁(u), which is increasing with slope κ₀(u) ≤ 1.
  ///
  /// So the value at the midpoint, moved into [−1, 1], errs by at most the radius. The formula itself
  /// would multiply the radius by 1/√(1 − u²).
  public func kappa1(precision: Int) -> RealMeridianValue? {
    let working = precision + 8
    if let angle {
      let image = CosineKernel.value(angle, precision: working)
      return RealMeridianValue(image.rounded(toPrecision: precision))
    }
    if !value.isFinite { return nil }
    let middle = RealBall(min(max(value.midpoint, Dyadic(-1)), .one))
    // The distance from the cut midpoint to a point of the ball in [−1, 1] is still ≤ the radius.
    guard value.overlaps(RealBall(midpoint: .zero, radius: .powerOfTwo(0))),
      let psi = try? RealBall.acos(middle, precision: working),
      let sine = try? RealBall.sqrt(
        RealBall.one.subtracting(middle, precision: working)
          .multiplied(by: .one.adding(middle, precision: working), precision: working),
        precision: working)
    else { return nil }
    let pi = RealBall.pi(precision: working)
    let product = pi.subtracting(psi, precision: working)
      .multiplied(by: middle, precision: working)
    let result = product.adding(sine, precision: working).divided(by: pi, precision: precision)
    return RealMeridianValue(result.widened(by: value.radius))
  }
}
