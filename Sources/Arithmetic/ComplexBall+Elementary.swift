extension ComplexBall {
  /// The exponential eˣ(cos y + i sin y).
  public static func exp(_ z: ComplexBall, precision: Int) -> ComplexBall {
    let size = RealBall.exp(z.real, precision: precision + 2)
    if z.isReal { return ComplexBall(size) }
    let cosine = RealBall.cos(z.imaginary, precision: precision + 2)
    let sine = RealBall.sin(z.imaginary, precision: precision + 2)
    return ComplexBall(
      real: size.multiplied(by: cosine, precision: precision),
      imaginary: size.multiplied(by: sine, precision: precision))
  }

  /// The sine sin x·cosh y + i·cos x·sinh y.
  public static func sin(_ z: ComplexBall, precision: Int) -> ComplexBall {
    if z.isReal { return ComplexBall(RealBall.sin(z.real, precision: precision)) }
    let parts = CircularParts(z, precision: precision + 2)
    return ComplexBall(
      real: parts.sine.multiplied(by: parts.hyperbolicCosine, precision: precision),
      imaginary: parts.cosine.multiplied(by: parts.hyperbolicSine, precision: precision))
  }

  /// The cosine cos x·cosh y - i·sin x·sinh y.
  public static func cos(_ z: ComplexBall, precision: Int) -> ComplexBall {
    if z.isReal { return ComplexBall(RealBall.cos(z.real, precision: precision)) }
    let parts = CircularParts(z, precision: precision + 2)
    return ComplexBall(
      real: parts.cosine.multiplied(by: parts.hyperbolicCosine, precision: precision),
      imaginary: parts.sine.multiplied(by: parts.hyperbolicSine, precision: precision).negated())
  }

  /// The four real functions that make up sine and cosine.
  private struct CircularParts {
    let sine: RealBall
    let cosine: RealBall
    let hyperbolicSine: RealBall
    let hyperbolicCosine: RealBall

    init(_ z: ComplexBall, precision: Int) {
      sine = .sin(z.real, precision: precision)
      cosine = .cos(z.real, precision: precision)
      hyperbolicSine = .sinh(z.imaginary, precision: precision)
      hyperbolicCosine = .cosh(z.imaginary, precision: precision)
    }
  }

  /// The principal square root, with argument in (-π/2, π/2].
  ///
  /// Each part is monotone in x and in |y|, so its range is that of the corners: with
  /// h(x, y) = √((√(x² + y²) + x)/2), Re √z = h(x, y) rises with both and |Im √z| = h(-x, y). The
  /// result is the smallest rectangle, up to rounding, also when z crosses the cut (-∞, 0].
  public static func sqrt(_ z: ComplexBall, precision: Int) -> ComplexBall {
    guard let box = Corners(z, precision: precision + 16) else { return .everything }
    let working = precision + 4
    if box.isPoint {
      let height = rootPart(-box.left, box.top, precision: precision)
      return ComplexBall(
        real: rootPart(box.left, box.top, precision: precision),
        imaginary: box.top.signum < 0 ? height.negated() : height)
    }
    let (near, far) = box.heights
    let low = rootPart(box.left, near, precision: working)
    let high = rootPart(box.right, far, precision: working)
    let real = low.union(high, precision: precision)
    if box.bottom.signum >= 0 || box.top.signum < 0 {
      let small = rootPart(-box.right, near, precision: working)
      let large = rootPart(-box.left, far, precision: working)
      let height = small.union(large, precision: precision)
      return ComplexBall(
        real: real, imaginary: box.bottom.signum >= 0 ? height : height.negated())
    }
    let above = rootPart(-box.left, box.top, precision: working)
    let below = rootPart(-box.left, -box.bottom, precision: working).negated()
    return ComplexBall(real: real, imaginary: above.union(below, precision: precision))
  }

  /// h(x, y) = √((√(x² + y²) + x)/2) = |y|/√(2(√(x² + y²) - x)), by the form without cancellation.
  static func rootPart(_ x: Dyadic, _ y: Dyadic, precision: Int) -> RealBall {
    let working = precision + 8
    let modulus = RealBall.hypotenuse(x, y, precision: working)
    let (width, height) = (RealBall(x), RealBall(y.absoluteValue))
    if x.signum >= 0 {
      return modulus.adding(width, precision: working).scaled(byPowerOfTwo: -1)
        .nonnegativeSqrt(precision: precision)
    }
    let root = modulus.subtracting(width, precision: working).scaled(byPowerOfTwo: 1)
      .nonnegativeSqrt(precision: working)
    return height.divided(by: root, precision: precision)
  }

  /// The principal logarithm log|z| + i·arg z, arg z in (-π, π]; the whole plane when z holds 0.
  public static func log(_ z: ComplexBall, precision: Int) -> ComplexBall {
    if z.containsZero { return .everything }
    guard let box = Corners(z, precision: precision + 16) else { return .everything }
    let (narrow, wide) = box.widths
    let (near, far) = box.heights
    let least = RealBall.hypotenuse(narrow, near, precision: precision + 8)
    let greatest = RealBall.hypotenuse(wide, far, precision: precision + 8)
    guard let low = try? RealBall.log(least, precision: precision + 2),
      let high = try? RealBall.log(greatest, precision: precision + 2)
    else { return .everything }
    return ComplexBall(
      real: low.union(high, precision: precision),
      imaginary: RealBall.atan2(y: z.imaginary, x: z.real, precision: precision))
  }
}

extension RealBall {
  /// Encloses √(x² + y²) for exact numbers.
  static func hypotenuse(_ x: Dyadic, _ y: Dyadic, precision: Int) -> RealBall {
    RealBall(Dyadic.roundedHypotenuse(x, y, precision: precision, rounding: .nearest))
  }
}
