import Arithmetic
import TestSupport
import Testing

/// A real function under test, and where to try it.
private struct Candidate: Sendable {
  let name: String
  var exponents: ClosedRange<Int> = -8...4
  /// How far the radius may exceed the spread of the values at the sampled points.
  var slack = 8
  var isBounded = false
  let apply: @Sendable (RealBall, Int) throws -> RealBall
}

private let candidates: [Candidate] = [
  Candidate(name: "sqrt", exponents: -200...200) { try .sqrt($0, precision: $1) },
  Candidate(name: "reciprocalSqrt") { try .reciprocalSqrt($0, precision: $1) },
  Candidate(name: "acos", exponents: -60...1) { try .acos($0, precision: $1) },
  Candidate(name: "asin", exponents: -60...1) { try .asin($0, precision: $1) },
  Candidate(name: "atan", exponents: -60...60) { .atan($0, precision: $1) },
  Candidate(name: "exp") { .exp($0, precision: $1) },
  Candidate(name: "exp far", exponents: -30...40) { .exp($0, precision: $1) },
  Candidate(name: "expMinusOne", exponents: -60...6) { .expMinusOne($0, precision: $1) },
  Candidate(name: "log", exponents: -200...200) { try .log($0, precision: $1) },
  Candidate(name: "log1p", exponents: -60...8) { try .log(onePlus: $0, precision: $1) },
  Candidate(name: "sinh", exponents: -60...6) { .sinh($0, precision: $1) },
  Candidate(name: "cosh", exponents: -60...6) { .cosh($0, precision: $1) },
  Candidate(name: "asinh", exponents: -60...60) { .asinh($0, precision: $1) },
  Candidate(name: "acosh", exponents: -2...60) { try .acosh($0, precision: $1) },
  Candidate(name: "sin", exponents: -60...10, isBounded: true) { .sin($0, precision: $1) },
  Candidate(name: "cos", exponents: -60...10, isBounded: true) { .cos($0, precision: $1) },
  Candidate(name: "erf", exponents: -60...3, isBounded: true) { .erf($0, precision: $1) },
  Candidate(name: "erfc", exponents: -60...5) { .erfc($0, precision: $1) },
  Candidate(name: "normal", exponents: -60...5) { .normalDistribution($0, precision: $1) },
  Candidate(name: "x^(2/3)", exponents: -60...60) {
    try .power($0, Rational(2, over: 3), precision: $1)
  },
  Candidate(name: "x^(-5/2)", exponents: -8...8) {
    try .power($0, Rational(-5, over: 2), precision: $1)
  },
  Candidate(name: "x^7", exponents: -60...60, slack: 200) { $0.power(7, precision: $1) },
  Candidate(name: "x^-3", exponents: -60...60, slack: 200) { $0.power(-3, precision: $1) },
  Candidate(name: "square", exponents: -60...60) { $0.squared(precision: $1) },
  Candidate(name: "absolute") { $0.absolute(precision: $1) },
]

@Test("A function of a ball encloses the function of its points", arguments: candidates.indices)
func functionsEnclose(_ index: Int) {
  let candidate = candidates[index]
  forEachSeed(400, from: UInt64(1000 * index + 1)) { random, seed in
    let ball = random.ball(exponents: candidate.exponents)
    let precision = random.int(2...200)
    guard let result = try? candidate.apply(ball, precision) else { return }
    for _ in 0..<4 {
      let point = RealBall(random.point(in: ball))
      guard let value = try? candidate.apply(point, precision + 400) else { continue }
      #expect(
        result.overlaps(value),
        "\(candidate.name) of \(ball) at \(point), \(precision) bits, seed \(seed)")
    }
  }
}

