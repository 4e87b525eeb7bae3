import Arithmetic
import Testing

@testable import Spectra

/// Whether each radius is at most 10^(−digits) of the value.
private func hasDigits(_ ball: RealBall, _ digits: Int) -> Bool {
  let tenths = RealBall(10).power(digits, precision: 64).magnitude
  return ball.radius * tenths <= ball.lowerMagnitude
}

@Test(arguments: referenceEigenvalues.indices)
func eigenvaluesAgreeWithTheLiterature(_ index: Int) throws {
  let (kernel, values) = referenceEigenvalues[index]
  for dimension in Set(values.map(\.dimension)) {
    let wanted = values.filter { $0.dimension == dimension }
    let last = wanted.map(\.degree).max() ?? 0
    let found = try FunkHecke.eigenvalues(
      of: kernel, dimension: dimension, degrees: 0...last, digits: 30, floor: 180)
    for reference in wanted {
      let ball = found[reference.degree]
      let exact = try #require(RealBall(decimal: reference.value, precision: 200))
      let uncertain = exact.widened(by: exact.magnitude * .powerOfTwo(-150))
      #expect(ball.overlaps(uncertain), "d \(dimension), k \(reference.degree): \(ball)")
      #expect(hasDigits(ball, 30), "d \(dimension), k \(reference.degree): \(ball)")
    }
  }
}

@Test(arguments: [2, 3, 5, 10])
func arcCosineKernelsHaveTheirClosedForm(_ dimension: Int) throws {
  let last = 200
  let steps = try FunkHecke.eigenvalues(
    of: ArcCosineKernel(degree: 0), dimension: dimension, degrees: 0...last, accuracy: 160)
  let ramps = try FunkHecke.eigenvalues(
    of: ArcCosineKernel(degree: 1), dimension: dimension, degrees: 0...last, accuracy: 160)
  for k in 0...last {
    let (step, ramp) = (steps[k], ramps[k])
    #expect(step.radius <= .powerOfTwo(-160) && ramp.radius <= .powerOfTwo(-160))
    #expect(step.overlaps(closedForm(degree: 0, dimension, k)), "κ₀, k \(k): \(step)")
    #expect(ramp.overlaps(closedForm(degree: 1, dimension, k)), "κ₁, k \(k): \(ramp)")
  }
}

/// The eigenvalues of κ₀ and κ₁ (Bach, Breaking the curse of dimensionality with convex neural
/// networks, JMLR 2017, appendix D.2).
private func closedForm(degree: Int, _ d: Int, _ k: Int) -> RealBall {
  let precision = 240
  func gamma(_ twice: Int) -> RealBall {
    // Γ(−1/2) = −2√π is the only value at a negative number.
    twice == -1
      ? RealBall.gamma(Rational(1, over: 2), precision: precision)
        .multiplied(by: RealBall(-2), precision: precision)
      : RealBall.gamma(Rational(twice, over: 2), precision: precision)
  }
  func ratio(_ top: Int, _ bottom: Int, _ factor: Rational) -> RealBall {
    gamma(d).multiplied(by: gamma(top), precision: precision)
      .divided(by: gamma(bottom), precision: precision)
      .divided(by: .pi(precision: precision), precision: precision)
      .squared(precision: precision).multiplied(by: factor, precision: precision)
  }
  if degree == 0 {
    if k == 0 { return RealBall(Rational(1, over: 2), precision: precision) }
    return k.isMultiple(of: 2) ? .zero : ratio(k, k + d, Rational(1, over: 2))
  }
  if k == 1 { return RealBall(Rational(1, over: 2 * d), precision: precision) }
  return k.isMultiple(of: 2) ? ratio(k - 1, k + d + 1, Rational(d, over: 8)) : .zero
}

@Test(arguments: [2, 3, 5, 10])
func polynomialsAreExact(_ dimension: Int) throws {
  // m_{n,k} = Γ(d/2)·n!/(2ⁿ·((n − k)/2)!·Γ((n + k + d)/2)), by Rodrigues' formula.
  for n in [0, 1, 2, 7, 30] {
    let found = try FunkHecke.eigenvalues(
      of: Monomial(exponent: n), dimension: dimension, degrees: 0...40, accuracy: 150)
    for k in 0...40 {
      var exact = RealBall.zero
      if k <= n && (n - k).isMultiple(of: 2) {
        let factor = Rational(
          .factorial(n), over: Integer.one.shifted(leftBy: n) * .factorial((n - k) / 2))
        exact = RealBall.gamma(Rational(dimension, over: 2), precision: 200)
          .divided(
            by: .gamma(Rational(n + k + dimension, over: 2), precision: 200), precision: 200
          )
          .multiplied(by: factor, precision: 200)
      }
      #expect(found[k].overlaps(exact), "n \(n), d \(dimension), k \(k): \(found[k])")
    }
  }
}

