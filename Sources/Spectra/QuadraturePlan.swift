internal import Arithmetic
internal import Foundation

/// A panel with a Gauss rule and a bound for the rule's error.
struct PlannedPanel {
  let panel: Panel
  /// The function whose values are summed.
  let function: any MeridianFunction
  /// The number of nodes; 0 for a piece whose whole integral is in the error.
  let count: Int
  /// An upper bound for log₂ of the error of the integral of f·P_k·sin^(d−2) over the panel.
  let logError: Double
}

/// Chooses panels and numbers of nodes so that the total error is proven to be small.
///
/// **Error of the n-point Gauss rule** (Trefethen, Approximation Theory and Approximation Practice,
/// 2013, Theorem 19.3). Let g be analytic with |g| ≤ M in the ellipse of parameter ρ around [−1, 1],
/// n ≥ 2. Its Chebyshev coefficients are at most 2M·ρ^(−j) in size, the rule is exact below degree 2n,
/// and on T_j with even j ≥ 2n it is off by at most 2 + 2/(j² − 1) ≤ 32/15 (odd ones it integrates to 0,
/// which is right). Summing over even j,
///
///     error  ≤  (64/15)·M·ρ^(−2n)/(1 − ρ^(−2)).
///
/// A panel of half width h multiplies this by h.
///
/// **Search.** Bounds cost evaluations of the continuation. A search for a better plan ends where it
/// costs more than it saves, so that few degrees to few digits are not planned longer than summed.
struct QuadraturePlanner {
  let dimension: Int
  let degree: Int
  /// log₂ of the error allowed for one panel.
  let logTolerance: Double
  /// How many degrees are summed per node, which weighs nodes against the cost of making a rule.
  let sums: Int
  let atlas: EllipseAtlas

  /// A step of a formula, at a node and on a square, in units of a step of the recurrence at a node.
  private static let valueStep = 30.0
  private static let squareStep = 90.0
  /// A singularity at a small distance δ from the meridian needs about log(1/δ) panels inside.
  private static let panelLimit = 400
  /// The part of a rule's cost that may be spent on the search for a better one.
  private static let searchShare = 0.25

  /// The panels of the whole meridian.
  func plan() throws(SpectrumError) -> [PlannedPanel] {
    var planned: [PlannedPanel] = []
    try plan(.meridian, depth: 0, into: &planned)
    return planned
  }

  private func plan(
    _ panel: Panel, depth: Int, into planned: inout [PlannedPanel]
  ) throws(SpectrumError) {
    if let negligible = negligibleEnd(panel) {
      planned.append(negligible)
      return
    }
    if let end = try fixedEnd(panel, depth: depth) {
      planned += end
      return
    }
    guard let own = best(on: panel) else {
      let centre = panel.centre(precision: 53).midpoint.double(rounding: .nearest)
      if depth >= 600 || panel.isSmallAgainstItsDistanceFromTheEnds {
        throw .notAnalytic(near: centre)
      }
      if planned.count(where: { $0.panel.isInside }) > Self.panelLimit {
        throw .tooManyPanels(limit: Self.panelLimit, near: centre)
      }
      for part in panel.gradedParts { try plan(part, depth: depth + 1, into: &planned) }
      return
    }
    if own.count > 24, areCheaper(panel.halves, than: own) {
      for part in panel.halves { try plan(part, depth: depth + 1, into: &planned) }
    } else {
      planned.append(own)
    }
  }

  /// Whether rules on the parts are found within the limit of the search that cost clearly less.
  private func areCheaper(_ panels: [Panel], than own: PlannedPanel) -> Bool {
    let limit = atlas.evaluationCount + affordableSquares(cost(own))
    var sum = 0.0
    for panel in panels {
      guard let planned = best(on: panel, evaluations: limit - atlas.evaluationCount) else {
        return false
      }
      sum += cost(planned)
    }
    return sum < 0.8 * cost(own)
  }

  private func affordableSquares(_ cost: Double) -> Int {
    Int(Self.searchShare * cost / squareCost)
  }

  private var squareCost: Double { Self.squareStep * Double(atlas.function.stepCount) }

  /// Values at the nodes, nodes times degrees for the sums, and n²/2 steps three times for the rule.
  private func cost(_ planned: PlannedPanel) -> Double {
    let n = Double(planned.count)
    let value = Self.valueStep * Double(atlas.function.stepCount)
    return n * (Double(sums) + value) + 1.5 * n * n
  }

