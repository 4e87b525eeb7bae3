internal import Arithmetic

/// A piece of the line with a Gauss–Legendre rule for φ(σx)·hₙ(x)·w(x) and φ(σx)²·w(x), w the normal
/// density.
///
/// On the rectangle around a Bernstein ellipse, of height Y and at distance x₀ from the imaginary axis,
///
///     |hₙ(z)·w(z)| ≤ (2π)^(-1/2)·(1-r²)^(-1/4)·r^(-n/2)·e^(Y²/2 + r·Y²/(2(1-r)) - x₀²/(2(1+r)))
///
/// for every 0 < r < 1: Mehler's formula says Σ rⁿ|hₙ(z)|² = (1-r²)^(-1/2)·e^(r·x²/(1+r) + r·y²/(1-r)) for
/// z = x + iy, and |w(z)| = (2π)^(-1/2)·e^((y²-x²)/2).
struct GaussianPanel {
  let lower: Dyadic
  let upper: Dyadic
  let piece: Int
  let count: Int
  /// Bits for the Hermite polynomials.
  let bits: Int
  /// The error of the rule for each coefficient, and for the square norm.
  let linearError: Magnitude
  let squareError: Magnitude

  /// How often a panel is halved before the function counts as not analytic there.
  private static let depth = 14

  /// Panels for [-reach, reach]; `nil` where the function is not shown to be analytic.
  static func panels(
    of function: any PiecewiseAnalyticFunction, deviation: RealBall, reach: Int, degree: Int,
    precision: Int
  ) -> [GaussianPanel]? {
    let cuts = breaks(of: function, deviation: deviation, precision: precision + 24)
      .map(\.midpoint)
    var panels: [GaussianPanel] = []
    for cell in -reach..<reach {
      let inside = cuts.filter { $0 > Dyadic(cell) && $0 < Dyadic(cell + 1) }
      let ends = [Dyadic(cell)] + inside + [Dyadic(cell + 1)]
      for (low, high) in zip(ends, ends.dropFirst()) where low < high {
        let piece = cuts.count { $0 <= low }
        guard
          append(
            to: &panels, low, high, piece, function, deviation, degree, precision, depth: depth)
        else { return nil }
      }
    }
    return panels
  }

  /// The breakpoints in units of the deviation.
  private static func breaks(
    of function: any PiecewiseAnalyticFunction, deviation: RealBall, precision: Int
  ) -> [RealBall] {
    function.breakpoints.map {
      RealBall($0, precision: precision).divided(by: deviation, precision: precision)
    }
  }

  private static func append(
    to panels: inout [GaussianPanel], _ low: Dyadic, _ high: Dyadic, _ piece: Int,
    _ function: any PiecewiseAnalyticFunction, _ deviation: RealBall, _ degree: Int,
    _ precision: Int, depth: Int
  ) -> Bool {
    if let panel = GaussianPanel(low, high, piece, function, deviation, degree, precision) {
      panels.append(panel)
      return true
    }
    if depth == 0 { return false }
    let bits = max(low.precision, high.precision) + 64
    let middle = low.adding(high, precision: bits, rounding: .nearest).scaled(byPowerOfTwo: -1)
    return append(
      to: &panels, low, middle, piece, function, deviation, degree, precision, depth: depth - 1)
      && append(
        to: &panels, middle, high, piece, function, deviation, degree, precision, depth: depth - 1)
  }

  /// The largest rule that a panel gets.
  private static let countLimit = 96

