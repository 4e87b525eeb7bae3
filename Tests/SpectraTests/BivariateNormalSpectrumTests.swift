import Arithmetic
import Expressions
import Spectra
import TestSupport
import Testing

/// Eigenvalues of kernels with Φ₂.
struct BivariateNormalSpectrumTests {
  private func eigenvalue(
    _ text: String, _ dimension: Int, _ degree: Int, digits: Int = 30
  ) throws -> RealBall {
    try FunkHecke.eigenvalues(
      of: try ReadKernel(text).meridian, dimension: dimension, degrees: degree...degree,
      digits: digits, floor: 400)[0]
  }

  /// Computed with mpmath 1.3 at 40 digits by tanh-sinh quadrature.
  ///
  /// Those of Φ₂ after integrating by parts in the angle, the derivative of Φ₂ by Plackett against the integral of P_k·sin^(d-2) in closed form. That of the ELU, 19 digits, is a
  /// double quadrature of E[φ(v)|u]·φ(u), without Φ₂.
  @Test(arguments: [
    ("Phi2(-1, -1, t)", 3, 7, "0.0001268397676049751183980652073436794", 30),
    ("Phi2(-1, -1, t)", 3, 50, "0.0000003749208654370908376035255669552923", 30),
    ("Phi2(-1, -1, t)", 2, 60, "0.000008535925501021978826172107980707774", 30),
    ("Phi2(-1, -1, t)", 2, 61, "0.000008258336183254606281767263987628075", 30),
    ("(1 + t)*Phi2(-1/2, -1/2, t)", 3, 4, "0.001813323915237290042699936665921227", 30),
    ("Phi2(-1/2, 1/3, t)", 3, 2, "-0.003918760070296392411620896187310329", 30),
    ("Phi2(2, 1, t)", 3, 3, "-0.00009432381922260280069183278328881786", 30),
    ("dual(elu)", 3, 1, "0.1940755293542141679", 18),
    ("dual(elu)", 3, 4, "0.00002453319024057689687", 18),
    ("dual(elu)", 3, 7, "0.000001687786827476393009", 18),
  ])
  func values(
    kernel: String, dimension: Int, degree: Int, value: String, digits: Int
  ) throws {
    let found = try eigenvalue(kernel, dimension, degree)
    let exact = try #require(RealBall(decimal: value, precision: 160))
    let scale = RealBall(10).power(digits, precision: 64).magnitude
    let error = exact.magnitude * Magnitude(1).divided(byLowerBound: scale)
    #expect(found.overlaps(exact.widened(by: error)), "\(found)")
    #expect(found.radius <= error, "\(found)")
  }

  /// P(U ≤ h, V ≤ k) + P(U ≤ h, -V ≤ -k) = Φ(h) ties kernels that are essential at different ends.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func complements(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let (h, k) = (random.fraction(), random.fraction())
    let dimension = random.int(2...6)
    for degree in 0...3 {
      let first = try eigenvalue("Phi2(\(h), \(k), t)", dimension, degree)
      let second = try eigenvalue("Phi2(\(h), -(\(k)), -t)", dimension, degree)
      let whole = try eigenvalue("Phi(\(h))", dimension, degree, digits: 20)
      #expect(
        first.adding(second, precision: 128).overlaps(whole),
        "h \(h), k \(k), d \(dimension), degree \(degree)")
    }
  }

  /// Values at complex angles: mpmath 1.3, integrals of Plackett's derivative along a straight path.
  @Test(arguments: [
    ("Phi2(-1, -1, t)", 1.0, 0.5, 0.06281020889209246, -0.04241393913332030),
    ("Phi2(-1, -1, t)", 2.5, 0.25, -0.0003053672593264364, 0.0002429422728768359),
    ("Phi2(-1, -1, t)", 0.125, 1.5, 0.1438921336012433, -0.1564576107328994),
    ("Phi2(-1/2, 1/3, t)", 1.0, 0.5, 0.2730241895087871, -0.05761590256631749),
    ("Phi2(-1/2, 1/3, t)", 2.5, 0.25, 0.06567712177967003, -0.03507044471848615),
    ("Phi2(-1/2, 1/3, t)", 0.125, 1.5, 0.4470019048217457, -0.1953071754554094),
  ])
  func complexAngles(kernel: String, x: Double, y: Double, real: Double, imaginary: Double) throws {
    let theta = ComplexBall(
      real: RealBall(midpoint: Dyadic(x), radius: .powerOfTwo(-8)),
      imaginary: RealBall(midpoint: Dyadic(y), radius: .powerOfTwo(-8)))
    let found = try #require(
      try ReadKernel(kernel).meridian.continuation(over: theta, precision: 64))
    let exact = ComplexBall(real: RealBall(Dyadic(real)), imaginary: RealBall(Dyadic(imaginary)))
    #expect(found.contains(exact), "\(found)")
    // Next to an essential singularity enclosures are wide.
    if x >= 1 { #expect(found.radius < .powerOfTwo(-4), "\(found)") }
  }

  /// No rectangle around an essential end has a value.
  @Test func essentialEnds() throws {
    for (kernel, angle) in [
      ("Phi2(-1, -1, t)", 3.141), ("Phi2(-1, 1, t)", 0.001), ("Phi2(-1, -1, -t)", 0.0),
    ] {
      let near = RealBall(midpoint: Dyadic(angle), radius: .powerOfTwo(-6))
      let theta = ComplexBall(
        real: near, imaginary: RealBall(midpoint: .zero, radius: .powerOfTwo(-6)))
      #expect(try ReadKernel(kernel).meridian.continuation(over: theta, precision: 64) == nil)
    }
  }

  @Test func otherArguments() throws {
    for kernel in ["Phi2(t, -1/2, t)", "t*Phi2(t^2, 1, t)", "dual(tanh)"] {
      #expect(throws: SpectrumError.self) { _ = try eigenvalue(kernel, 3, 1) }
    }
  }
}
