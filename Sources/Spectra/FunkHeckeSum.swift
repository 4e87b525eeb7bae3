internal import Arithmetic
internal import Foundation
internal import Quadrature

/// The quadrature sums of one kernel on one sphere.
struct FunkHeckeSum {
  private let atlas: EllipseAtlas
  private let dimension: Int
  private let degrees: ClosedRange<Int>

  init(_ atlas: EllipseAtlas, dimension: Int, degrees: ClosedRange<Int>) {
    precondition(dimension >= 2, "a sphere needs at least two coordinates")
    precondition(degrees.lowerBound >= 0, "degrees of harmonics are not negative")
    self.atlas = atlas
    self.dimension = dimension
    self.degrees = degrees
  }

  /// The eigenvalues with radii of at most 2^(−accuracy).
  ///
  /// The panels are planned once; when rounding errors turn out too large, the sums are repeated
  /// with more bits.
  func eigenvalues(accuracy: Int) throws(SpectrumError) -> [RealBall] {
    let planned = try plan(accuracy: accuracy)
    let nodes = planned.map(\.count).reduce(0, +)
    var bits = accuracy + 2 * width(degrees.upperBound + 2) + width(nodes) + width(dimension) + 12
    for _ in 0..<6 {
      let result = try eigenvalues(planned, fractionBits: bits)
      let radius = result.map(\.radius).max() ?? .zero
      if radius <= .powerOfTwo(-accuracy) { return result }
      if radius.isInfinite { bits *= 2 } else { bits += radius.ceilingExponent + accuracy + 8 }
    }
    throw .notReached(bits: accuracy)
  }

  private func width(_ n: Int) -> Int { Int.bitWidth - n.leadingZeroBitCount }

  /// Panels whose errors add up to at most 2^(−accuracy − 2)/w_d.
  private func plan(accuracy: Int) throws(SpectrumError) -> [PlannedPanel] {
    let weight = SphericalHarmonics.weight(dimension: dimension, precision: 64)
    // A panel may err by this; with more than 64 panels the accuracy is not reached at first and the
    // plan is made again.
    let logTotal = -Double(accuracy) - 2 - Double(weight.magnitude.ceilingExponent)
    var logTolerance = logTotal - 4
    while true {
      let planner = QuadraturePlanner(
        dimension: dimension, degree: degrees.upperBound, logTolerance: logTolerance,
        sums: degrees.upperBound, atlas: atlas)
      let planned = try planner.plan()
      let excess = log2(Double(planned.count)) + logTolerance - logTotal
      if excess <= 0 { return planned }
      logTolerance -= excess + 1
    }
  }

  private func eigenvalues(
    _ planned: [PlannedPanel], fractionBits bits: Int
  ) throws(SpectrumError) -> [RealBall] {
    var samples = Samples(dimension: dimension, precision: bits)
    for piece in planned { try samples.add(piece) }
    let recurrence = BoundedRecurrence(dimension: dimension, degree: max(degrees.upperBound, 1))
    let sums = recurrence.sums(
      starts: samples.starts, points: samples.points, fractionBits: bits)
    let weight = SphericalHarmonics.weight(dimension: dimension, precision: bits)
    return degrees.map { k in
      RealBall(midpoint: sums[k], radius: samples.error(degree: k, fractionBits: bits))
        .multiplied(by: weight, precision: bits)
    }
  }
}

/// The values of f·sin^(d−2) at the nodes, times the weights, and the errors made so far.
private struct Samples {
  private let dimension: Int
  private let precision: Int
  private(set) var starts: [Dyadic] = []
  private(set) var points: [Dyadic] = []
  /// Errors of the rules and of the values; |P_k| ≤ 1 carries them to the sums.
  private var direct = Magnitude.zero
  /// Σ |gᵢ|·|tᵢ − cos θᵢ|, which the derivative of P_k multiplies.
  private var displaced = Magnitude.zero

  init(dimension: Int, precision: Int) {
    self.dimension = dimension
    self.precision = precision
  }

  mutating func add(_ piece: PlannedPanel) throws(SpectrumError) {
    direct += .powerOfTwo(Int(piece.logError.rounded(.up)))
    if piece.count == 0 { return }
    let rule = try rule(count: piece.count)
    let centre = piece.panel.centre(precision: precision + 4)
    let half = piece.panel.halfWidth(precision: precision + 4)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let theta = centre.adding(
        half.multiplied(by: node, precision: precision + 4), precision: precision + 4)
      try add(theta, weight: weight.multiplied(by: half, precision: precision), of: piece.function)
    }
  }

  private func rule(count: Int) throws(SpectrumError) -> GaussLegendreRule {
    do {
      return try GaussLegendreRule.cached(count: count, precision: precision)
    } catch {
      throw .nodesNotSeparated(count: count)
    }
  }

  private mutating func add(
    _ theta: RealBall, weight: RealBall, of function: any MeridianFunction
  ) throws(SpectrumError) {
    // Next to an end 1 - cos θ loses twice as many bits as θ is small; a logarithm of it may need them.
    let finer = precision + 2 * max(-theta.midpoint.exponent, 0) + 32
    let values = [precision, finer].lazy.compactMap { function.value(at: theta, precision: $0) }
    guard let value = values.first(where: \.isFinite) else {
      throw .noValue(at: theta.midpoint.double(rounding: .nearest))
    }
    let density = RealBall.sin(theta, precision: precision)
      .power(dimension - 2, precision: precision)
    let start = value.multiplied(by: weight, precision: precision)
      .multiplied(by: density, precision: precision)
    let cosine = RealBall.cos(theta, precision: precision + 4)
    let point = min(max(cosine.midpoint, Dyadic(-1)), .one)
    starts.append(start.midpoint)
    points.append(point)
    direct += start.radius
    // The recurrence rounds the point by another 2^(−precision − 1).
    displaced += start.midpoint.magnitude * (cosine.radius + .powerOfTwo(-precision - 1))
  }

  /// A bound for the error of Σ gᵢ·P_k(tᵢ) as the integral over the meridian.
  ///
  /// |P_{k,d}'(t)| ≤ P_{k,d}'(1) = k(k + d − 2)/(d − 1) on [−1, 1], because P_{k,d}' is that multiple of
  /// P_{k−1,d+2}, which is at most 1.
  func error(degree k: Int, fractionBits: Int) -> Magnitude {
    let slope = Magnitude(k * (k + dimension - 2)).divided(byLowerBound: Magnitude(dimension - 1))
    let rounding =
      BoundedRecurrence.error(step: k, fractionBits: fractionBits) * Magnitude(starts.count)
    return direct + displaced * slope + rounding
  }
}
