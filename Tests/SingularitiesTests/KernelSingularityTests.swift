import Arithmetic
import Expressions
import Testing

@testable import Singularities

/// Branch points of parts at which the kernel itself is singular, and those at which it is not.
struct KernelSingularityTests {
  private func points(_ kernel: String, within radius: Double = 4) throws -> [BranchPoint] {
    let reader = try Reader()
    return BranchPoint.singularities(
      of: try reader.kernel(kernel), within: radius, in: reader.store)
  }

  /// Computed with mpmath's findroot at 20 digits: t + α²κ₁(t) = -(1 + α²) for residual layers, κ₁(t) = -1 for plain
  /// ones.
  @Test(arguments: [
    ("res_gpk(2, 1/2)", "-1.2494911887716422340", "0.0092329424539966547303"),
    ("res_ntk(2, 1/2)", "-1.2494911887716422340", "0.0092329424539966547303"),
    ("res_gpk(3, 1/2)", "-1.2494911887716422340", "0.0092329424539966547303"),
    ("res_gpk(2, 1)", "-1.9028732422872555054", "0.24154048500041783617"),
    ("fc_gpk(2)", "-2.0573510526726894097", "2.0695043741483238804"),
    ("fc_ntk(2)", "-2.0573510526726894097", "2.0695043741483238804"),
  ])
  func layers(kernel: String, real: String, imaginary: String) throws {
    let nearest = try #require(try points(kernel).first)
    // The reference is known to an error of 10^(-18).
    let error = Magnitude.powerOfTwo(-59)
    for (part, value) in [
      (nearest.location.real, real), (nearest.location.imaginary, imaginary),
    ] {
      let reference = try #require(Rational(value))
      #expect(part.widened(by: error).contains(reference))
      #expect(part.radius < .powerOfTwo(-40))
    }
  }

  @Test(arguments: ["sqrt(2 + t^2)", "kappa1(-t^2/2)", "arccos(t^2/2)*t", "exp(arcsin(-t^2/2))"])
  func closedForms(kernel: String) throws {
    let point = try #require(try points(kernel).first)
    #expect(point.location.real.contains(Rational.zero))
    #expect(point.location.imaginary.squared(precision: 64).contains(Rational(2)))
  }

  /// Even functions of a root, and of the arccosine where it is 0, are analytic in spite of the branch point.
  @Test(arguments: [
    "cos(sqrt(2 + t^2))", "sqrt(2 + t^2)*sin(sqrt(2 + t^2))",
    "exp(arccos(-t^2/2)) + exp(-arccos(-t^2/2))",
  ])
  func removable(kernel: String) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let found = KernelAsymptotics.branchPoints(of: expression, in: reader.store)
    // At i√2; at ±√2 the last one has others, on the cuts.
    #expect(found.contains { !$0.isReal })
    #expect(try points(kernel).isEmpty)
  }

  /// Points on the real axis lie on the cuts, kernels with parameters have no values.
  @Test(arguments: ["log(2 - t)", "kappa1(t/2)", "kappa1", "res_gpk(2, alpha)", "laplace(1)"])
  func none(kernel: String) throws { #expect(try points(kernel).isEmpty) }

  /// Covers of slit discs end before the singularities.
  @Test(arguments: [
    ("fc_gpk(2)", Rational(29, over: 10), Rational(3)),
    ("res_gpk(2, 1/2)", Rational(6, over: 5), Rational(5, over: 4)),
    ("sqrt(2 + t^2)", Rational(7, over: 5), Rational(3, over: 2)),
  ])
  func slitDiscs(kernel: String, inner: Rational, outer: Rational) throws {
    let reader = try Reader()
    let expression = try reader.kernel(kernel)
    let bound = SlitDisc(radius: inner).supremum(of: expression, in: reader.store)
    // The value at a point of the circle, along the segment from 0.
    let z = ComplexBall(real: .zero, imaginary: RealBall(inner, precision: 96))
    let value = try #require(
      Tape(expression, in: reader.store).continuation(to: z, precision: 96))
    #expect(value.modulus(precision: 64).isCertainlyAtMost(try #require(bound)))
    #expect(SlitDisc(radius: outer).supremum(of: expression, in: reader.store) == nil)
  }

  @Test func slitDiscsThatAreTooLarge() throws {
    let reader = try Reader()
    let kernel = try reader.kernel("kappa1")
    #expect(SlitDisc(radius: 6).supremum(of: kernel, in: reader.store) == nil)
    #expect(SlitDisc(radius: 5).supremum(of: kernel, in: reader.store) != nil)
  }

  /// κ₁(-2 + i/4), κ₁ three times, and κ₁ + tκ₀ there, with mpmath.
  @Test(arguments: [
    ("kappa1", -0.28135893314916), ("fc_gpk(3)", -0.07643044224712202),
    ("fc_ntk(1)", -1.11590656048626),
  ])
  func continuation(kernel: String, imaginary: Double) throws {
    let reader = try Reader()
    let z = ComplexBall(
      real: RealBall(-2), imaginary: RealBall(Dyadic(1, timesPowerOfTwo: -2)))
    let tape = Tape(try reader.kernel(kernel), in: reader.store)
    let value = try #require(tape.continuation(to: z, precision: 96))
    #expect(abs(value.imaginary.midpoint.double(rounding: .nearest) - imaginary) < 1e-12)
    #expect(value.radius < .powerOfTwo(-60))
  }

  /// A cut lies across the segment.
  @Test func noContinuationAcrossACut() throws {
    let reader = try Reader()
    let tape = Tape(try reader.kernel("sqrt(2 + t^2)"), in: reader.store)
    let z = ComplexBall(real: .zero, imaginary: RealBall(2))
    #expect(tape.continuation(to: z, precision: 96) == nil)
  }
}
