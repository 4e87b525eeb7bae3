public import Arithmetic

/// A value of an analytic function on a rectangle of angles, together with its behaviour at θ = 0.
///
/// Kernels on the sphere apply the arccosine again and again to functions u with u = 1 at θ = 0, where
/// the arccosine has a branch point. In the angle there is none: with u = 1 − θ²q and q analytic,
/// arccos u = θ·√(2q)·A(θ²q/2), see `ArcsineRatio`. So a value f carries, where it is known, its *defect*
///
///     f(θ) = p − θ²·q(θ),     p constant
///
/// and the arccosine and the root use it whenever p is exactly 1 or 0 — on every rectangle, also far
/// from 0, because on rectangles left of 0 the principal arccosine would be another branch.
public struct ComplexMeridianValue: MeridianValue {
  /// The values on the rectangle.
  public let value: ComplexBall
  /// The rectangle of angles.
  let theta: ComplexBall
  /// ψ with value = cos ψ, where ψ is known to be analytic without the arccosine.
  let angle: ComplexBall?
  /// The behaviour at θ = 0.
  let defect: Defect?

  /// The constant p and an enclosure of q in f = p − θ²q.
  struct Defect: Sendable {
    let constant: RealBall
    /// The constant again, where it is known exactly.
    ///
    /// Which formula serves a function of f is decided by this number alone, so that it is the same
    /// on every rectangle.
    let exact: Rational?
    let quotient: ComplexBall

    init(constant: RealBall, exact: Rational?, quotient: ComplexBall, precision: Int) {
      self.constant = exact.map { RealBall($0, precision: precision) } ?? constant
      self.exact = exact
      self.quotient = quotient
    }

    /// A defect from 1.
    init(fromOne quotient: ComplexBall) {
      (constant, exact, self.quotient) = (.one, .one, quotient)
    }
  }

  init(
    value: ComplexBall, theta: ComplexBall, angle: ComplexBall? = nil, defect: Defect? = nil,
    precision: Int
  ) {
    self.theta = theta
    self.angle = angle
    guard let defect else {
      self.defect = nil
      self.value = value
      return
    }
    // Near 0 the defect gives the sharper value, far from 0 the value the sharper defect.
    let square = theta.squared(precision: precision)
    let quotient = ComplexBall(defect.constant).subtracting(value, precision: precision)
      .divided(by: square, precision: precision)
    if quotient.radius < defect.quotient.radius {
      self.value = value
      self.defect = Defect(
        constant: defect.constant, exact: defect.exact, quotient: quotient, precision: precision)
    } else {
      let other = ComplexBall(defect.constant).subtracting(
        square.multiplied(by: defect.quotient, precision: precision), precision: precision)
      self.value = other.radius < value.radius ? other : value
      self.defect = defect
    }
  }

  /// The cosine of the angles of a rectangle.
  public init(cosineOf theta: ComplexBall, precision: Int) {
    let quotient = CosineKernel.cosineDefect(theta, precision: precision)
    self.init(
      value: .cos(theta, precision: precision), theta: theta, angle: theta,
      defect: Defect(fromOne: quotient), precision: precision)
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
    ComplexMeridianValue(
      value: ComplexBall(value), theta: theta,
      defect: Defect(constant: value, exact: exact, quotient: .zero, precision: precision),
      precision: precision)
  }

  /// The same function, of which the caller knows that it is exactly 1 at θ = 0.
  ///
  /// Needed where the value 1 comes about by constants that are not rational. Returns `nil` when the
  /// behaviour at 0 is not known or contradicts it.
  public func assertingUnitAtZero(precision: Int) -> ComplexMeridianValue? {
    guard let defect, defect.constant.contains(Dyadic.one) else { return nil }
    return ComplexMeridianValue(
      value: value, theta: theta, angle: angle,
      defect: Defect(fromOne: defect.quotient), precision: precision)
  }

  func plain(_ value: ComplexBall, precision: Int) -> ComplexMeridianValue? {
    guard value.isFinite else { return nil }
    return ComplexMeridianValue(value: value, theta: theta, precision: precision)
  }
}
