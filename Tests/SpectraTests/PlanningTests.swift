import Arithmetic
import TestSupport
import Testing

@testable import Spectra

@Test func fewDegreesAreNotPlannedLongerThanMany() throws {
  func evaluations(_ last: Int, _ digits: Int) throws -> Int {
    let atlas = EllipseAtlas(FullyConnectedNTK(depth: 3))
    _ = try FunkHecke.eigenvalues(
      on: atlas, dimension: 3, degrees: 0...last, digits: digits, floor: 400)
    return atlas.evaluationCount
  }
  let few = try evaluations(20, 20)
  // It was ten times as many, and most of the time.
  #expect(few <= 250, "\(few)")
  #expect(try evaluations(20, 20) <= 2 * evaluations(200, 30), "\(few)")
}

@Test func oneAtlasServesAllDimensions() throws {
  let atlas = EllipseAtlas(FullyConnectedNTK(depth: 3))
  let fresh = try FunkHecke.eigenvalues(
    of: FullyConnectedNTK(depth: 3), dimension: 6, degrees: 0...30, digits: 20, floor: 400)
  var counts: [Int] = []
  for dimension in 3...6 {
    let found = try FunkHecke.eigenvalues(
      on: atlas, dimension: dimension, degrees: 0...30, digits: 20, floor: 400)
    counts.append(atlas.evaluationCount)
    if dimension == 6 {
      for (a, b) in zip(found, fresh) { #expect(a.overlaps(b), "\(a), \(b)") }
    }
  }
  #expect(counts[3] < 2 * counts[0], "\(counts)")
}

@Test func deepKernelsHaveWideSquares() throws {
  // By mpmath with 45 digits: Gauss–Legendre rules of 60 nodes in the angle on 8 and on 12 panels agree to 44.
  let reference = [
    (0, "6.9800440050571233667147213632947"), (1, "0.53149338286507473532849543482936"),
    (7, "0.040288432476547501186153789571324"), (20, "0.0033213988511141809259829273961211"),
  ]
  let atlas = EllipseAtlas(FullyConnectedNTK(depth: 20))
  let found = try FunkHecke.eigenvalues(
    on: atlas, dimension: 3, degrees: 0...20, digits: 20, floor: 400)
  #expect(atlas.evaluationCount <= 800, "\(atlas.evaluationCount)")
  for (k, text) in reference {
    let exact = try #require(RealBall(decimal: text, precision: 120))
    #expect(found[k].overlaps(exact.widened(by: exact.magnitude * .powerOfTwo(-80))), "k \(k)")
  }
}

@Test func boundsOnEllipsesHoldInside() throws {
  // |f·P_k·sin^(d−2)| at random points of ellipses, where P_k follows from its recurrence.
  let seed: UInt64 = 20_261_122
  var random = SplitMix64(seed: seed)
  let kernel = FullyConnectedNTK(depth: 3)
  let atlas = EllipseAtlas(kernel)
  let panels = [
    Panel.meridian, Panel(left: 0, right: Rational(1, over: 4)),
    Panel(left: Rational(1, over: 2), right: Rational(5, over: 8)),
  ]
  var compared = 0
  for panel in panels {
    let cover = atlas.cover(of: panel)
    for (dimension, degree, rho) in [(2, 7, 1.3), (3, 20, 1.7), (40, 3, 1.5), (1000, 5, 1.2)] {
      guard let bound = cover.logSupremum(parameter: rho, dimension: dimension, degree: degree)
      else { continue }
      for _ in 0..<40 {
        let theta = point(of: panel, parameter: rho, &random)
        guard let size = size(kernel, theta, dimension, degree) else { continue }
        compared += 1
        #expect(
          size <= bound, "seed \(seed), d \(dimension), k \(degree), θ \(theta): \(size), \(bound)")
      }
    }
  }
  #expect(compared > 200, "\(compared)")
}

/// A point of the ellipse of a panel, most of them near its boundary.
private func point(
  of panel: Panel, parameter rho: Double, _ random: inout SplitMix64
) -> ComplexBall {
  let angle = Double(random.below(2048)) / 1024
  let scale = 0.9 + Double(random.below(1000)) / 10_000
  let (width, height) = ((rho + 1 / rho) / 2 * scale, (rho - 1 / rho) / 2 * scale)
  let half = panel.halfWidth(precision: 100)
  let turn = RealBall.pi(precision: 100).multiplied(by: RealBall(Dyadic(angle)), precision: 100)
  let x = RealBall.cos(turn, precision: 100).multiplied(by: RealBall(Dyadic(width)), precision: 100)
  let y = RealBall.sin(turn, precision: 100)
    .multiplied(by: RealBall(Dyadic(height)), precision: 100)
  return ComplexBall(
    real: panel.centre(precision: 100).adding(
      x.multiplied(by: half, precision: 100), precision: 100),
    imaginary: y.multiplied(by: half, precision: 100))
}

/// A lower bound for log₂|f·P_k·sin^(d−2)|.
private func size(
  _ kernel: FullyConnectedNTK, _ theta: ComplexBall, _ dimension: Int, _ degree: Int
) -> Double? {
  let precision = 160
  guard let value = kernel.continuation(over: theta, precision: precision) else { return nil }
  let t = ComplexBall.cos(theta, precision: precision)
  var (before, now) = (ComplexBall.one, t)
  for k in stride(from: 1, to: degree, by: 1) {
    // (k + d − 2)·P_{k+1} = (2k + d − 2)·t·P_k − k·P_{k−1}
    let next = now.multiplied(by: t, precision: precision)
      .multiplied(
        by: Rational(2 * k + dimension - 2, over: k + dimension - 2), precision: precision
      )
      .subtracting(
        before.multiplied(by: Rational(k, over: k + dimension - 2), precision: precision),
        precision: precision)
    (before, now) = (now, next)
  }
  let density = ComplexBall.sin(theta, precision: precision)
    .power(dimension - 2, precision: precision)
  let product = value.multiplied(by: now, precision: precision)
    .multiplied(by: density, precision: precision)
  return product.lowerMagnitude.isZero ? nil : Double(product.lowerMagnitude.ceilingExponent - 1)
}
