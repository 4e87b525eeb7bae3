internal import Arithmetic

/// Bounds for |φ(σz)·hₙ(z)·w(z)| with n ≤ degree, and for |φ(σz)²·w(z)|, on the Bernstein ellipse of a panel
/// (see ``GaussianPanel``).
struct EllipseSizes {
  let linear: Magnitude
  let square: Magnitude

  private static let precision = 64

  /// `nil` when the function is not shown to be analytic around the ellipse.
  init?(
    _ centre: Dyadic, _ half: Dyadic, _ R: Rational, _ piece: Int,
    _ function: any PiecewiseAnalyticFunction, _ deviation: RealBall, degree: Int
  ) {
    let precision = Self.precision
    let long = Rational.one / 2 * (R + Rational.one / R)
    let high = Rational.one / 2 * (R - Rational.one / R)
    // The centre was rounded; a 2^(-30)th more covers that.
    let slack = Rational(1 << 30 + 1, over: 1 << 30)
    let width = RealBall(half).multiplied(by: long * slack, precision: precision)
    let height = RealBall(half).multiplied(by: high, precision: precision)
    guard
      let size = Self.size(of: function, piece, RealBall(centre), width, height, deviation)
    else { return nil }
    let y = height.magnitude
    let middle = RealBall(midpoint: centre, radius: width.magnitude)
    let x = middle.lowerMagnitude
    let bell = Self.ball(y * y).subtracting(Self.lowerSquare(x), precision: precision)
      .scaled(byPowerOfTwo: -1)
    let density =
      RealBall.exp(bell, precision: precision).magnitude
      * Magnitude(roundingUp: 103, exponent: -8)
    square = size * size * density
    linear = size * Self.hermite(y, x, degree: degree)
  }

  private static func ball(_ magnitude: Magnitude) -> RealBall { RealBall(Dyadic(magnitude)) }

  private static func lowerSquare(_ x: Magnitude) -> RealBall {
    ball(x).squared(precision: precision)
  }

  /// The bound for |hₙ·w|, n ≤ degree, with 1 - r about Y/√n, which makes it small.
  ///
  /// (2π)^(-1/2) < 103/256.
  private static func hermite(_ y: Magnitude, _ x: Magnitude, degree n: Int) -> Magnitude {
    let wanted = y.roundedUpDouble / Double(max(n, 1)).squareRoot()
    let steps = min(max(Int((wanted * 1024).rounded()), 8), 512)
    let r = Rational(1024 - steps, over: 1024)
    func over(_ value: RealBall, _ divisor: Rational) -> RealBall {
      value.multiplied(by: Rational.one / divisor, precision: precision)
    }
    let square = ball(y).squared(precision: precision)
    let exponent = square.adding(
      over(square.multiplied(by: r, precision: precision), 1 - r), precision: precision
    ).subtracting(over(lowerSquare(x), 1 + r), precision: precision).scaled(byPowerOfTwo: -1)
    let decay = RealBall(r, precision: precision)
      .power((n + 1) / 2, precision: precision).lowerMagnitude
    let quarter = RealBall(1 - r * r, precision: precision).lowerMagnitude
    // (1-r²)^(-1/4) ≤ (1-r²)^(-1/2).
    let root = Magnitude(1).divided(byLowerBound: quarter).squareRoot()
    return RealBall.exp(exponent, precision: precision).magnitude
      * Magnitude(roundingUp: 103, exponent: -8) * root
      * Magnitude(1).divided(byLowerBound: decay)
  }

  /// A bound for |φ| on the rectangle, from a grid over its upper half: φ is real on the line, so
  /// φ(z̄) is the conjugate of φ(z).
  private static func size(
    of function: any PiecewiseAnalyticFunction, _ piece: Int, _ centre: RealBall,
    _ width: RealBall, _ height: RealBall, _ deviation: RealBall
  ) -> Magnitude? {
    for count in [2, 6] {
      if let size = size(
        of: function, piece, centre, width, height, deviation, columns: 2 * count, rows: count)
      {
        return size
      }
    }
    return nil
  }

  private static func size(
    of function: any PiecewiseAnalyticFunction, _ piece: Int, _ centre: RealBall,
    _ width: RealBall, _ height: RealBall, _ deviation: RealBall, columns: Int, rows: Int
  ) -> Magnitude? {
    var largest = Magnitude.zero
    let reachX = width.magnitude.divided(byLowerBound: Magnitude(columns))
    let reachY = height.magnitude.divided(byLowerBound: Magnitude(2 * rows))
    for column in 0..<columns {
      let x = centre.adding(
        width.multiplied(
          by: Rational(2 * column + 1 - columns, over: columns), precision: precision),
        precision: precision
      ).widened(by: reachX)
      for row in 0..<rows {
        let y = height.multiplied(
          by: Rational(2 * row + 1, over: 2 * rows), precision: precision
        ).widened(by: reachY)
        let z = ComplexBall(real: x, imaginary: y).multiplied(by: deviation, precision: precision)
        guard let value = function.value(ofPiece: piece, on: z, precision: precision),
          value.isFinite
        else { return nil }
        largest = max(largest, value.magnitude)
      }
    }
    return largest
  }
}
