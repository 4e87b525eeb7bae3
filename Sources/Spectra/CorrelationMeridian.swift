internal import Arithmetic
internal import Expressions
internal import Quadrature

/// Φ₂(h, k; cos ψ) along the angle ψ of its correlation, see `CorrelationAngle`.
///
/// At a real angle it is a value of Φ₂. On a rectangle R of complex angles with centre c it is known by its
/// derivative g, along a straight path from a real angle x to c and from there to all points of R:
///
///     Φ₂(ψ)  ∈  Φ₂(x) + Σ g(Sⱼ)·|Sⱼ| + g(R)·(R - c)          for squares Sⱼ around pieces of the path,
///
/// because the mean of g over a segment lies in every rectangle that holds its values.
struct CorrelationMeridian: Sendable {
  /// h and k, and g, in which the cosine stands for the correlation.
  private let arguments: Tape
  private let slope: Tape
  /// The weights of the essential ends: the coefficients of Q there.
  private let essentialEnds: [(correlation: Rational, weight: Tape)]

  /// The most pieces of a path.
  private static let pieceLimit = 16
  /// 1/(2π) and less.
  private static let density = Magnitude.powerOfTwo(-2)

  init(_ angle: CorrelationAngle, in store: ExpressionStore) {
    arguments = Tape(angle.arguments, in: store)
    slope = Tape(angle.slope, in: store)
    essentialEnds = angle.essentialEnds.map { ($0.correlation, Tape($0.weight, in: store)) }
  }

  /// About how many steps a value costs, in those of a formula.
  static let stepCount = 300

  /// Whether Φ₂ has an essential singularity at a correlation ±1.
  func isEssential(at correlation: Rational) -> Bool {
    essentialEnds.contains { $0.correlation == correlation }
  }

  // MARK: Real angles

  /// The values at those angles of a ball that lie in [0, π].
  ///
  /// |g| ≤ 1/(2π) where h and k are constants; else g is entire.
  func value(at psi: RealBall, precision: Int) -> RealBall? {
    guard psi.isFinite else { return nil }
    let middle = Self.clamped(psi.midpoint, precision: precision + 64)
    let shift = RealBall(psi.midpoint).subtracting(RealBall(middle), precision: 64).magnitude
    let radius = psi.radius + shift
    let sine = RealBall.sin(RealBall(middle), precision: 64).lowerMagnitude
    // Next to an end the cosine loses twice as many bits as the sine is small.
    let lost = sine.isZero ? precision : max(-sine.ceilingExponent, 0)
    let working = precision + 2 * min(lost, precision) + 32
    let rho = RealBall.cos(RealBall(middle), precision: working)
    guard let value = distribution(at: rho, precision: precision) else { return nil }
    if radius.isZero { return value }
    if !essentialEnds.isEmpty { return value.widened(by: radius * Self.density) }
    let angles = RealBall(midpoint: middle, radius: radius)
    return slope(over: angles, precision: min(precision, 64)).map {
      value.widened(by: $0.magnitude * radius)
    }
  }

  /// The nearest number in [0, π), up to a little next to π.
  private static func clamped(_ angle: Dyadic, precision: Int) -> Dyadic {
    if angle.signum < 0 { return .zero }
    if angle < Dyadic(3) { return angle }
    return min(angle, RealBall.pi(precision: precision).lowerBound(precision: precision))
  }

  /// The value at a correlation ±1.
  func end(_ correlation: Rational, precision: Int) -> RealBall? {
    distribution(at: RealBall(correlation, precision: precision), precision: precision)
  }

  private func distribution(at rho: RealBall, precision: Int) -> RealBall? {
    let bindings = [Symbol.cosine: rho]
    guard let (values, _) = try? arguments.evaluate(over: bindings, precision: precision + 16)
    else { return nil }
    return BivariateNormal.distribution(
      values[0], values[1], correlation: rho, precision: precision + 8)
  }

