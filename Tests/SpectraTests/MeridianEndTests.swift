import Arithmetic
import Testing

@testable import Spectra

/// A function of the cosine that is ±1 at both ends of the meridian, or 0 at both.
private struct EndKernel: MeridianFormula {
  enum Shape: CaseIterable {
    case stepOfCube, rampOfMean, rampOfCube, rampOfNegativeCube, twoRampsOfCube, rampOfSquare
    case rampOfNegativeSquare, rampOfLower, rootOfSine, powerOfSine
  }

  let shape: Shape

  func evaluate<Value: MeridianValue>(_ t: Value, precision p: Int) -> Value? {
    let cube = t.power(3, precision: p)
    let square = t.power(2, precision: p)
    let gap = t.constant(1, precision: p).subtracting(square, precision: p)
    switch shape {
    case .stepOfCube: return cube.kappa0(precision: p)
    case .rampOfMean:
      return t.adding(cube, precision: p).multiplied(by: Rational(1, over: 2), precision: p)
        .kappa1(precision: p)
    case .rampOfCube: return cube.kappa1(precision: p)
    case .rampOfNegativeCube: return cube.negated(precision: p).kappa1(precision: p)
    case .twoRampsOfCube: return cube.kappa1(precision: p)?.kappa1(precision: p)
    case .rampOfSquare: return square.kappa1(precision: p)
    case .rampOfNegativeSquare: return square.negated(precision: p).kappa1(precision: p)
    case .rampOfLower:
      return t.subtracting(t.constant(1, precision: p), precision: p)
        .multiplied(by: Rational(1, over: 2), precision: p).kappa1(precision: p)
    case .rootOfSine: return gap.squareRoot(precision: p)?.exponential(precision: p)
    case .powerOfSine: return gap.power(Rational(3, over: 4), precision: p)
    }
  }
}

/// A number in decimals as a ball that allows for its last digits.
private func number(_ text: String) throws -> RealBall {
  try #require(RealBall(decimal: text, precision: 120)).widened(by: .powerOfTwo(-96))
}

@Test func kernelsWithBothBranchPointsAreFollowed() throws {
  // By mpmath with 40 digits: quadrature in the angle on 16 pieces.
  let table: [(EndKernel.Shape, dimension: Int, [Int: String])] = [
    (
      .stepOfCube, 3,
      [
        0: "0.5", 1: "0.071706468046835036248092725197086",
        5: "0.0029782892087140179956382629468905",
      ]
    ),
    (
      .stepOfCube, 2,
      [1: "0.14677692967592139387558932470043", 7: "0.0073676695343878985732032327571717"]
    ),
    (
      .rampOfMean, 3,
      [0: "0.35527185294302159604543691041346", 2: "0.019728147056978403954563089586538"]
    ),
    (.rampOfMean, 2, [1: "0.21875", 2: "0.043629878128583370432618761051041"]),
    (
      .twoRampsOfCube, 3,
      [0: "0.51510929148849168471334897058604", 5: "0.00087296518698060241997791555292382"]
    ),
    (.rampOfNegativeCube, 3, [0: "0.34242411255573656858187350966938", 1: "-0.1"]),
    (
      .rampOfSquare, 2,
      [0: "0.63336176177535052426643613615884", 2: "0.16923116403711163428960185692892"]
    ),
  ]
  for (shape, dimension, values) in table {
    let found = try FunkHecke.eigenvalues(
      of: EndKernel(shape: shape), dimension: dimension, degrees: 0...7, accuracy: 100)
    for (k, text) in values {
      #expect(try found[k].overlaps(number(text)), "\(shape), d \(dimension), k \(k): \(found[k])")
    }
  }
  // The odd part of κ₁(u) is u/2.
  let ramp = try FunkHecke.eigenvalues(
    of: EndKernel(shape: .rampOfMean), dimension: 3, degrees: 0...3, accuracy: 100)
  #expect(ramp[1].overlaps(RealBall(Rational(2, over: 15), precision: 120)), "\(ramp[1])")
  #expect(ramp[3].overlaps(RealBall(Rational(1, over: 70), precision: 120)), "\(ramp[3])")
}

