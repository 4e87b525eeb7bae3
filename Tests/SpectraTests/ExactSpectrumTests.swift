import Arithmetic
import Expressions
import Spectra
import TestSupport
import Testing

/// A value in exact form as a ball.
private func ball(_ exact: Expression, _ store: ExpressionStore) throws -> RealBall {
  try Tape(exact, in: store).evaluate(at: [:], goal: .absolute(bits: 200)).value
}

/// Compares the exact form of every degree with quadrature; all must have one.
private func check(_ text: String, dimension: Int, degrees: ClosedRange<Int>) throws {
  let kernel = try ReadKernel(text)
  let found = try FunkHecke.eigenvalues(
    of: kernel.meridian, dimension: dimension, degrees: degrees, accuracy: 120)
  for (k, quadrature) in zip(degrees, found) {
    let form = try #require(
      kernel.exact.eigenvalue(dimension: dimension, degree: k), "\(text), d \(dimension), k \(k)")
    let exact = try ball(form, kernel.store)
    #expect(
      exact.overlaps(quadrature) && exact.radius <= .powerOfTwo(-190),
      "\(text), d \(dimension), k \(k): \(exact), \(quadrature)")
  }
}

@Test(arguments: [2, 3, 4, 5, 10, 11])
func arcCosineKernelsOfAllDegreesAreExact(_ dimension: Int) throws {
  for degree in 0...4 { try check("kappa(\(degree))", dimension: dimension, degrees: 0...12) }
  try check("fc_ntk(1)", dimension: dimension, degrees: 0...12)
  try check("res_ntk(1, 2/3)", dimension: dimension, degrees: 0...8)
}

@Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
func randomKernelsOfOneLayerAreExact(_ seed: UInt64) throws {
  var random = SplitMix64(seed: seed)
  func polynomial() -> String {
    let terms = (0...random.int(0...4)).map { "(\(random.fraction()))*t^\($0)" }
    return "(" + terms.joined(separator: " + ") + ")"
  }
  let sign = random.bool() ? "" : "-"
  let text =
    "\(polynomial()) + \(polynomial())*arccos(\(sign)t) + \(polynomial())*sqrt(1 - t^2)*pi"
  try check(text, dimension: random.int(2...12), degrees: 0...7)
}

@Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
func traceOfRandomPolynomialsIsTheirValueAtOne(_ seed: UInt64) throws {
  var random = SplitMix64(seed: seed)
  let dimension = random.int(2...20)
  let coefficients = (0...random.int(1...9)).map { _ in random.fraction() }
  let text = coefficients.enumerated().map { "(\($1))*t^\($0)" }.joined(separator: " + ")
  let kernel = try ReadKernel(text)
  var trace = Rational.zero
  for k in 0...coefficients.count {
    let form = try #require(kernel.exact.eigenvalue(dimension: dimension, degree: k))
    let value = try #require(kernel.store.rationalValue(form), "seed \(seed)")
    trace += value * Rational(SphericalHarmonics.multiplicity(dimension: dimension, degree: k))
    if k == coefficients.count { #expect(value.isZero, "seed \(seed)") }
  }
  #expect(trace == coefficients.reduce(0, +), "seed \(seed), d \(dimension): \(text)")
}

@Test func closedFormsAreThoseOfTheLiterature() throws {
  // κ₀ on the circle: 2/(πk)² for odd k; κ₁: 4/(π(k² − 1))² for even k, and 1/(2d) at 1.
  let (step, ramp) = (try ReadKernel("kappa0"), try ReadKernel("kappa1"))
  func text(_ kernel: ReadKernel, _ dimension: Int, _ k: Int) throws -> String {
    kernel.store.text(try #require(kernel.exact.eigenvalue(dimension: dimension, degree: k)))
  }
  #expect(try text(step, 2, 0) == "1/2")
  #expect(try text(step, 2, 3) == "2/(9*pi^2)")
  #expect(try text(step, 3, 3) == "1/128")
  #expect(try text(ramp, 2, 2) == "4/(9*pi^2)")
  #expect(try text(ramp, 7, 1) == "1/14")
  #expect(try text(ramp, 5, 2) == "5/512")
}

@Test func parityZerosAreProved() throws {
  /// Zero for the parity of k beyond the given degree, and for no other k.
  func check(_ text: String, even: Int?, odd: Int?) throws {
    let kernel = try ReadKernel(text)
    for k in 0...12 {
      let limit = k.isMultiple(of: 2) ? even : odd
      let isZero = limit.map { k > $0 } ?? false
      #expect(kernel.exact.vanishes(degree: k) == isZero, "\(text), k \(k)")
    }
  }
  try check("kappa0", even: 0, odd: nil)
  try check("kappa1", even: nil, odd: 1)
  try check("kappa(2)", even: 2, odd: nil)
  try check("kappa(3)", even: nil, odd: 3)
  try check("fc_ntk(1)", even: nil, odd: 1)
  try check("t^2*kappa1", even: nil, odd: 3)
  try check("fc_ntk(2)", even: nil, odd: nil)
  try check("arcsin(2*t/3)", even: -1, odd: nil)
  try check("arcsin(arcsin(t)/2)^3", even: -1, odd: nil)
  try check("cos(t)", even: nil, odd: -1)
  try check("exp(-t^2)", even: nil, odd: -1)
  try check("exp(t)", even: nil, odd: nil)
  try check("t^5 - t", even: -1, odd: 5)
  // κ₀(−t) = 1 − κ₀(t) and κ₁(−t) = κ₁(t) − t.
  try check("kappa0(t)*kappa0(-t)", even: nil, odd: -1)
  try check("kappa1(t)*kappa1(-t)", even: nil, odd: -1)
  try check("kappa0(kappa1(t)) + kappa0(kappa1(-t))", even: nil, odd: -1)
  try check("kappa1(kappa1(t)) - kappa1(kappa1(-t))", even: -1, odd: nil)
  try check("kappa1(kappa1(t)) + kappa1(kappa1(-t)) + t/10", even: nil, odd: nil)
  // No value at 0: nothing is claimed.
  try check("1/t", even: nil, odd: nil)
  try check("log(t^2)", even: nil, odd: nil)
}

@Test func polynomialPartsAreExact() throws {
  // The odd part of κ₁((t + t³)/2) is (t + t³)/4, the even part of κ₀ is 1/2.
  let ramp = try ReadKernel("kappa1((t + t^3)/2)")
  func text(_ kernel: ReadKernel, _ k: Int) -> String? {
    kernel.exact.eigenvalue(dimension: 3, degree: k).map(kernel.store.text)
  }
  #expect(text(ramp, 1) == "2/15" && text(ramp, 3) == "1/70" && text(ramp, 5) == "0")
  #expect(text(ramp, 2) == nil)
  let step = try ReadKernel("kappa0(t^3)")
  #expect(text(step, 0) == "1/2" && text(step, 2) == "0" && text(step, 1) == nil)
}

@Test func zerosHaveReasons() throws {
  let ramp = try ReadKernel("kappa1").exact
  #expect(ramp.vanishingReason(degree: 1) == nil && ramp.vanishingReason(degree: 4) == nil)
  #expect(
    ramp.vanishingReason(degree: 5)
      == "the odd part of the kernel is a polynomial of degree 1 at most, and harmonics of higher degree are "
      + "orthogonal to it")
  #expect(
    try ReadKernel("kappa1(t^2)").exact.vanishingReason(degree: 5)
      == "the kernel is even, so harmonics of odd degree are orthogonal to it")
}

@Test func kernelsOfTwoLayersHaveNoClosedForm() throws {
  #expect(try ReadKernel("fc_gpk(2)").exact.eigenvalue(dimension: 3, degree: 2) == nil)
  #expect(try ReadKernel("laplace(1)").exact.eigenvalue(dimension: 3, degree: 2) == nil)
  #expect(try ReadKernel("sqrt(1 + t)").exact.eigenvalue(dimension: 3, degree: 2) == nil)
}

@Test func zerosCostNoAccuracy() throws {
  let kernel = try ReadKernel("fc_ntk(1)")
  let found = try FunkHecke.eigenvalues(
    of: kernel.meridian, dimension: 3, degrees: 3...9, digits: 20, floor: 4000,
    vanishing: kernel.exact.vanishes)
  #expect(found.count == 7)
  for (k, value) in zip(3...9, found) { #expect(value.isZero == !k.isMultiple(of: 2)) }
  let none = try FunkHecke.eigenvalues(
    of: kernel.meridian, dimension: 3, degrees: 3...3, digits: 20, floor: 4000,
    vanishing: kernel.exact.vanishes)
  #expect(none.map(\.isZero) == [true])
}
