public import Arithmetic

/// A value of an analytic function on a rectangle of angles, together with its behaviour at the ends of the
/// meridian.
///
/// Kernels on the sphere apply the arccosine again and again to functions u with u = ±1 at θ = 0 or θ = π,
/// where the arccosine has branch points. In the angle there is none: with u = 1 − θ²q and q analytic,
/// arccos u = θ·√(2q)·A(θ²q/2), see `ArcsineRatio`. So a value f carries, where it is known, its *defect*
/// at each end,
///
///     f(θ) = p − x²·q(θ),     p constant,     x = θ at 0 and x = π − θ at π,
///
/// and the arccosine and the root use it whenever p is exactly ±1 or 0: which formula serves a rectangle
/// follows from these constants and from the side of θ = π/2 on which it lies, and rectangles on that line
/// must show that both sides agree (`MeridianSide`). On rectangles left of 0 the principal arccosine would
/// be another branch.
public struct ComplexMeridianValue: MeridianValue {
  /// The values on the rectangle.
  public let value: ComplexBall
  /// The rectangle of angles.
  let theta: ComplexBall
  /// ψ with value = cos ψ, where ψ is known to be analytic without the arccosine.
  let angle: ComplexBall?
  /// The behaviour at θ = 0.
  let defect: Defect?
  /// The behaviour at θ = π.
  let defectAtPi: Defect?

  init(
    value: ComplexBall, theta: ComplexBall, angle: ComplexBall? = nil, defect: Defect? = nil,
    atPi: Defect? = nil, precision: Int
  ) {
    self.theta = theta
    self.angle = angle
    var value = value
    self.defect = defect?.refined(with: &value, distance: theta, precision: precision)
    if let atPi {
      let distance = Self.distanceFromPi(theta, precision: precision)
      defectAtPi = atPi.refined(with: &value, distance: distance, precision: precision)
    } else {
      defectAtPi = nil
    }
    self.value = value
  }

  /// π − θ.
  static func distanceFromPi(_ theta: ComplexBall, precision: Int) -> ComplexBall {
    ComplexBall(RealBall.pi(precision: precision + 4)).subtracting(theta, precision: precision)
  }

  /// The cosine of the angles of a rectangle, which is −1 + x²·c(x) for x = π − θ.
  public init(cosineOf theta: ComplexBall, precision: Int) {
    let quotient = CosineKernel.cosineDefect(theta, precision: precision)
    let mirrored = CosineKernel.cosineDefect(
      Self.distanceFromPi(theta, precision: precision), precision: precision)
    self.init(
      value: .cos(theta, precision: precision), theta: theta, angle: theta,
      defect: Defect(fromOne: quotient),
      atPi: Defect(
        constant: RealBall(-1), exact: -1, quotient: mirrored.negated(), precision: precision),
      precision: precision)
  }

  /// The constant function.
  public func constant(_ value: Rational, precision: Int) -> ComplexMeridianValue {
    constant(RealBall(value, precision: precision), exact: value, precision: precision)
  }

  /// The constant function with a value that is known by a ball.
  public func constant(_ value: RealBall) -> ComplexMeridianValue {
    constant(value, exact: nil, precision: value.midpoint.precision)
  }

  private func constant(
    _ value: RealBall, exact: Rational?, precision: Int
  ) -> ComplexMeridianValue {
    let defect = Defect(constant: value, exact: exact, quotient: .zero, precision: precision)
    return ComplexMeridianValue(
      value: ComplexBall(value), theta: theta, defect: defect, atPi: defect, precision: precision)
  }

  /// The same function, of which the caller knows that it is exactly 1 at θ = 0.
  ///
  /// Needed where the value 1 comes about by constants that are not rational. Returns `nil` when the
  /// behaviour at 0 is not known or contradicts it.
  public func assertingUnitAtZero(precision: Int) -> ComplexMeridianValue? {
    guard let defect, defect.constant.contains(Dyadic.one) else { return nil }
    return ComplexMeridianValue(
      value: value, theta: theta, angle: angle, defect: Defect(fromOne: defect.quotient),
      atPi: defectAtPi, precision: precision)
  }

  func plain(_ value: ComplexBall, precision: Int) -> ComplexMeridianValue? {
    guard value.isFinite else { return nil }
    return ComplexMeridianValue(value: value, theta: theta, precision: precision)
  }
}
