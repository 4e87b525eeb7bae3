import Arithmetic
import TestSupport
import Testing

private struct Candidate: Sendable {
  let name: String
  var exponents: ClosedRange<Int> = -6...3
  let apply: @Sendable (ComplexBall, Int) -> ComplexBall
}

private let candidates: [Candidate] = [
  Candidate(name: "exp") { .exp($0, precision: $1) },
  Candidate(name: "sin") { .sin($0, precision: $1) },
  Candidate(name: "cos") { .cos($0, precision: $1) },
  Candidate(name: "log", exponents: -40...40) { .log($0, precision: $1) },
  Candidate(name: "sqrt", exponents: -40...40) { .sqrt($0, precision: $1) },
  Candidate(name: "acos", exponents: -40...10) { .acos($0, precision: $1) },
  Candidate(name: "asin", exponents: -40...10) { .asin($0, precision: $1) },
  Candidate(name: "erf") { .erf($0, precision: $1) },
  Candidate(name: "square") { $0.squared(precision: $1) },
  Candidate(name: "z^5") { $0.power(5, precision: $1) },
  Candidate(name: "z^-2") { $0.power(-2, precision: $1) },
]

@Test("A function of a rectangle encloses its points", arguments: candidates.indices)
func complexFunctionsEnclose(_ index: Int) {
  let candidate = candidates[index]
  forEachSeed(300, from: UInt64(1000 * index + 1)) { random, seed in
    let box = random.complexBall(exponents: candidate.exponents)
    let precision = random.int(2...150)
    let result = candidate.apply(box, precision)
    for _ in 0..<4 {
      let point = random.point(in: box)
      let value = candidate.apply(point, precision + 300)
      #expect(
        result.overlaps(value),
        "\(candidate.name) of \(box) at \(point), \(precision) bits, seed \(seed)")
    }
  }
}

@Test("Complex enclosures are not uselessly wide", arguments: candidates.indices)
func complexFunctionsAreSharp(_ index: Int) {
  let candidate = candidates[index]
  forEachSeed(200, from: UInt64(1000 * index + 500)) { random, seed in
    let midpoint = ComplexBall(
      real: RealBall(random.dyadic(exponents: -4...2)),
      imaginary: RealBall(random.dyadic(exponents: -4...2)))
    if midpoint.isZero || !midpoint.avoidsNegativeAxis || !midpoint.avoidsOuterAxis { return }
    let precision = random.int(30...150)
    let radius = midpoint.magnitude * .powerOfTwo(random.int(-100 ... -8))
    let box = midpoint.widened(by: radius)
    guard box.avoidsNegativeAxis, box.avoidsOuterAxis else { return }
    let result = candidate.apply(box, precision)
    guard result.isFinite else { return }
    var hull = candidate.apply(midpoint, 500)
    for x in [box.real.lowerBound(precision: 900), box.real.upperBound(precision: 900)] {
      for y in [box.imaginary.lowerBound(precision: 900), box.imaginary.upperBound(precision: 900)]
      {
        let corner = ComplexBall(real: RealBall(x), imaginary: RealBall(y))
        hull = hull.union(candidate.apply(corner, 500), precision: 500)
      }
    }
    let spread = max(hull.real.radius, hull.imaginary.radius)
    let allowed =
      spread * Magnitude(16) + hull.magnitude * .powerOfTwo(6 - precision)
    #expect(
      max(result.real.radius, result.imaginary.radius) <= allowed,
      "\(candidate.name) of \(box), \(precision) bits: \(result), seed \(seed)")
  }
}

