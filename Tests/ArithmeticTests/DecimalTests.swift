import Arithmetic
import TestSupport
import Testing

@Test func printedBallsEncloseExactly() throws {
  try forEachSeed(3000) { random, seed in
    let ball = random.ball(exponents: -90...90)
    if ball.radius < .powerOfTwo(-2000) && !ball.isExact { return }
    let printed =
      random.chance(2)
      ? ball.decimal(digits: random.int(1...60)) : ball.decimal(upTo: random.int(2...60))
    let mid = try #require(Rational(printed.mid), "\(printed), seed \(seed)")
    let rad = try #require(Rational(printed.rad), "\(printed), seed \(seed)")
    let (exactMid, exactRad) = (ball.midpoint.rational, Dyadic(ball.radius).rational)
    // [m - r, m + r] ⊆ [mid - rad, mid + rad] exactly when |m - mid| + r ≤ rad.
    #expect((exactMid - mid).magnitude + exactRad <= rad, "\(ball) as \(printed), seed \(seed)")
    if rad.isZero { #expect(ball.isExact && mid == exactMid, "seed \(seed)") }
  }
}

@Test func justifiedDigitsCostLittle() throws {
  try forEachSeed(1000) { random, seed in
    let ball = random.ball(exponents: -90...90)
    if ball.isExact || ball.radius < .powerOfTwo(-2000) || ball.midpoint.isZero { return }
    if ball.radius > ball.midpoint.magnitude * .powerOfTwo(-8) { return }
    let printed = ball.decimal(upTo: 200)
    let rad = try #require(Rational(printed.rad))
    #expect(rad <= Dyadic(ball.radius).rational * 2, "\(printed), seed \(seed)")
  }
}

@Test func printedBallsAreReadBackAsEnclosures() throws {
  try forEachSeed(2000) { random, seed in
    let ball = random.ball(exponents: -500_000...500_000)
    let printed = ball.decimal(digits: random.int(2...80))
    let read = try #require(RealBall(printed, precision: random.int(2...300)), "\(printed)")
    #expect(read.contains(ball), "\(ball) printed as \(printed) read as \(read), seed \(seed)")
  }
}

@Test func decimalNotation() {
  func exact(_ value: Rational, _ digits: Int = 20) -> String {
    RealBall(value, precision: 200).decimal(digits: digits).mid
  }
  #expect(exact(Rational(1, over: 8)) == "0.125")
  #expect(exact(Rational(-1, over: 8)) == "-0.125")
  #expect(exact(120) == "120")
  #expect(exact(Rational(25, over: 2)) == "12.5")
  #expect(exact(Rational(1, over: 3), 5) == "0.33333")
  #expect(exact(Rational(2, over: 3), 5) == "0.66667")
  #expect(exact(Rational(1, over: 1 << 20)) == "9.5367431640625e-7")
  #expect(RealBall.zero.decimal(digits: 5).text == "0")
  #expect(RealBall.everything.decimal(digits: 5) == DecimalBall(mid: "0", rad: "inf"))
  let tiny = RealBall(midpoint: .zero, radius: .powerOfTwo(-255)).decimal(digits: 10)
  #expect(tiny == DecimalBall(mid: "0", rad: "1.73e-77"))
  let inverse = RealBall.one.divided(by: .pi(precision: 70), precision: 60)
  #expect(inverse.decimal(upTo: 40).text == "0.3183098861837906717 ± 2.68e-19", "\(inverse)")
}

@Test func extremeExponentsAreOrdinary() throws {
  let radius = Magnitude.powerOfTwo(-332_193)
  let ball = RealBall(midpoint: .one, radius: radius)
  let printed = ball.decimal(digits: 30)
  #expect(printed.mid == "1" && printed.rad == "8.77e-100001", "\(printed)")
  let read = try #require(RealBall(printed, precision: 64))
  #expect(read.contains(ball) && read.radius <= radius * Magnitude(2))
  let tiny = RealBall(Dyadic(3, timesPowerOfTwo: -400_000_000))
  let back = try #require(RealBall(tiny.decimal(digits: 20), precision: 64))
  #expect(back.contains(tiny) && back.lowerMagnitude > .zero)
}

@Test func onlyNumbersAreRead() {
  for text in ["", "-", ".", "1e", "1e+", "0x10", "nan", "inf", " 1", "1 ", "1_0", "1.2.3", "e5"] {
    #expect(RealBall(decimal: text, precision: 53) == nil, "\(text)")
  }
  for text in ["1", "+1", "-.5", "1.", "1e-5", "1E+5", "007"] {
    #expect(RealBall(decimal: text, precision: 53) != nil, "\(text)")
  }
  #expect(RealBall(mid: "1", rad: "-1", precision: 53) == nil)
  #expect(RealBall(mid: "1", rad: "inf", precision: 53) == .everything)
  #expect(Rational("1e-9223372036854775808") == nil)
}