@Test(arguments: EndKernel.Shape.allCases.indices)
func bothEndsGiveOneFunction(_ index: Int) {
  // Rectangles that overlap, around 0, π/2 and π, hold the values of one function, real at real angles.
  let shape = EndKernel.Shape.allCases[index]
  let kernel = EndKernel(shape: shape)
  var successes = 0
  for i in 0..<120 {
    let x = Rational(i * 37 - 400, over: 1000)
    for level in 0..<5 {
      let y = Rational(level, over: 8)
      let centre = ComplexBall(
        real: RealBall(x, precision: 64), imaginary: RealBall(y, precision: 64))
      let point = ComplexBall(
        real: RealBall(x + Rational(1, over: 50), precision: 64),
        imaginary: RealBall(y - Rational(1, over: 60), precision: 64))
      let large = kernel.continuation(over: centre.widened(by: .powerOfTwo(-4)), precision: 64)
      guard let small = kernel.continuation(over: point, precision: 64) else { continue }
      if let large {
        successes += 1
        #expect(large.overlaps(small), "\(shape) at \(x) + \(y)i: \(large), \(small)")
      }
      if let mirrored = kernel.continuation(over: point.conjugated(), precision: 64) {
        #expect(mirrored.conjugated().overlaps(small), "\(shape) at \(x) + \(y)i")
      }
    }
    guard x.signum > 0, x < 3 else { continue }
    let exact = RealBall(x, precision: 64)
    if let value = kernel.value(at: exact, precision: 64),
      let complex = kernel.continuation(over: ComplexBall(exact), precision: 64)
    {
      #expect(complex.real.overlaps(value), "\(shape) at \(x): \(complex), \(value)")
    }
  }
  #expect(successes > 100, "\(shape): only \(successes) rectangles")
}

@Test(arguments: [
  EndKernel.Shape.stepOfCube, .rampOfMean, .rampOfNegativeCube, .rampOfNegativeSquare,
])
private func analyticityAtPiSatisfiesTheMeanValueProperty(_ shape: EndKernel.Shape) throws {
  // The mean over a circle around π is the value at π.
  let kernel = EndKernel(shape: shape)
  let centre = RealBall.pi(precision: 128)
  var sum = ComplexBall.zero
  let count = 64
  for j in 0..<count {
    let angle = centre.multiplied(by: Rational(2 * j + 1, over: count), precision: 128)
    let point = ComplexBall.exp(ComplexBall(real: .zero, imaginary: angle), precision: 128)
      .scaled(byPowerOfTwo: -2).adding(ComplexBall(centre), precision: 128)
    sum = sum.adding(
      try #require(kernel.continuation(over: point, precision: 128)), precision: 128)
  }
  let mean = sum.multiplied(by: Rational(1, over: count), precision: 128)
  let value = try #require(kernel.value(at: centre, precision: 128))
  #expect(
    mean.subtracting(ComplexBall(value), precision: 128).magnitude < .powerOfTwo(-30),
    "\(mean), \(value)")
}

@Test func boundsAreFewWhereBothEndsAreBranchPoints() throws {
  let atlas = EllipseAtlas(EndKernel(shape: .rampOfMean))
  _ = try FunkHecke.eigenvalues(on: atlas, dimension: 3, degrees: 0...16, digits: 20, floor: 400)
  #expect(atlas.evaluationCount < 5000, "\(atlas.evaluationCount)")
}

@Test func kinksAreNamed() throws {
  for (text, place) in [
    ("abs(t)", 0.0), ("max(t, 1/3)", 1.0 / 3), ("min(t^2, 1/4 + 0*t)", -0.5),
    ("kappa1(abs(t - 1/2) - 1/2)", 0.5),
  ] {
    let kernel = try ReadKernel(text)
    do {
      _ = try FunkHecke.eigenvalues(
        of: kernel.meridian, dimension: 3, degrees: 0...3, digits: 10, floor: 400)
      Issue.record("\(text) has a kink")
    } catch SpectrumError.kink(let found) {
      #expect(abs(found - place) < 1e-6, "\(text): \(found)")
    }
  }
}

@Test func absoluteValuesWithoutZerosAreAnalytic() throws {
  let (absolute, plain) = (try ReadKernel("abs(exp(t) - 3)"), try ReadKernel("3 - exp(t)"))
  let values = try [absolute, plain].map {
    try FunkHecke.eigenvalues(
      of: $0.meridian, dimension: 4, degrees: 0...5, digits: 20, floor: 400)
  }
  for (a, b) in zip(values[0], values[1]) { #expect(a.overlaps(b), "\(a), \(b)") }
}

@Test func absoluteValuesWithZerosAtTheEndsAreFast() throws {
  // κ₁(t) − t = κ₁(−t) is 0 at t = 1 alone.
  let kernel = try ReadKernel("max(t, kappa1)")
  let atlas = EllipseAtlas(kernel.meridian)
  let found = try FunkHecke.eigenvalues(
    on: atlas, dimension: 3, degrees: 0...3, digits: 20, floor: 500)
  for (k, exact) in [
    (0, Rational(3, over: 8)), (1, Rational(1, over: 6)), (2, Rational(3, over: 128)), (3, 0),
  ] {
    #expect(found[k].overlaps(RealBall(exact, precision: 200)), "k \(k): \(found[k])")
  }
  #expect(atlas.evaluationCount < 5000, "\(atlas.evaluationCount)")
}

@Test func kinksWithoutAbsoluteValuesAreRefusedSoon() throws {
  // arccos of a Chebyshev polynomial.
  let kernel = try ReadKernel("kappa1(4*t^3 - 3*t)")
  #expect(throws: SpectrumError.self) {
    try FunkHecke.eigenvalues(
      of: kernel.meridian, dimension: 3, degrees: 0...3, digits: 10, floor: 400)
  }
}