  /// The panel with the ellipse that needs the fewest nodes; `nil` when none will do.
  private init?(
    _ low: Dyadic, _ high: Dyadic, _ piece: Int, _ function: any PiecewiseAnalyticFunction,
    _ deviation: RealBall, _ degree: Int, _ precision: Int
  ) {
    let half = high.subtracting(low, precision: 64, rounding: .up).scaled(byPowerOfTwo: -1)
    let centre = low.adding(high, precision: 64, rounding: .nearest).scaled(byPowerOfTwo: -1)
    var best: (count: Int, linear: Magnitude, square: Magnitude)?
    for R in [Rational(6), 4, 3, 2, Rational(3, over: 2)] {
      guard
        let sizes = EllipseSizes(
          centre, half, R, piece, function, deviation, degree: degree)
      else { continue }
      let target = Magnitude.powerOfTwo(-precision - 12)
      let bits = Double(
        max(sizes.linear.ceilingExponent, sizes.square.ceilingExponent, 0) + precision + 16)
      let rate = 2 * RealBall(R, precision: 53).midpoint.double(rounding: .nearest).binaryLogarithm
      let count = max(2, Int((bits / rate).rounded(.up)) + 2)
      guard count <= Self.countLimit, count < best?.count ?? .max else { continue }
      let length = half.magnitude
      let linear =
        GaussLegendreRule.error(count: count, ellipse: R, size: sizes.linear) * length
      let square =
        GaussLegendreRule.error(count: count, ellipse: R, size: sizes.square) * length
      if linear <= target && square <= target { best = (count, linear, square) }
    }
    guard let best else { return nil }
    (lower, upper, self.piece) = (low, high, piece)
    (count, linearError, squareError) = (best.count, best.linear, best.square)
    let x = max(low.absoluteValue, high.absoluteValue).double(rounding: .up)
    let growth = 2.89 * x * Double(degree).squareRoot() - 0.72 * x * x
    bits = precision + 64 + Int(max(0, growth))
  }

  /// Adds the nodes to the sums; `false` where the function has no value.
  func add(
    to sums: inout HermiteSums, _ function: any PiecewiseAnalyticFunction, deviation: RealBall,
    precision: Int
  ) -> Bool {
    guard let rule = try? GaussLegendreRule.cached(count: count, precision: bits + 16) else {
      return false
    }
    let half = RealBall(upper).subtracting(RealBall(lower), precision: bits + 16)
      .scaled(byPowerOfTwo: -1)
    let centre = RealBall(upper).adding(RealBall(lower), precision: bits + 16)
      .scaled(byPowerOfTwo: -1)
    let density = Self.densityAtZero(precision: precision)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let x = centre.adding(half.multiplied(by: node, precision: bits), precision: bits)
      let value = function.value(
        ofPiece: piece, at: deviation.multiplied(by: x, precision: precision),
        precision: precision)
      guard value.isFinite else { return false }
      let square = x.squared(precision: precision).scaled(byPowerOfTwo: -1).negated()
      let mass = RealBall.exp(square, precision: precision)
        .multiplied(by: density, precision: precision)
        .multiplied(by: weight, precision: precision)
        .multiplied(by: half, precision: precision)
      sums.add(x, weight: mass, value: value, bits: bits)
    }
    sums.widenCoefficients(by: linearError)
    sums.widenSquareNorm(by: squareError)
    return true
  }

  /// (2π)^(-1/2).
  static func densityAtZero(precision: Int) -> RealBall {
    let turn = RealBall.pi(precision: precision).scaled(byPowerOfTwo: 1)
    return (try? RealBall.reciprocalSqrt(turn, precision: precision)) ?? .everything
  }

  /// What it costs that a panel ends at the midpoint m of the ball of B/σ.
  ///
  /// Between m and B/σ the wrong piece is integrated. There |hₙ·w| ≤ 0.4·1.1 (Cramér's inequality |hₙ(x)| ≤ 1.09·e^(x²/4)) and w ≤ 0.4.
  static func errorsAtBreakpoints(
    _ function: any PiecewiseAnalyticFunction, deviation: RealBall, precision: Int
  ) -> (linear: Magnitude, square: Magnitude) {
    var linear = Magnitude.zero
    var square = Magnitude.zero
    let balls = breaks(of: function, deviation: deviation, precision: precision)
    for (index, ball) in balls.enumerated() where !ball.isExact {
      let u = ball.multiplied(by: deviation, precision: precision)
      for piece in [index, index + 1] {
        let size = function.value(ofPiece: piece, at: u, precision: precision).magnitude
        linear += size * ball.radius
        square += size * size * ball.radius
      }
    }
    return (linear, square)
  }
}

extension Double {
  /// The binary logarithm, well enough to choose the number of nodes.
  fileprivate var binaryLogarithm: Double {
    Double(exponent) + (significand - 1) * (significand < 1.5 ? 1.17 : 1)
  }
}
