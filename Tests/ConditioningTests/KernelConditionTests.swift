import Arithmetic
import DataFiles
import Expressions
import Matrices
import Testing

@testable import Conditioning

struct KernelConditionTests {
  private let store = ExpressionStore()

  /// κ₁ applied L times: the covariance of a deep ReLU network.
  private func plain(_ depth: Int) throws -> Expression {
    var kernel = store.cosine
    for _ in 0..<depth { kernel = try store.function(.kappa(1), kernel) }
    return kernel
  }

  private func matrix(_ kernel: Expression, _ points: PointSet) -> KernelMatrix {
    KernelMatrix(kernel, of: points, in: store)
  }

  /// ρ = 1 + n/(π - 1) for κ₁ at orthonormal points; n = 100 computed with mpmath to 50 digits.
  @Test func orthonormalPointsHaveTheirClosedForm() throws {
    let result = try matrix(plain(1), .orthonormal(100)).condition(bits: 150)
    let condition = try #require(result.condition)
    let reference = try #require(
      RealBall(decimal: "47.694220692425985998339481323366757314326840674318", precision: 200))
    #expect(condition.overlaps(reference.widened(by: .powerOfTwo(-150))))
    #expect(condition.radius <= .powerOfTwo(-140))
    // At equiangular points the bound by the means is attained.
    #expect(try #require(result.doubleConstantCondition).overlaps(condition))
  }

  /// Computed with mpmath (`eigsy` at 60 digits) from the same seed.
  @Test func randomPointsAgreeWithAnotherProgram() throws {
    let points = RandomDirections.sphere(count: 12, dimension: 3, seed: 1)
    let result = try matrix(plain(1), points).condition(bits: 90)
    for (ball, text) in [
      (result.extremes.smallest, "0.000104794864269801535294490678338"),
      (result.extremes.largest, "6.03416761323074196919794168509"),
      (try #require(result.condition), "57580.7569891532597447277346602"),
    ] {
      let reference = try #require(RealBall(decimal: text, precision: 128))
      let uncertain = reference.widened(by: reference.magnitude * .powerOfTwo(-94))
      #expect(ball.overlaps(uncertain), "\(ball)")
      #expect(ball.radius <= ball.lowerMagnitude.scaled(byPowerOfTwo: -88))
    }
  }

  /// Matrices at equispaced points are circulant: Σ K(cos(2πj/n))·cos(2πjk/n) for k = 0 … n-1.
  @Test(arguments: [2, 3, 5, 8, 13])
  func equispacedPointsHaveDoubledEigenvalues(_ n: Int) throws {
    let kernel = try plain(2)
    let clusters = try matrix(kernel, .circle(n)).eigenvalueClusters(precision: 192)
    #expect(clusters.map(\.count).reduce(0, +) == n)
    let tape = Tape(kernel, in: store)
    let pi = RealBall.pi(precision: 256)
    for k in 0...(n / 2) {
      var exact = RealBall.zero
      for j in 0..<n {
        let t = RealBall.cos(
          pi.multiplied(by: Rational(2 * j, over: n), precision: 256), precision: 256)
        let harmonic = RealBall.cos(
          pi.multiplied(by: Rational(2 * j * k, over: n), precision: 256), precision: 256)
        let value = try tape.evaluate(over: [.cosine: t], precision: 256).values[0]
        exact = exact.adding(value.multiplied(by: harmonic, precision: 256), precision: 256)
      }
      let multiplicity = k == 0 || 2 * k == n ? 1 : 2
      #expect(
        clusters.contains { $0.ball.overlaps(exact) && $0.count >= multiplicity },
        "n \(n), frequency \(k): \(exact)")
    }
  }

  /// Depth costs no accuracy on the diagonal, where κ₁ has an infinite second derivative.
  @Test func deepKernelsKeepTheirAccuracy() throws {
    let result = try matrix(plain(24), .circle(4)).condition(bits: 64)
    #expect(result.extremes.isGoalMet && result.extremes.precision <= 256)
  }

  @Test func indefiniteMatricesHaveAWitness() throws {
    let square = try store.power(store.cosine, 2)
    let kernel = store.difference(square, store.rational(Rational(1, over: 2)))
    let points = RandomDirections.sphere(count: 5, dimension: 3, seed: 9)
    let result = try matrix(kernel, points).condition(bits: 40)
    guard case .indefinite(let witness) = result.definiteness else {
      Issue.record("not seen to be indefinite")
      return
    }
    let balls = try matrix(kernel, points).balls(precision: 200)
    #expect(balls.quadraticForm(witness.vector, precision: 200).isCertainlyNegative)
    #expect(result.condition == nil)
  }

  @Test func singularMatricesHaveAReason() throws {
    let twice = PointSet(directions: [[1, 2], [3, 1], [2, 4]])
    guard case .singular(let pair) = try matrix(plain(2), twice).condition(bits: 30).definiteness
    else {
      Issue.record("repeated points are not seen")
      return
    }
    #expect(pair.reason == .repeated && pair.first == 0 && pair.second == 2)
    let opposite = PointSet(directions: [[1, 2], [3, 1], [-2, -4]])
    let odd = try store.power(store.cosine, 3)
    guard case .singular(let mirror) = try matrix(odd, opposite).condition(bits: 30).definiteness
    else {
      Issue.record("opposite points are not seen")
      return
    }
    #expect(mirror.reason == .oppositeOdd && mirror.factor == -1)
  }

  @Test func valuesOutsideADomainAreNamed() throws {
    let kernel = try store.function(.log, store.cosine)
    #expect(throws: KernelMatrixError.self) {
      try matrix(kernel, .orthonormal(2)).condition(bits: 30)
    }
  }

  @Test func trainingTimesOfTwoEigenvalues() {
    let times = TrainingTimes(smallest: .one, largest: RealBall(3), precision: 100)
    #expect(times.convergenceFactor.contains(Rational(1, over: 2)))
    #expect(times.bestStep.contains(Rational(1, over: 2)))
    // Halving takes one step, and the slow mode the time log 2.
    #expect(times.steps(toError: Rational(1, over: 2)).contains(Dyadic(1)))
    let time = times.time(of: .one, toError: Rational(1, over: 2))
    #expect(RealBall.exp(time, precision: 100).contains(Dyadic(2)))
    let flat = TrainingTimes(smallest: .one, largest: .one, precision: 100)
    #expect(flat.steps(toError: Rational(1, over: 1000)).contains(Dyadic(1)))
  }

  /// The bound from Taylor coefficients, for K = eᵗ with bₙ = 1/n!.
  @Test(arguments: [2, 5, 12])
  func smallestEigenvaluesAreBoundedByCoefficients(_ count: Int) throws {
    let points = RandomDirections.sphere(count: count, dimension: 6, seed: 4)
    let kernel = try store.function(.exp, store.cosine)
    let smallest = try matrix(kernel, points).condition(bits: 60).extremes.smallest
    var coefficients = [RealBall.one]
    for n in 1...60 {
      coefficients.append(coefficients[n - 1].divided(by: RealBall(n), precision: 200))
    }
    let reach = points.cosines.dropFirst().map { $0.ball(precision: 200).magnitude }.max() ?? .zero
    let ball = RealBall(Dyadic(reach))
    let bound = SmallestEigenvalueBound(
      coefficients: coefficients, atOne: RealBall.exp(.one, precision: 200), reach: ball,
      atReach: RealBall.exp(ball, precision: 200), count: count, precision: 200)
    #expect(bound.value.isCertainlyPositive && !smallest.isCertainlyLess(than: bound.value))
  }
}