@Test func theTraceDoesNotExceedTheValueAtOne() throws {
  for (kernel, valueAtOne) in [
    (FullyConnectedNTK(depth: 2) as any MeridianFunction, 3),
    (FullyConnectedGPK(depth: 3), 1), (LaplaceKernel(rate: 1), 1),
  ] {
    for dimension in [2, 3, 5] {
      let found = try FunkHecke.eigenvalues(
        of: kernel, dimension: dimension, degrees: 0...120, accuracy: 100)
      var trace = RealBall.zero
      for (k, value) in found.enumerated() {
        #expect(value.isCertainlyPositive, "k \(k)")
        let count = SphericalHarmonics.multiplicity(dimension: dimension, degree: k)
        trace = trace.adding(
          value.multiplied(by: Rational(count), precision: 120), precision: 120)
      }
      #expect(trace.isCertainlyLess(than: RealBall(valueAtOne)), "\(trace)")
      #expect(
        RealBall(Rational(valueAtOne * 9, over: 10), precision: 60).isCertainlyLess(than: trace))
    }
  }
}

@Test func multiplicitiesAreDimensions() {
  for k in 1...20 {
    #expect(SphericalHarmonics.multiplicity(dimension: 2, degree: k) == 2)
    #expect(SphericalHarmonics.multiplicity(dimension: 3, degree: k) == Integer(2 * k + 1))
    #expect(SphericalHarmonics.multiplicity(dimension: 4, degree: k) == Integer((k + 1) * (k + 1)))
    let d = 9
    let stated = Rational(
      Integer(2 * k + d - 2) * .factorial(k + d - 3), over: .factorial(k) * .factorial(d - 2))
    #expect(Rational(SphericalHarmonics.multiplicity(dimension: d, degree: k)) == stated)
  }
  #expect(SphericalHarmonics.multiplicity(dimension: 7, degree: 0) == 1)
}

@Test func branchPointsInTheAngleAreGraded() throws {
  // κ₀(κ₀(cos θ)) has a branch point like √θ at 0.
  let kernel = StepKernel(depth: 2)
  let found = try FunkHecke.eigenvalues(
    of: kernel, dimension: 3, degrees: 0...30, accuracy: 70)
  let finer = try FunkHecke.eigenvalues(
    of: kernel, dimension: 3, degrees: 0...30, accuracy: 100)
  for k in 0...30 {
    #expect(found[k].overlaps(finer[k]) && found[k].isCertainlyPositive, "k \(k): \(found[k])")
    #expect(found[k].radius <= .powerOfTwo(-70))
  }
}

/// A function with a pole near the meridian and one that is not analytic at all.
private struct Lorentzian: MeridianFormula {
  let width: Rational
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    t.multiplied(by: t, precision: precision)
      .adding(t.constant(width * width, precision: precision), precision: precision)
      .reciprocal(precision: precision)
  }
}

@Test func polesNearTheMeridianAreSeen() throws {
  // ½∫ dt/(t² + w²) = arctan(1/w)/w.
  for width in [Rational(1), Rational(1, over: 10), Rational(1, over: 1000)] {
    let found = try FunkHecke.eigenvalues(
      of: Lorentzian(width: width), dimension: 3, degrees: 0...3, accuracy: 90)
    let inverse = RealBall(Rational(1) / width, precision: 150)
    let exact = RealBall.atan(inverse, precision: 150).multiplied(by: inverse, precision: 150)
    #expect(found[0].overlaps(exact), "width \(width): \(found[0]), \(exact)")
    #expect(found[1].containsZero)
  }
}

private struct AbsoluteValue: MeridianFormula {
  func evaluate<Value: MeridianValue>(_ t: Value, precision: Int) -> Value? {
    t.multiplied(by: t, precision: precision).squareRoot(precision: precision)
  }
}

@Test func kinksInsideTheMeridianAreRefused() {
  #expect(throws: SpectrumError.self) {
    try FunkHecke.eigenvalues(of: AbsoluteValue(), dimension: 3, degrees: 0...3, accuracy: 60)
  }
}