  private func slope(over psi: RealBall, precision: Int) -> RealBall? {
    let cosine = RealMeridianValue(cosineOf: psi, precision: precision)
    var algebra = MeridianAlgebra(
      cosines: [.cosine: cosine], constant: cosine, precision: precision)
    guard let value = try? slope.run(in: &algebra).first?.value, value.isFinite else { return nil }
    return value
  }

  /// A bound for |Φ₂ - Φ₂(end)| at all angles within a distance of an end at which Φ₂ is essential.
  ///
  /// There Q ≥ w/(8·sin²(x/2)) ≥ w/(2x²) for the distance x, w = (h ± k)², and Q falls with x.
  func deviation(fromEnd correlation: Rational, within distance: Magnitude) -> Magnitude? {
    guard let end = essentialEnds.first(where: { $0.correlation == correlation }),
      let (values, _) = try? end.weight.evaluate(over: [:], precision: 64)
    else { return nil }
    if distance.isZero { return .zero }
    let square = RealBall(Dyadic(distance * distance)).scaled(byPowerOfTwo: 1)
    let exponent = RealBall(Dyadic(values[0].lowerMagnitude)).divided(by: square, precision: 64)
    let size = RealBall.exp(exponent.negated(), precision: 64).magnitude
    return size * distance * Self.density
  }

  // MARK: Complex angles

  /// The values on a rectangle of angles, or `nil` when Φ₂ is not certainly analytic on it or on the path.
  func continuation(over psi: ComplexBall, precision: Int) -> ComplexBall? {
    guard psi.isFinite else { return nil }
    let centre = psi.midpoint
    let start = Self.clamped(centre.real.midpoint, precision: 64)
    guard let value = value(at: RealBall(start), precision: precision),
      let inside = slope(over: psi, precision: precision)
    else { return nil }
    let path = centre.subtracting(ComplexBall(RealBall(start)), precision: precision)
    var sum = ComplexBall(value).adding(
      inside.multiplied(
        by: psi.subtracting(centre, precision: precision), precision: precision),
      precision: precision)
    if !path.isZero {
      guard let along = integral(from: start, path, step: psi.radius, precision: precision) else {
        return nil
      }
      sum = sum.adding(along, precision: precision)
    }
    return sum
  }

  /// ∫ g along a straight path, which is cut into pieces about as long as a step.
  private func integral(
    from start: Dyadic, _ path: ComplexBall, step: Magnitude, precision: Int
  ) -> ComplexBall? {
    let ratio = path.magnitude.roundedUpDouble / max(2 * step.roundedUpDouble, 1e-300)
    let count = max(min(Int(min(ratio, 1e6).rounded(.up)), Self.pieceLimit), 1)
    var sum = ComplexBall.zero
    for piece in 0..<count {
      let middle = path.multiplied(
        by: Rational(2 * piece + 1, over: 2 * count), precision: precision)
      let reach = Rational(1, over: 2 * count)
      func ball(_ part: RealBall, around centre: RealBall) -> RealBall {
        centre.widened(by: part.multiplied(by: reach, precision: 64).magnitude)
      }
      let square = ComplexBall(
        real: ball(path.real, around: middle.real),
        imaginary: ball(path.imaginary, around: middle.imaginary)
      ).adding(ComplexBall(RealBall(start)), precision: precision)
      guard let value = slope(over: square, precision: precision) else { return nil }
      sum = sum.adding(value, precision: precision)
    }
    return sum.multiplied(by: path, precision: precision)
      .multiplied(by: Rational(1, over: count), precision: precision)
  }

  private func slope(over psi: ComplexBall, precision: Int) -> ComplexBall? {
    let cosine = ComplexMeridianValue(cosineOf: psi, precision: precision)
    var algebra = MeridianAlgebra(
      cosines: [.cosine: cosine], constant: cosine, precision: precision)
    guard let value = try? slope.run(in: &algebra).first?.value, value.isFinite else { return nil }
    return value
  }
}