@Test func complexOperationsEnclose() {
  forEachSeed(2000) { random, seed in
    let (z, w) = (random.complexBall(), random.complexBall())
    let precision = random.int(2...150)
    let (u, v) = (random.point(in: z), random.point(in: w))
    let product = z.multiplied(by: w, precision: precision)
    #expect(product.overlaps(u.multiplied(by: v, precision: 900)), "product, seed \(seed)")
    #expect(
      z.adding(w, precision: precision).overlaps(u.adding(v, precision: 900)), "seed \(seed)")
    #expect(
      z.subtracting(w, precision: precision).overlaps(u.subtracting(v, precision: 900)),
      "seed \(seed)")
    // z/w = q is checked by q·w = z for the exact points.
    if v.isZero { return }
    let quotient = u.divided(by: v, precision: 900)
    #expect(z.divided(by: w, precision: precision).overlaps(quotient), "quotient, seed \(seed)")
    #expect(quotient.multiplied(by: v, precision: 900).overlaps(u), "quotient, seed \(seed)")
    let modulus = u.modulus(precision: 600)
    #expect(!modulus.isCertainlyLess(than: RealBall(Dyadic(z.lowerMagnitude))), "seed \(seed)")
    #expect(!RealBall(Dyadic(z.magnitude)).isCertainlyLess(than: modulus), "seed \(seed)")
    #expect(z.modulus(precision: precision).overlaps(modulus), "modulus, seed \(seed)")
  }
}

@Test func inverseFunctionsInvert() {
  forEachSeed(1500) { random, seed in
    let point = ComplexBall(
      real: RealBall(random.dyadic(exponents: -20...6)),
      imaginary: RealBall(random.dyadic(exponents: -20...6)))
    let angle = ComplexBall.acos(point, precision: 300)
    #expect(ComplexBall.cos(angle, precision: 300).overlaps(point), "arccos, seed \(seed)")
    if point.avoidsOuterAxis {
      #expect(angle.real.radius <= .powerOfTwo(-280), "arccos of a point, seed \(seed)")
      // The defining formula, by another route.
      let root = ComplexBall.sqrt(
        ComplexBall.one.subtracting(point.squared(precision: 900), precision: 900), precision: 400)
      let logarithm = ComplexBall.log(
        point.adding(root.timesI(), precision: 400), precision: 400)
      #expect(logarithm.timesI().negated().overlaps(angle), "arccos by logarithm, seed \(seed)")
    }
    let root = ComplexBall.sqrt(point, precision: 300)
    #expect(root.squared(precision: 300).overlaps(point), "sqrt, seed \(seed)")
    #expect(!root.real.isCertainlyNegative, "principal root, seed \(seed)")
    if !point.isZero {
      let logarithm = ComplexBall.log(point, precision: 300)
      #expect(ComplexBall.exp(logarithm, precision: 300).overlaps(point), "log, seed \(seed)")
    }
  }
}

@Test func cutsAreSeen() {
  func box(_ x: Rational, _ y: Rational, _ r: Magnitude) -> ComplexBall {
    ComplexBall(real: RealBall(x, precision: 53), imaginary: RealBall(y, precision: 53))
      .widened(by: r)
  }
  let small = Magnitude.powerOfTwo(-3)
  #expect(box(1, 0, small).avoidsNegativeAxis && !box(-1, 0, small).avoidsNegativeAxis)
  #expect(!box(-1, Rational(1, over: 8), small).avoidsNegativeAxis)
  #expect(box(-1, Rational(1, over: 7), small).avoidsNegativeAxis)
  #expect(box(0, 0, small).avoidsOuterAxis && !box(1, 0, small).avoidsOuterAxis)
  #expect(box(2, 1, small).avoidsOuterAxis && !box(-2, 0, small).avoidsOuterAxis)
  // Across a cut both sides are enclosed.
  let root = ComplexBall.sqrt(box(-4, 0, small), precision: 53)
  #expect(root.imaginary.contains(Dyadic(2)) && root.imaginary.contains(Dyadic(-2)))
  let height = ComplexBall.acos(box(2, 0, small), precision: 53).imaginary
  #expect(height.contains(Dyadic(1.3169)) && height.contains(Dyadic(-1.3169)))
}
