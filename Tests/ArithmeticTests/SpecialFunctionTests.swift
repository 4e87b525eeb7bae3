import Arithmetic
import TestSupport
import Testing

/// Values computed with mpmath 1.3 to 50 digits.
@Test(arguments: [
  (0, Rational(1, over: 4), "-4.227453533376265408089530146096683577367"),
  (1, Rational(1, over: 4), "17.19732915450711073927131911933522402151"),
  (2, Rational(1), "-2.40411380631918857079947632302289998153"),
  (3, Rational(7, over: 3), "0.2853790438142417557707623221055926353844"),
  (0, Rational(50), "3.901989673427892196953959702882366660928"),
  (5, Rational(1, over: 10), "120000069.3075109689723382060932038981522"),
])
func polygammaValues(order: Int, x: Rational, value: String) throws {
  let ball = RealBall.polygamma(order: order, at: x, precision: 200)
  let reference = try #require(Rational(value))
  let error = ball.subtracting(RealBall(reference, precision: 300), precision: 200).magnitude
  #expect(error < ball.magnitude * .powerOfTwo(-128), "\(ball)")
}

/// ψ⁽ᵐ⁾(2x) = (ψ⁽ᵐ⁾(x) + ψ⁽ᵐ⁾(x + 1/2))/2^(m+1), plus log 2 for m = 0.
@Test func polygammaDuplication() throws {
  try forEachSeed(60) { random, seed in
    let (order, bits) = (random.int(0...6), random.int(10...400))
    let x = Rational(random.int(1...400), over: random.int(1...60))
    let half = Rational(1, over: 2)
    let left = RealBall.polygamma(order: order, at: 2 * x, precision: bits)
    var right = RealBall.polygamma(order: order, at: x, precision: bits)
      .adding(.polygamma(order: order, at: x + half, precision: bits), precision: bits)
      .multiplied(by: half.power(order + 1), precision: bits)
    if order == 0 { right = right.adding(try .log(RealBall(2), precision: bits), precision: bits) }
    #expect(left.overlaps(right), "order \(order) at \(x), seed \(seed): \(left), \(right)")
    let size = max(left.magnitude, .powerOfTwo(0))
    #expect(left.radius <= size * .powerOfTwo(4 - bits), "order \(order) at \(x), seed \(seed)")
  }
}

/// Values computed with mpmath 1.3 to 50 digits.
@Test(arguments: [
  (
    (Rational(1, over: 2), Rational(1, over: 4)), "0.548689360553762184145918840700377351333",
    "0.2219909542883733480840717883018321329489"
  ),
  (
    (Rational(2), Rational(3)), "-20.82946142761456838910308845198111287444",
    "8.687318271470163144428078754541871553052"
  ),
  (
    (Rational(-3, over: 2), Rational(3, over: 4)), "-1.048673002817411193161882607585125422292",
    "0.02790654076574064100221607644333366128266"
  ),
  (
    (Rational(6), Rational(-5)), "1.000000654365527114107132785807722436716",
    "0.00000101126807384451307851801159383289351598"
  ),
])
func complexErrorFunctionValues(z: (Rational, Rational), real: String, imaginary: String) throws {
  let point = ComplexBall(
    real: RealBall(z.0, precision: 64), imaginary: RealBall(z.1, precision: 64))
  let value = ComplexBall.erf(point, precision: 160)
  for (part, text) in [(value.real, real), (value.imaginary, imaginary)] {
    let reference = RealBall(try #require(Rational(text)), precision: 300)
    #expect(part.subtracting(reference, precision: 200).magnitude < .powerOfTwo(-120), "\(value)")
  }
}

/// Far out the values come from the real axis; both ways meet where the series ends, at |z| = 32.
@Test func complexErrorFunctionFarOut() {
  for (x, y) in [(31, 5), (33, 5), (31, -3), (40, 0), (-50, 20)] {
    let point = ComplexBall(real: RealBall(x), imaginary: RealBall(y))
    let value = ComplexBall.erf(point, precision: 500)
    let limit = ComplexBall(RealBall(x > 0 ? 1 : -1))
    #expect(value.subtracting(limit, precision: 500).magnitude < .powerOfTwo(-400), "\(value)")
  }
}
