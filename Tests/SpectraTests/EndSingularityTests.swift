import Arithmetic
import Spectra
import Testing

/// Eigenvalues of kernels that are unbounded at an end, or have a logarithm there; computed with mpmath 1.3 by
/// quadrature in the angle to 40 digits, or in closed form.
@Test(arguments: [
  ("(1 - t)*log(1 - t)", 2, 11, "0.000757575757575757575757575757576"),
  ("(1 - t)*log(1 - t)", 5, 6, "0.00015873015873015873015873015873"),
  ("(1 - t)^2*log(1 - t)^2", 3, 6, "0.000512780109387112165169348923727"),
  ("(1 - t)^(1/2)*log(1 - t)", 4, 11, "0.000167450379992494606555319288845"),
  ("log(1 - t)^2", 3, 6, "0.199192537887168137193283731178"),
  ("log(sqrt(2 - 2*t))", 3, 7, "-0.00892857142857142857142857142857"),
  ("log((1 + t)/2)", 3, 7, "0.0178571428571428571428571428571"),
  ("1/sqrt(1 - t)", 5, 4, "0.0131861404417071799422068878714"),
])
func endSingularities(kernel: String, dimension: Int, degree: Int, value: String) throws {
  let read = try ReadKernel(kernel)
  let found = try FunkHecke.eigenvalues(
    of: read.meridian, dimension: dimension, degrees: 0...degree, accuracy: 90)[degree]
  let reference = RealBall(try #require(Rational(value)), precision: 200)
  #expect(found.radius < .powerOfTwo(-80))
  #expect(
    found.subtracting(reference, precision: 200).magnitude < .powerOfTwo(-75), "\(found)")
}

/// Not integrable, or no function of real angles.
@Test(arguments: [("1/sqrt(1 - t)", 2), ("1/(1 - t)", 3), ("exp(1/(1 - t))", 3), ("log(t)", 3)])
func divergentIntegrals(kernel: String, dimension: Int) throws {
  let read = try ReadKernel(kernel)
  #expect(throws: SpectrumError.self) {
    try FunkHecke.eigenvalues(
      of: read.meridian, dimension: dimension, degrees: 0...2, accuracy: 40)
  }
}
