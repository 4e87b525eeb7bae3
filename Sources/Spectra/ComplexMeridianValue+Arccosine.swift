internal import Arithmetic

/// The angle χ = arccos v of v = 1 − x²q, and the analytic ratio h = χ/x.
///
/// Here v = u where u = 1 at an end of the meridian and v = −u where u = −1, and x is the distance from the
/// end. χ and h are functions of x and q, analytic on the product of their rectangles,
///
///     h = √(2q)·A(x²q/2),     χ = x·h = 2·arcsin w,     w = x·√(q/2).
///
/// Interval evaluation of these formulas widens by a factor in each layer of a network. So χ is also
/// enclosed by its value at the midpoints and its derivatives, with sin χ = x·√(q(1 + v)):
///
///     ∂χ/∂x = 2q/√(q(1 + v)),     ∂χ/∂q = x/√(q(1 + v)).
private struct Arc {
  let distance: ComplexBall
  let quotient: ComplexBall
  /// Whether v = −u.
  let isMirrored: Bool
  let chi: ComplexBall
  /// h on the rectangles, and at their midpoints.
  let ratio: (onAll: ComplexBall, inMiddle: ComplexBall)

  /// The arc of a value whose angle is the distance itself.
  init(ofDistance end: ServingEnds.End) {
    (distance, chi, ratio) = (end.distance, end.distance, (.one, .one))
    isMirrored = end.defect.exact == -1
    quotient = isMirrored ? end.defect.quotient.negated() : end.defect.quotient
  }

  /// The arc of a value u, or `nil` when it is not certainly analytic.
  init?(_ end: ServingEnds.End, of u: ComplexBall, precision: Int) {
    isMirrored = end.defect.exact == -1
    distance = end.distance
    let x = end.distance
    let q = isMirrored ? end.defect.quotient.negated() : end.defect.quotient
    quotient = q
    guard let all = Arc.ratio(x, q, precision: precision) else { return nil }
    let direct = x.multiplied(by: all, precision: precision)
    if x.isExact && q.isExact {
      (chi, ratio) = (direct, (all, all))
      return
    }
    guard let middle = Arc.ratio(x.midpoint, q.midpoint, precision: precision) else { return nil }
    ratio = (all, middle)
    let v = isMirrored ? u.negated() : u
    let onePlus = ComplexBall.one.adding(v, precision: precision).lowerMagnitude
    let root =
      (Dyadic(q.lowerMagnitude).multiplied(
        by: Dyadic(onePlus), precision: 32, rounding: .down)).lowerMagnitude
    let inverse = Magnitude(1).divided(byLowerBound: root).squareRoot()
    let slopes = q.magnitude * x.radius.scaled(byPowerOfTwo: 1) + x.magnitude * q.radius
    let mean = x.midpoint.multiplied(by: middle, precision: precision)
      .widened(by: slopes * inverse)
    chi = mean.radius < direct.radius ? mean : direct
  }

  private static func ratio(_ x: ComplexBall, _ q: ComplexBall, precision: Int) -> ComplexBall? {
    let doubled = q.scaled(byPowerOfTwo: 1)
    let half = x.squared(precision: precision)
      .multiplied(by: q, precision: precision).scaled(byPowerOfTwo: -1)
    guard doubled.avoidsNegativeAxis, let factor = ArcsineRatio.value(half, precision: precision)
    else { return nil }
    return ComplexBall.sqrt(doubled, precision: precision)
      .multiplied(by: factor, precision: precision)
  }

  /// arccos u.
  func psi(precision: Int) -> ComplexBall {
    isMirrored ? ComplexMeridianValue.distanceFromPi(chi, precision: precision) : chi
  }

  /// Whether Re w > 0.
  ///
  /// Where that holds at both ends, arccos u is the same number by both: 2·arcsin w = 2·arcsin w' when
  /// w² = w'², and 2·arcsin w = 2·arccos w' = π − 2·arcsin w' when w² = 1 − w'², because the arcsine of a
  /// number with positive real part has a real part in (0, π/2) and so a cosine with positive real part.
  func isOnRight(precision: Int) -> Bool {
    let root = ComplexBall.sqrt(quotient.scaled(byPowerOfTwo: 1), precision: precision)
    return distance.multiplied(by: root, precision: precision).real.isCertainlyPositive
  }

  /// The defect of κ₁(u) at the end.
  func image(precision: Int) -> ComplexMeridianValue.Defect {
    isMirrored ? fromZero(precision: precision) : fromOne(precision: precision)
  }

  /// κ₁(u) = κ₁(−cos χ) = χ³·e(χ)/π = x²·(x·h³·e(χ)/π), for e see `CosineKernel`.
  private func fromZero(precision: Int) -> ComplexMeridianValue.Defect {
    let quotient = ratio.onAll.power(3, precision: precision)
      .multiplied(by: distance, precision: precision)
      .multiplied(by: CosineKernel.sineDefect(chi, precision: precision), precision: precision)
      .divided(by: RealBall.pi(precision: precision), precision: precision)
    return ComplexMeridianValue.Defect(
      constant: .zero, exact: .zero, quotient: quotient.negated(), precision: precision)
  }

