internal import Arithmetic

/// The angle ψ = arccos u of a value u, and for u = 1 − θ²q the analytic ratio h = ψ/θ.
///
/// ψ and h are functions of θ and q, analytic on the product of their rectangles,
///
///     h = √(2q)·A(θ²q/2),     ψ = θ·h.
///
/// Interval evaluation of these formulas widens by a factor in each layer of a network. So ψ is also
/// enclosed by its value at the midpoints and its derivatives, with sin ψ = θ·√(q(1 + u)):
///
///     ∂ψ/∂θ = 2q/√(q(1 + u)),     ∂ψ/∂q = θ/√(q(1 + u)).
private struct Arc {
  let psi: ComplexBall
  /// h on the rectangles, and at their midpoints.
  let ratio: (onAll: ComplexBall, inMiddle: ComplexBall)?

  /// The angle when it is known.
  init(angle: ComplexBall, isRatioOne: Bool) {
    psi = angle
    ratio = isRatioOne ? (.one, .one) : nil
  }

  /// The angle of 1 − θ²q, or `nil` when it is not certainly analytic.
  init?(theta: ComplexBall, quotient q: ComplexBall, value: ComplexBall, precision: Int) {
    guard let all = Arc.ratio(theta, q, precision: precision) else { return nil }
    let direct = theta.multiplied(by: all, precision: precision)
    if theta.isExact && q.isExact {
      (psi, ratio) = (direct, (all, all))
      return
    }
    guard let middle = Arc.ratio(theta.midpoint, q.midpoint, precision: precision) else {
      return nil
    }
    ratio = (all, middle)
    let onePlus = ComplexBall.one.adding(value, precision: precision).lowerMagnitude
    let root =
      (Dyadic(q.lowerMagnitude).multiplied(
        by: Dyadic(onePlus), precision: 32, rounding: .down)).lowerMagnitude
    let inverse = Magnitude(1).divided(byLowerBound: root).squareRoot()
    let slopes = q.magnitude * theta.radius.scaled(byPowerOfTwo: 1) + theta.magnitude * q.radius
    let mean = theta.midpoint.multiplied(by: middle, precision: precision)
      .widened(by: slopes * inverse)
    psi = mean.radius < direct.radius ? mean : direct
  }

  private static func ratio(_ theta: ComplexBall, _ q: ComplexBall, precision: Int) -> ComplexBall?
  {
    let doubled = q.scaled(byPowerOfTwo: 1)
    let half = theta.squared(precision: precision)
      .multiplied(by: q, precision: precision).scaled(byPowerOfTwo: -1)
    guard doubled.avoidsNegativeAxis, let factor = ArcsineRatio.value(half, precision: precision)
    else { return nil }
    return ComplexBall.sqrt(doubled, precision: precision)
      .multiplied(by: factor, precision: precision)
  }
}

extension ComplexMeridianValue {
  private func arc(precision: Int) -> Arc? {
    if let angle { return Arc(angle: angle, isRatioOne: defect?.exact == .one) }
    if let defect, defect.exact == .one {
      return Arc(
        theta: theta, quotient: defect.quotient, value: value, precision: precision)
    }
    guard value.avoidsOuterAxis else { return nil }
    return Arc(angle: .acos(value, precision: precision), isRatioOne: false)
  }

  /// The arccosine.
  public func arccosine(precision: Int) -> ComplexMeridianValue? {
    guard let psi = arc(precision: precision)?.psi else { return nil }
    return plain(psi, precision: precision)
  }

  /// κ₀(u) = 1 − arccos(u)/π, and κ₁(u) as the entire function of arccos u that it is.
  public func kappas(
    precision: Int
  ) -> (kappa0: ComplexMeridianValue, kappa1: ComplexMeridianValue)? {
    guard let arc = arc(precision: precision), arc.psi.isFinite else { return nil }
    let part = arc.psi.divided(by: RealBall.pi(precision: precision), precision: precision)
    let slope = ComplexBall.one.subtracting(part, precision: precision)
    let image = CosineKernel.value(arc.psi, precision: precision)
    let defect = newQuotient(arc, slope: slope, precision: precision).map(Defect.init(fromOne:))
    return (
      ComplexMeridianValue(value: slope, theta: theta, precision: precision),
      ComplexMeridianValue(value: image, theta: theta, defect: defect, precision: precision)
    )
  }

  /// The Q of κ₁(1 − θ²q) = 1 − θ²Q, a function of θ and q.
  ///
  ///     Q = h²·(c(ψ) − ψ·e(ψ)/π),     ∂Q/∂q = κ₀(u),     ∂Q/∂θ = (2h³/π)·(e(ψ) − c(ψ))
  ///
  /// The first derivative follows from κ₁' = κ₀; then q = h²·c(ψ) and θ·∂Q/∂θ = 2(κ₀·q − Q) give the
  /// second. For the notation see `CosineKernel`.
  private func newQuotient(_ arc: Arc, slope: ComplexBall, precision: Int) -> ComplexBall? {
    guard let ratio = arc.ratio, let q = defect?.quotient else { return nil }
    let middle = theta.midpoint.multiplied(by: ratio.inMiddle, precision: precision)
    let value = ratio.inMiddle.squared(precision: precision)
      .multiplied(by: CosineKernel.defect(middle, precision: precision), precision: precision)
    if theta.isExact && q.isExact { return value }
    let difference = CosineKernel.sineDefect(arc.psi, precision: precision)
      .subtracting(CosineKernel.cosineDefect(arc.psi, precision: precision), precision: precision)
    // 2/π < 1
    let alongTheta = ratio.onAll.magnitude.power(3) * difference.magnitude
    // As a product of rectangles: discs would widen them by √2 in each layer.
    let alongQuotient = slope.multiplied(by: q.deviation, precision: precision)
    return value.adding(alongQuotient, precision: precision)
      .widened(by: alongTheta * theta.radius)
  }
}

extension ComplexBall {
  /// The differences to the midpoint.
  fileprivate var deviation: ComplexBall {
    ComplexBall(
      real: RealBall(midpoint: .zero, radius: real.radius),
      imaginary: RealBall(midpoint: .zero, radius: imaginary.radius))
  }
}