  /// A rule with about the fewest nodes over a range of ellipses, the first of which may take so many
  /// evaluations.
  ///
  /// Larger ellipses need more squares, so the search ends where they gain less than one node in 30 or
  /// less than they cost.
  private func best(on panel: Panel, evaluations: Int = .max) -> PlannedPanel? {
    let cover = atlas.cover(of: panel)
    var best: PlannedPanel?
    var rho = 1.1
    var limit = evaluations
    while rho <= EllipseCover.largestParameter {
      let before = atlas.evaluationCount
      guard
        let bound = cover.logSupremum(
          parameter: rho, dimension: dimension, degree: degree, evaluations: limit)
      else { break }
      let planned = rule(on: panel, parameter: rho, logBound: bound + log2(cover.reach))
      if let known = best {
        let gain = cost(known) - cost(planned)
        if gain > 0 { best = planned }
        let spent = squareCost * Double(atlas.evaluationCount - before)
        if gain < max(cost(known) / 30, spent) { break }
      } else {
        best = planned
      }
      limit = min(limit, affordableSquares(cost(planned)))
      rho *= 1.15
    }
    return best
  }

  private func rule(on panel: Panel, parameter rho: Double, logBound: Double) -> PlannedPanel {
    let constant = log2(64.0 / 15) - log2(1 - 1 / (rho * rho)) + logBound
    let perNode = 2 * log2(rho)
    let count = max(Int(((constant - logTolerance) / perNode).rounded(.up)), 2)
    return PlannedPanel(
      panel: panel, function: atlas.function, count: count,
      logError: constant - Double(count) * perNode + 0.001)
  }

  /// A piece of length δ at an end of the meridian, where sin θ ≤ φ for the distance φ from the end, |P_k| ≤ 1, and
  /// |f| ≤ c·φᵖ, with p = 0 where f is bounded by an enclosure.
  ///
  ///     |∫ f·P_k·sin^(d−2)|  ≤  c·δ^(p+d−1)/(p + d − 1)      for p + d − 1 > 0
  private func negligibleEnd(_ panel: Panel) -> PlannedPanel? {
    guard panel.left.isZero || panel.right.isOne, panel != .meridian else { return nil }
    let length = Dyadic(panel.right - panel.left, precision: 32, rounding: .down)
    let precision = 64 + 2 * max(-length.exponent, 0)
    let half = panel.halfWidth(precision: precision)
    let theta = panel.centre(precision: precision).widened(by: half.magnitude)
    let delta = half.scaled(byPowerOfTwo: 1)
    let bound: (coefficient: Magnitude, exponent: Rational)?
    if let size = atlas.function.value(at: theta, precision: precision), size.isFinite {
      bound = (size.magnitude, 0)
    } else {
      bound = atlas.function.endBound(
        within: delta, atPi: panel.right.isOne, precision: precision)
    }
    guard let bound else { return nil }
    let exponent = bound.exponent + Rational(dimension - 1)
    guard exponent.signum > 0,
      let power = try? RealBall.power(delta, exponent, precision: precision)
    else { return nil }
    let inverse = RealBall(1 / exponent, precision: 64).magnitude
    let total = bound.coefficient * power.magnitude * inverse
    let logError = Double(total.isZero ? -1 << 40 : total.ceilingExponent)
    return logError <= logTolerance
      ? PlannedPanel(panel: panel, function: atlas.function, count: 0, logError: logError) : nil
  }

  /// A piece at an end of the meridian with an essential singularity, on which another function is close enough: the
  /// panels of that, and what replacing it costs.
  private func fixedEnd(_ panel: Panel, depth: Int) throws(SpectrumError) -> [PlannedPanel]? {
    let isAtPi = panel.right.isOne
    guard panel.left.isZero || isAtPi, panel != .meridian, let end = atlas.end(atPi: isAtPi)
    else { return nil }
    let precision = 128
    let half = panel.halfWidth(precision: precision).magnitude
    let theta = panel.centre(precision: precision).widened(by: half)
    guard
      let error = atlas.function.endFormError(over: theta, atPi: isAtPi, precision: precision)
    else { return nil }
    let total = error * half.scaled(byPowerOfTwo: 1)
    let logError = Double(total.isZero ? -1 << 40 : total.ceilingExponent)
    guard logError <= logTolerance else { return nil }
    let planner = QuadraturePlanner(
      dimension: dimension, degree: degree, logTolerance: logTolerance, sums: sums, atlas: end)
    var planned = [
      PlannedPanel(panel: panel, function: end.function, count: 0, logError: logError)
    ]
    try planner.plan(panel, depth: depth, into: &planned)
    return planned
  }
}