@Test("Enclosures are not uselessly wide", arguments: candidates.indices)
func functionsAreSharp(_ index: Int) {
  let candidate = candidates[index]
  forEachSeed(300, from: UInt64(1000 * index + 500)) { random, seed in
    let precision = random.int(30...200)
    let midpoint = random.dyadic(exponents: candidate.exponents)
    let radius = midpoint.magnitude * .powerOfTwo(random.int(-150 ... -4))
    let ball = RealBall(midpoint: midpoint, radius: radius)
    let ends = [ball.lowerBound(precision: 900), midpoint, ball.upperBound(precision: 900)]
    let values = ends.compactMap { try? candidate.apply(RealBall($0), 600) }
    guard values.count == 3, values.allSatisfy(\.isFinite),
      let result = try? candidate.apply(ball, precision), result.isFinite
    else { return }
    let hull = values[0].union(values[1], precision: 600).union(values[2], precision: 600)
    let size = candidate.isBounded ? hull.magnitude + .powerOfTwo(-20) : hull.magnitude
    let allowed =
      hull.radius * Magnitude(candidate.slack) + size * .powerOfTwo(4 - precision)
      + (candidate.isBounded ? radius * Magnitude(2) : .zero)
    #expect(
      result.radius <= allowed,
      "\(candidate.name) of \(ball), \(precision) bits: \(result), seed \(seed)")
  }
}

@Test func outsideTheDomainThereIsNoValue() {
  let below = RealBall(Dyadic(-1))
  #expect(throws: DomainError.self) { try RealBall.sqrt(below, precision: 53) }
  #expect(throws: DomainError.self) { try RealBall.log(below, precision: 53) }
  #expect(throws: DomainError.self) { try RealBall.log(onePlus: below, precision: 53) }
  #expect(throws: DomainError.self) { try RealBall.acosh(.zero, precision: 53) }
  #expect(throws: DomainError.self) {
    try RealBall.power(below, Rational(1, over: 3), precision: 53)
  }
  // One part in 2^500 beyond 1 is beyond 1.
  let step = Dyadic(1, timesPowerOfTwo: -500)
  let beyond = RealBall(Dyadic.one.adding(step, precision: 600, rounding: .nearest))
  #expect(throws: DomainError.self) { try RealBall.acos(beyond, precision: 53) }
  #expect(throws: DomainError.self) { try RealBall.asin(beyond.negated(), precision: 53) }
}

@Test func nearABranchPointTheArccosineKeepsItsDigits() throws {
  let radius = Magnitude.powerOfTwo(-332_193)
  let angle = try RealBall.acos(RealBall(midpoint: .one, radius: radius), precision: 100)
  #expect(angle.containsZero && angle.radius < .powerOfTwo(-166_000))
}

@Test func theArgumentOfAPoint() {
  forEachSeed(2000) { random, seed in
    let (x, y) = (random.ball(), random.ball())
    let precision = random.int(2...120)
    let result = RealBall.atan2(y: y, x: x, precision: precision)
    for _ in 0..<4 {
      let (u, v) = (random.point(in: x), random.point(in: y))
      if u.isZero && v.isZero { continue }
      let value = RealBall.atan2(y: RealBall(v), x: RealBall(u), precision: 400)
      #expect(result.overlaps(value), "x \(x), y \(y), at \(u), \(v), seed \(seed)")
      #expect(value.radius <= .powerOfTwo(-390), "argument of a point, seed \(seed)")
      // The tangent of the argument by another route: |z|·(cos, sin) = (x, y).
      let modulus = RealBall(u).squared(precision: 600)
        .adding(RealBall(v).squared(precision: 600), precision: 600)
      let size = try? RealBall.sqrt(modulus, precision: 500)
      let back = RealBall.sin(value, precision: 500).multiplied(by: size ?? .one, precision: 500)
      #expect(back.contains(v), "sine of the argument, seed \(seed)")
    }
  }
}

@Test func gammaSatisfiesItsRecursion() {
  forEachSeed(500) { random, seed in
    let x = random.rational(bits: random.int(1...60)).magnitude + Rational(1, over: 1 << 20)
    let precision = random.int(2...200)
    let left = RealBall.gamma(x + 1, precision: precision)
    let right = RealBall.gamma(x, precision: precision + 40)
      .multiplied(by: RealBall(x, precision: precision + 40), precision: precision + 40)
    #expect(left.overlaps(right), "gamma at \(x), \(precision) bits, seed \(seed)")
    if x < 1000 {
      #expect(left.radius <= left.magnitude * .powerOfTwo(2 - precision), "seed \(seed)")
    }
  }
  let half = RealBall.gamma(Rational(1, over: 2), precision: 300)
  #expect(half.squared(precision: 300).overlaps(RealBall.pi(precision: 300)))
}