  /// The Q of κ₁(1 − x²q) = 1 − x²Q, a function of x and q.
  ///
  ///     Q = h²·(c(χ) − χ·e(χ)/π),     ∂Q/∂q = κ₀(v),     ∂Q/∂x = (2h³/π)·(e(χ) − c(χ))
  ///
  /// The first derivative follows from κ₁' = κ₀; then q = h²·c(χ) and x·∂Q/∂x = 2(κ₀·q − Q) give the
  /// second. For the notation see `CosineKernel`.
  private func fromOne(precision: Int) -> ComplexMeridianValue.Defect {
    let middle = distance.midpoint.multiplied(by: ratio.inMiddle, precision: precision)
    let value = ratio.inMiddle.squared(precision: precision)
      .multiplied(by: CosineKernel.defect(middle, precision: precision), precision: precision)
    if distance.isExact && quotient.isExact { return ComplexMeridianValue.Defect(fromOne: value) }
    let difference = CosineKernel.sineDefect(chi, precision: precision)
      .subtracting(CosineKernel.cosineDefect(chi, precision: precision), precision: precision)
    // 2/π < 1
    let alongDistance = ratio.onAll.magnitude.power(3) * difference.magnitude
    // As a product of rectangles: discs would widen them by √2 in each layer.
    let part = chi.divided(by: RealBall.pi(precision: precision), precision: precision)
    let slope = ComplexBall.one.subtracting(part, precision: precision)
    let alongQuotient = slope.multiplied(by: quotient.deviation, precision: precision)
    return ComplexMeridianValue.Defect(
      fromOne: value.adding(alongQuotient, precision: precision)
        .widened(by: alongDistance * distance.radius))
  }
}

/// arccos u on a rectangle, and the arcs at the ends whose formulas serve it there.
private struct Arcs {
  let psi: ComplexBall
  var zero: Arc?
  var pi: Arc?

  /// The angle is θ, the distance from 0, and its arcs serve every rectangle.
  init(angle: ComplexBall, zero: ServingEnds.End?, pi: ServingEnds.End?) {
    psi = angle
    self.zero = zero.map(Arc.init(ofDistance:))
    self.pi = pi.map(Arc.init(ofDistance:))
  }

  /// The principal arccosine, off its cuts.
  init(principal psi: ComplexBall) {
    self.psi = psi
  }

  /// The angle by the defects, or `nil` when it is not certainly analytic.
  init?(_ ends: ServingEnds, of u: ComplexBall, precision: Int) {
    zero = ends.zero.flatMap { Arc($0, of: u, precision: precision) }
    pi = ends.pi.flatMap { Arc($0, of: u, precision: precision) }
    // Every end that serves the rectangle must have its arc.
    guard (zero == nil) == (ends.zero == nil), (pi == nil) == (ends.pi == nil) else { return nil }
    let found = [zero, pi].compactMap { $0 }
    if found.count == 2 {
      guard found.allSatisfy({ $0.isOnRight(precision: precision) }) else { return nil }
    }
    guard
      let sharpest = found.map({ $0.psi(precision: precision) })
        .min(by: { $0.radius < $1.radius })
    else { return nil }
    psi = sharpest
  }
}

extension ComplexMeridianValue {
  private func arcs(precision: Int) -> Arcs? {
    let zero = defect?.isAtBranchPoint == true ? defect : nil
    let pi = defectAtPi?.isAtBranchPoint == true ? defectAtPi : nil
    if let angle {
      let distance = Self.distanceFromPi(theta, precision: precision)
      return Arcs(
        angle: angle, zero: zero.map { ServingEnds.End(defect: $0, distance: theta) },
        pi: pi.map { ServingEnds.End(defect: $0, distance: distance) })
    }
    if let ends = ServingEnds(theta: theta, zero: zero, pi: pi, precision: precision) {
      return Arcs(ends, of: value, precision: precision)
    }
    guard value.avoidsOuterAxis else { return nil }
    return Arcs(principal: .acos(value, precision: precision))
  }

  /// The arccosine.
  public func arccosine(precision: Int) -> ComplexMeridianValue? {
    guard let psi = arcs(precision: precision)?.psi else { return nil }
    return plain(psi, precision: precision)
  }

  /// κ₀(u) = 1 − arccos(u)/π, and κ₁(u) as the entire function of arccos u that it is.
  public func kappas(
    precision: Int
  ) -> (kappa0: ComplexMeridianValue, kappa1: ComplexMeridianValue)? {
    guard let arcs = arcs(precision: precision), arcs.psi.isFinite else { return nil }
    let part = arcs.psi.divided(by: RealBall.pi(precision: precision), precision: precision)
    let slope = ComplexBall.one.subtracting(part, precision: precision)
    let image = CosineKernel.value(arcs.psi, precision: precision)
    return (
      ComplexMeridianValue(value: slope, theta: theta, precision: precision),
      ComplexMeridianValue(
        value: image, theta: theta,
        defect: defect?.image(by: arcs.zero, precision: precision),
        atPi: defectAtPi?.image(by: arcs.pi, precision: precision), precision: precision)
    )
  }
}

extension ComplexMeridianValue.Defect {
  /// The defect of κ₁(u) for a u with this one, or `nil` where its constant is not ±1.
  ///
  /// On rectangles that the end does not serve only the constant is known, κ₁(1) = 1 or κ₁(−1) = 0; the
  /// quotient follows from the values.
  fileprivate func image(by arc: Arc?, precision: Int) -> ComplexMeridianValue.Defect? {
    guard isAtBranchPoint else { return nil }
    if let arc { return arc.image(precision: precision) }
    return ComplexMeridianValue.Defect(
      constant: .zero, exact: exact == .one ? .one : .zero, quotient: .everything,
      precision: precision)
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
