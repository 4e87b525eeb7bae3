internal import Arithmetic
internal import Quadrature

/// The sums of products of Gauss rules over boxes.
struct MultisphereSum {
  private let kernel: PixelKernel
  private let dimension: Int
  private let degrees: [Int]
  private let precision: Int
  private let recurrence: BoundedRecurrence
  private var sums: [RealBall]
  /// The errors of the rules.
  private var error = Magnitude.zero

  init(_ kernel: PixelKernel, dimension: Int, degrees: [Int], precision: Int) {
    self.kernel = kernel
    self.dimension = dimension
    self.degrees = degrees
    self.precision = precision
    recurrence = BoundedRecurrence(dimension: dimension, degree: max(degrees.max() ?? 1, 1))
    sums = [RealBall](repeating: .zero, count: degrees.reduce(1) { $0 * ($1 + 1) })
  }

  /// The eigenvalues: sums times w_dᵖ, widened by the errors of the rules.
  var eigenvalues: GridEigenvalues {
    let weight = SphericalHarmonics.weight(dimension: dimension, precision: precision)
      .power(kernel.count, precision: precision)
    return GridEigenvalues(
      degrees: degrees,
      values: sums.map {
        $0.widened(by: error).multiplied(by: weight, precision: precision)
      })
  }

  /// The angles of the nodes of one piece, and for each degree the weights times P_k·sin^(d−2).
  private struct Axis {
    var angles: [RealBall] = []
    var factors: [[RealBall]]
  }

  /// Adds the rule of a box.
  ///
  /// - Throws: `SpectrumError`; what `check`, called before every row of values, throws.
  mutating func add(_ planned: PlannedBox, _ check: () throws -> Void) throws {
    error += planned.error
    if planned.counts.isEmpty { return }
    var axes: [Axis] = []
    for (index, panel) in planned.box.panels.enumerated() {
      axes.append(try axis(panel, count: planned.counts[index], degree: degrees[index]))
    }
    // The last axis is contracted as soon as its values are there, so one row is kept at a time.
    let contracted = try rows(axes, angles: [], check)
    for index in sums.indices {
      sums[index] = sums[index].adding(contracted[index], precision: precision)
    }
  }

  /// For all degrees of the remaining axes, the sum over their nodes with the given angles of the first ones.
  private func rows(
    _ axes: [Axis], angles: [RealBall], _ check: () throws -> Void
  ) throws -> [RealBall] {
    try check()
    let axis = axes[angles.count]
    let isLast = angles.count + 1 == axes.count
    var inner: [[RealBall]] = []
    for angle in axis.angles {
      let point = angles + [angle]
      inner.append(isLast ? [try value(at: point)] : try rows(axes, angles: point, check))
    }
    return axis.factors.flatMap { row in
      (inner.first ?? []).indices.map { column in
        RealBall.dotProduct(row, inner.map { $0[column] }, precision: precision)
      }
    }
  }

  private func value(at point: [RealBall]) throws(SpectrumError) -> RealBall {
    guard let value = kernel.value(at: point, precision: precision), value.isFinite else {
      throw .noValue(at: point[0].midpoint.double(rounding: .nearest))
    }
    return value
  }

  private func axis(
    _ panel: Panel, count: Int, degree: Int
  ) throws(SpectrumError) -> Axis {
    guard let rule = try? GaussLegendreRule.cached(count: count, precision: precision) else {
      throw .nodesNotSeparated(count: count)
    }
    let centre = panel.centre(precision: precision + 4)
    let half = panel.halfWidth(precision: precision + 4)
    var axis = Axis(factors: [[RealBall]](repeating: [], count: degree + 1))
    for (node, weight) in zip(rule.nodes, rule.weights) {
      let theta = centre.adding(
        half.multiplied(by: node, precision: precision + 4), precision: precision + 4)
      axis.angles.append(theta)
      let density = RealBall.sin(theta, precision: precision)
        .power(dimension - 2, precision: precision)
        .multiplied(by: weight, precision: precision).multiplied(by: half, precision: precision)
      let harmonics = harmonics(at: .cos(theta, precision: precision + 4), through: degree)
      for k in 0...degree {
        axis.factors[k].append(density.multiplied(by: harmonics[k], precision: precision))
      }
    }
    return axis
  }

  /// P_0, …, P_degree at a cosine; |P_k'| ≤ k(k + d − 2)/(d − 1), see `FunkHeckeSum`.
  private func harmonics(at cosine: RealBall, through degree: Int) -> [RealBall] {
    let bits = precision + 2 * (Int.bitWidth - degree.leadingZeroBitCount) + 4
    let point = min(max(cosine.midpoint, Dyadic(-1)), .one)
    let values = recurrence.sums(starts: [.one], points: [point], fractionBits: bits)
    let displacement = cosine.radius + .powerOfTwo(-bits - 1)
    return (0...degree).map { k in
      let slope = Magnitude(k * (k + dimension - 2))
        .divided(byLowerBound: Magnitude(dimension - 1))
      return RealBall(
        midpoint: values[k],
        radius: displacement * slope + BoundedRecurrence.error(step: k, fractionBits: bits))
    }
  }
}
