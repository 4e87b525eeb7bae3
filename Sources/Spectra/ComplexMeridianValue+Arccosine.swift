internal import Arithmetic

extension ComplexMeridianValue {
  /// ψ = arccos f, and ψ/θ where it is analytic.
  private func arc(precision: Int) -> (psi: ComplexBall, ratio: ComplexBall?)? {
    if let angle { return (angle, defect?.exact == .one ? .one : nil) }
    guard let defect, defect.exact == .one else {
      guard value.avoidsOuterAxis else { return nil }
      return (.acos(value, precision: precision), nil)
    }
    let doubled = defect.quotient.scaled(byPowerOfTwo: 1)
    let half = theta.squared(precision: precision)
      .multiplied(by: defect.quotient, precision: precision).scaled(byPowerOfTwo: -1)
    guard doubled.avoidsNegativeAxis, let factor = ArcsineRatio.value(half, precision: precision)
    else { return nil }
    let ratio = ComplexBall.sqrt(doubled, precision: precision)
      .multiplied(by: factor, precision: precision)
    return (theta.multiplied(by: ratio, precision: precision), ratio)
  }

  /// The arccosine.
  public func arccosine(precision: Int) -> ComplexMeridianValue? {
    guard let psi = arc(precision: precision)?.psi else { return nil }
    return plain(psi, precision: precision)
  }

  /// κ₀(u) = 1 − arccos(u)/π, and κ₁(u) as the entire function of arccos u that it is.
  ///
  /// For u = 1 − θ²q with angle ψ = θ·h, κ₁(u) = 1 − θ²·h²·(c(ψ) − ψ·e(ψ)/π), see `CosineKernel`.
  public func kappas(
    precision: Int
  ) -> (kappa0: ComplexMeridianValue, kappa1: ComplexMeridianValue)? {
    guard let (psi, ratio) = arc(precision: precision), psi.isFinite else { return nil }
    let part = psi.divided(by: RealBall.pi(precision: precision), precision: precision)
    let image = CosineKernel.value(psi, precision: precision)
    let defect = ratio.map { ratio in
      Defect(
        constant: .one, exact: .one,
        quotient: ratio.squared(precision: precision)
          .multiplied(by: CosineKernel.defect(psi, precision: precision), precision: precision))
    }
    let kappa0 = ComplexBall.one.subtracting(part, precision: precision)
    return (
      ComplexMeridianValue(value: kappa0, theta: theta, precision: precision),
      ComplexMeridianValue(value: image, theta: theta, defect: defect, precision: precision)
    )
  }
}
