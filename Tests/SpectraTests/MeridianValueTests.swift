import Arithmetic
import Testing

@testable import Spectra

private let kernels: [any MeridianFunction] = [
  ArcCosineKernel(degree: 0), ArcCosineKernel(degree: 1), FullyConnectedGPK(depth: 3),
  FullyConnectedNTK(depth: 3, squaredBias: Rational(1, over: 4)),
  ResidualKernel(depth: 3, squaredAlpha: Rational(1, over: 4), isTangent: true),
  LaplaceKernel(rate: 1), Monomial(exponent: 5), StepKernel(depth: 2),
]

@Test(arguments: kernels.indices)
func continuationsHoldTheRealValues(_ index: Int) {
  let kernel = kernels[index]
  var successes = 0
  for i in 0..<120 {
    let angle = Rational(i * 26 + 3, over: 1000)
    let width = Magnitude.powerOfTwo(-(i % 7) - 2)
    let theta = RealBall(angle, precision: 200)
    let box = ComplexBall(
      real: RealBall(angle + Rational(1, over: 500), precision: 60), imaginary: .zero
    ).widened(by: width)
    guard let enclosure = kernel.continuation(over: box, precision: 64),
      let value = kernel.value(at: theta, precision: 200)
    else { continue }
    successes += 1
    #expect(enclosure.real.overlaps(value) && enclosure.imaginary.containsZero, "angle \(angle)")
    #expect(value.radius <= .powerOfTwo(-150), "angle \(angle): \(value)")
  }
  #expect(successes > 60, "only \(successes) rectangles")
}

@Test(arguments: 0..<7)
func continuationsAreConsistent(_ index: Int) {
  // Small rectangles inside a larger one, also left of θ = 0, and Cauchy–Riemann by differences.
  let kernel = kernels[index]
  for i in 0..<60 {
    let x = Rational(i - 15, over: 20)
    let y = Rational(i % 7, over: 10)
    let centre = ComplexBall(
      real: RealBall(x, precision: 64), imaginary: RealBall(y, precision: 64))
    let large = kernel.continuation(over: centre.widened(by: .powerOfTwo(-4)), precision: 64)
    let point = ComplexBall(
      real: RealBall(x + Rational(1, over: 30), precision: 64),
      imaginary: RealBall(y - Rational(1, over: 40), precision: 64))
    let small = kernel.continuation(over: point, precision: 64)
    if let large, let small {
      #expect(large.overlaps(small), "kernel \(index) at \(x) + \(y)i: \(large), \(small)")
      #expect(small.radius < .powerOfTwo(-40), "\(small)")
    }
    let mirrored = kernel.continuation(over: point.conjugated(), precision: 64)
    if let small, let mirrored { #expect(mirrored.conjugated().overlaps(small)) }
  }
}

@Test func continuationsReachAroundZero() throws {
  for kernel in kernels.prefix(7) {
    let box = ComplexBall.zero.widened(by: .powerOfTwo(-2))
    let enclosure = try #require(kernel.continuation(over: box, precision: 64))
    #expect(enclosure.radius < Magnitude(4), "\(enclosure)")
  }
}

@Test func analyticityAtZeroSatisfiesTheMeanValueProperty() throws {
  // The mean over a circle around 0 is the value at 0.
  for kernel in kernels.prefix(7) {
    var sum = ComplexBall.zero
    let count = 64
    for j in 0..<count {
      let angle = RealBall.pi(precision: 128).multiplied(
        by: Rational(2 * j + 1, over: count), precision: 128)
      let point = ComplexBall.exp(ComplexBall(real: .zero, imaginary: angle), precision: 128)
        .scaled(byPowerOfTwo: -1)
      let value = try #require(kernel.continuation(over: point, precision: 128))
      sum = sum.adding(value, precision: 128)
    }
    let mean = sum.multiplied(by: Rational(1, over: count), precision: 128)
    let centre = try #require(kernel.continuation(over: .zero, precision: 128))
    let distance = mean.subtracting(centre, precision: 128).magnitude
    #expect(distance < .powerOfTwo(-30), "\(mean) \(centre)")
  }
}
