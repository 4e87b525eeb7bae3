extension ComplexBall {
  /// The principal arccosine, with real part in [0, π] and cuts (-∞, -1] and [1, ∞).
  ///
  /// With α = (|z+1| - |z-1|)/2 and β = (|z+1| + |z-1|)/2, Re arccos z = arccos α and
  /// |Im arccos z| = arcosh β, and the sign of the imaginary part is opposite to that of y (Hull,
  /// Fairgrieve, Tang 1997). β is convex and even in x and in y, so it rises with |x| and |y|. α rises
  /// with x; it falls with |y| for x > 0 and rises for x < 0. So both parts have their extremes at
  /// corners, and the result is the smallest rectangle, up to rounding. On a cut it holds the values
  /// on both sides of the cut.
  public static func acos(_ z: ComplexBall, precision: Int) -> ComplexBall {
    let all = RealBall.pi(precision: precision)
    guard let box = Corners(z, precision: 2 * precision + 16) else {
      return ComplexBall(real: all.union(.zero, precision: precision), imaginary: .everything)
    }
    if z.isExact && box.bottom.signum != 0 {
      let point = PointArccosine(box.left, box.top, precision: precision + 4)
      let height = point.height(precision: precision)
      return ComplexBall(
        real: point.angle(precision: precision),
        imaginary: box.top.signum > 0 ? height.negated() : height)
    }
    if box.isPoint && !box.bottom.isZero {
      let point = PointArccosine(box.left, box.top, precision: precision + 4)
      let height = point.height(precision: precision)
      return ComplexBall(
        real: point.angle(precision: precision),
        imaginary: box.top.signum > 0 ? height.negated() : height)
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
  let plus: (real: RealBall, imaginary: RealBall)
  let minus: (real: RealBall, imaginary: RealBall)

  init(_ x: Dyadic, _ y: Dyadic, precision: Int) {
    plus = PointArccosine.root(onePlus: x, y, precision: precision)
    minus = PointArccosine.root(onePlus: -x, y, precision: precision)
  }

  /// The sizes of both parts of √(1 + x + iy).
  private static func root(
    onePlus x: Dyadic, _ y: Dyadic, precision: Int
  ) -> (real: RealBall, imaginary: RealBall) {
    // 1 + x is exact at this precision unless x is tiny or huge; then it lies between two numbers,
    // and the parts are monotone between them.
    let working = x.precision + 2 * precision + 64
    let low = Dyadic.one.adding(x, precision: working, rounding: .down)
    let high = Dyadic.one.adding(x, precision: working, rounding: .up)
    func part(_ low: Dyadic, _ high: Dyadic) -> RealBall {
      let first = ComplexBall.rootPart(low, y, precision: precision)
      if low == high { return first }
      return first.union(
        ComplexBall.rootPart(high, y, precision: precision), precision: precision)
    }
    return (part(low, high), part(-low, -high))
  }

  func angle(precision: Int) -> RealBall {
    RealBall.atan2(y: minus.real, x: plus.real, precision: precision).scaled(byPowerOfTwo: 1)
  }

  func height(precision: Int) -> RealBall {
    let first = plus.real.multiplied(by: minus.imaginary, precision: precision + 4)
    let second = plus.imaginary.multiplied(by: minus.real, precision: precision + 4)
    return RealBall.asinh(first.adding(second, precision: precision + 4), precision: precision)
  }
}
