extension ComplexBall {
  /// The principal arccosine, with real part in [0, π] and cuts (-∞, -1] and [1, ∞).
  ///
  /// With α = (|z+1| - |z-1|)/2 and β = (|z+1| + |z-1|)/2, Re arccos z = arccos α and
  /// |Im arccos z| = arcosh β, and the sign of the imaginary part is opposite to that of y (Hull,
  /// Fairgrieve, Tang 1997). β is convex and even in x and in y, so it rises with |x| and |y|. α rises
  /// with x; it falls with |y| for x > 0 and rises for x < 0. So both parts have their extremes at
  /// corners, and the result is the smallest rectangle, up to rounding. On a cut it holds the values
  /// on both sides of the cut.
  ///
  /// A rectangle that is small against its distance from ±1 is mapped by its midpoint and the bound
  /// 1/√(|1 - z|·|1 + z|) for the derivative.
  public static func acos(_ z: ComplexBall, precision: Int) -> ComplexBall {
    if let narrow = narrowArccosine(z, precision: precision) { return narrow }
    let all = RealBall.pi(precision: precision)
    guard let box = Corners(z, precision: 2 * precision + 16) else {
      return ComplexBall(real: all.union(.zero, precision: precision), imaginary: .everything)
    }
    return ComplexBall(
      real: arccosineAngle(box, precision: precision),
      imaginary: arccosineHeight(box, precision: precision))
  }

  /// The principal arcsine π/2 - arccos z.
  public static func asin(_ z: ComplexBall, precision: Int) -> ComplexBall {
    let quarter = ComplexBall(RealBall.pi(precision: precision + 4).scaled(byPowerOfTwo: -1))
    return quarter.subtracting(acos(z, precision: precision + 4), precision: precision)
  }

  /// The arccosine of a rectangle off the real axis by its midpoint, or `nil` when it is not narrow.
  private static func narrowArccosine(_ z: ComplexBall, precision: Int) -> ComplexBall? {
    let (x, y) = (z.real.midpoint, z.imaginary.midpoint)
    guard z.isFinite, !z.imaginary.containsZero, x.precision <= 4 * precision + 256 else {
      return nil
    }
    let left = ComplexBall.one.adding(z, precision: 32).lowerMagnitude
    let right = ComplexBall.one.subtracting(z, precision: 32).lowerMagnitude
    let spread = z.radius.scaled(byPowerOfTwo: 2)
    guard spread <= left, spread <= right else { return nil }
    let point = PointArccosine(x, y, precision: precision + 4)
    let height = point.height(precision: precision)
    let value = ComplexBall(
      real: point.angle(precision: precision), imaginary: y.signum > 0 ? height.negated() : height)
    if z.isExact { return value }
    let slope = Magnitude.powerOfTwo(0).divided(byLowerBound: left.squareRootRoundedDown())
      .divided(byLowerBound: right.squareRootRoundedDown())
    return value.widened(by: slope * z.radius)
  }

  private static func arccosineAngle(_ box: Corners, precision: Int) -> RealBall {
    let (near, far) = box.heights
    let least = PointArccosine(
      box.right, box.right.signum > 0 ? near : far, precision: precision + 4)
    let greatest = PointArccosine(
      box.left, box.left.signum > 0 ? far : near, precision: precision + 4)
    return least.angle(precision: precision + 2)
      .union(greatest.angle(precision: precision + 2), precision: precision)
  }

  private static func arccosineHeight(_ box: Corners, precision: Int) -> RealBall {
    let (narrow, wide) = box.widths
    let (near, far) = box.heights
    func height(_ x: Dyadic, _ y: Dyadic) -> RealBall {
      PointArccosine(x, y, precision: precision + 4).height(precision: precision + 2)
    }
    if box.bottom.signum > 0 || box.top.signum < 0 {
      let range = height(narrow, near).union(height(wide, far), precision: precision)
      return box.bottom.signum > 0 ? range.negated() : range
    }
    return height(wide, box.top).negated()
      .union(height(wide, -box.bottom), precision: precision)
  }
}

/// arccos at a point x + iy with y ≥ 0, by Kahan's formulas, whose terms are all positive.
///
/// With √(1+z) = p + iq and √(1-z) = p' - iq', arccos z = 2·atan(p'/p) - i·asinh(pq' + qp').
private struct PointArccosine {
  private let x: Dyadic
  private let y: Dyadic
  private let realPlus: RealBall
  private let realMinus: RealBall

  init(_ x: Dyadic, _ y: Dyadic, precision: Int) {
    self.x = x
    self.y = y
    realPlus = PointArccosine.root(x, y, isReal: true, precision: precision)
    realMinus = PointArccosine.root(-x, y, isReal: true, precision: precision)
  }

  /// The size of the real or of the imaginary part of √(1 + x + iy).
  private static func root(_ x: Dyadic, _ y: Dyadic, isReal: Bool, precision: Int) -> RealBall {
    // 1 + x is exact at this precision unless x is tiny or huge; then it lies between two numbers,
    // and the parts are monotone between them.
    let working = x.precision + 2 * precision + 64
    let low = Dyadic.one.adding(x, precision: working, rounding: .down)
    let high = Dyadic.one.adding(x, precision: working, rounding: .up)
    let first = ComplexBall.rootPart(isReal ? low : -low, y, precision: precision)
    if low == high { return first }
    let second = ComplexBall.rootPart(isReal ? high : -high, y, precision: precision)
    return first.union(second, precision: precision)
  }

  func angle(precision: Int) -> RealBall {
    RealBall.atan2(y: realMinus, x: realPlus, precision: precision).scaled(byPowerOfTwo: 1)
  }

  func height(precision: Int) -> RealBall {
    let working = precision + 4
    let plus = PointArccosine.root(x, y, isReal: false, precision: working)
    let minus = PointArccosine.root(-x, y, isReal: false, precision: working)
    let first = realPlus.multiplied(by: minus, precision: working)
    let second = plus.multiplied(by: realMinus, precision: working)
    return RealBall.asinh(first.adding(second, precision: working), precision: precision)
  }
}
