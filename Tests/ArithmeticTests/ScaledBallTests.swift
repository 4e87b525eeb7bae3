import Arithmetic
import TestSupport
import Testing

/// Balls with exponents of any size, against balls where both reach, and against identities beyond.
struct ScaledBallTests {
  private static let precision = 120

  /// 2ᵏ for an integer k of any size.
  private static func powerOfTwo(_ k: Integer) -> ScaledBall {
    ScaledBall(.one, timesPowerOfTwo: k)
  }

  /// In range each operation encloses the operation on points of the operands.
  @Test func operationsEnclosePoints() throws {
    forEachSeed(500) { random, seed in
      let (x, y) = (random.ball(exponents: -40...40), random.ball(exponents: -40...40))
      let (a, b) = (RealBall(random.point(in: x)), RealBall(random.point(in: y)))
      let (u, v) = (ScaledBall(x), ScaledBall(y))
      #expect(u.ball.contains(x) && x.contains(u.ball), "seed \(seed)")
      let sum = u.adding(v, precision: Self.precision).ball
      #expect(sum.overlaps(a.adding(b, precision: 900)), "sum, seed \(seed)")
      let difference = u.subtracting(v, precision: Self.precision).ball
      #expect(difference.overlaps(a.subtracting(b, precision: 900)), "difference, seed \(seed)")
      let product = u.multiplied(by: v, precision: Self.precision).ball
      #expect(product.overlaps(a.multiplied(by: b, precision: 900)), "product, seed \(seed)")
      let value = ScaledBall.exp(u, precision: Self.precision)
      #expect(
        value.overlaps(ScaledBall.exp(ScaledBall(a), precision: 900), precision: 900)
          || !value.isFinite, "exp, seed \(seed)")
      if x.radius < .powerOfTwo(20), x.midpoint.isZero || x.midpoint.exponent < 20 {
        #expect(value.ball.overlaps(RealBall.exp(a, precision: 900)), "exp, seed \(seed)")
      }
    }
  }

  @Test func powersAndLogarithmsEnclosePoints() throws {
    try forEachSeed(300) { random, seed in
      let x = random.ball(exponents: -40...40)
      guard x.isCertainlyPositive else { return }
      let a = RealBall(random.point(in: x))
      let u = ScaledBall(x)
      for exponent in [Rational(1, over: 2), Rational(-5, over: 3), 7, -2, Rational(1, over: 7)] {
        let power = try ScaledBall.power(u, exponent, precision: Self.precision)
        let expected = try RealBall.power(a, exponent, precision: 400)
        #expect(power.ball.overlaps(expected), "x^(\(exponent)), seed \(seed)")
      }
      let logarithm = try ScaledBall.log(u, precision: Self.precision)
      #expect(logarithm.ball.overlaps(try RealBall.log(a, precision: 400)), "log, seed \(seed)")
    }
  }

  /// e^(x+y) = eˣ·eʸ, (eˣ)^(p/q) = e^(xp/q) and log eˣ = x far beyond the range of balls, to nearly full
  /// precision.
  @Test func exponentialsOfLargeNumbers() throws {
    try forEachSeed(60) { random, seed in
      let size = random.int(30...1500)
      let working = Self.precision + size + 64
      let x = RealBall(Dyadic(random.integer(bits: 90), timesPowerOfTwo: size - 90))
      let y = RealBall(Dyadic(random.integer(bits: 90), timesPowerOfTwo: size - 90))
      let a = ScaledBall.exp(ScaledBall(x), precision: working)
      let b = ScaledBall.exp(ScaledBall(y), precision: working)
      let sum = ScaledBall(x.adding(y, precision: working))
      let both = ScaledBall.exp(sum, precision: Self.precision)
      let product = a.multiplied(by: b, precision: Self.precision)
      #expect(both.overlaps(product, precision: Self.precision), "seed \(seed)")
      #expect(AccuracyBits.of(product) >= Self.precision - 4, "seed \(seed)")
      // Twice the radius away they would not overlap: the test can tell numbers apart.
      let shifted = product.multiplied(
        by: ScaledBall(RealBall(Dyadic(1 << 40 + 1, timesPowerOfTwo: -40))), precision: 200)
      #expect(!both.overlaps(shifted, precision: 200), "seed \(seed)")
      let third = try ScaledBall.power(a, Rational(2, over: 3), precision: Self.precision)
      let part = ScaledBall(x.multiplied(by: Rational(2, over: 3), precision: working))
      #expect(
        third.overlaps(ScaledBall.exp(part, precision: Self.precision), precision: 200),
        "seed \(seed)")
      #expect(
        try ScaledBall.log(a, precision: Self.precision).ball.contains(x.midpoint), "seed \(seed)")
    }
  }

  /// Of sums with a wide gap the smaller part enlarges the radius.
  @Test func sumsAcrossWideGaps() {
    let large = Self.powerOfTwo(Integer.one.shifted(leftBy: 100))
    let sum = large.adding(.one, precision: 64)
    #expect(sum.isCertainlyPositive && !sum.mantissa.isExact)
    #expect(sum.subtracting(large, precision: 64).overlaps(.one, precision: 64))
    #expect(large.subtracting(large, precision: 64).isZero)
  }

  /// What lies beyond the exponents that are written out has no value, or is small.
  @Test func exponentialsBeyondTheLimit() {
    let huge = Self.powerOfTwo(5000)
    #expect(!ScaledBall.exp(huge, precision: 64).isFinite)
    let tiny = ScaledBall.exp(huge.negated(), precision: 64)
    #expect(tiny.isCertainlyNonnegative)
    let bound = Self.powerOfTwo(-Integer.one.shifted(leftBy: ScaledBall.argumentBits))
    #expect(bound.adding(bound, precision: 64).subtracting(tiny, precision: 64).isCertainlyPositive)
    #expect(!Self.powerOfTwo(Integer.one.shifted(leftBy: 29)).ball.isFinite)
    #expect(Self.powerOfTwo(-Integer.one.shifted(leftBy: 40)).ball.containsZero)
  }

  /// 2^(10ᵏ) in decimals, against its first digits by mpmath 1.3.
  @Test func decimalsOfPowersOfTwo() {
    let mantissas = [
      (9, "4.6129760011690693931e301029995"),
      (20, "2.3653176496878716463e30102999566398119521"),
      (50, "7.1471194863516842408e30102999566398119521373889472449302676818988146210"),
      (
        100,
        "2.5517890642001879576e30102999566398119521373889472449302676"
          + "81898814621085413104274611271081892744245094869272521181861720"
      ),
    ]
    for (k, decimal) in mantissas {
      let exponent = Integer(10).power(k)
      let printed = Self.powerOfTwo(exponent).decimal(upTo: 20)
      #expect(printed.mid == decimal, "2^(10^\(k))")
      #expect(printed.rad.hasPrefix("5.01e") || printed.rad.hasPrefix("5e"), "\(printed.rad)")
    }
  }

  /// Printed values contain what they print: mid·2^(-E) differs from the mantissa by less than rad.
  @Test func decimalsContainTheValue() throws {
    try forEachSeed(40) { random, seed in
      let exponent = Integer(random.int(1...9)) * Integer(10).power(random.int(9...60))
      let value = ScaledBall(
        RealBall(Dyadic(random.int(1...1000), timesPowerOfTwo: 0)),
        timesPowerOfTwo: random.chance(2) ? exponent : -exponent)
      let decimal = value.decimal(upTo: random.int(2...40))
      let difference = try Self.read(decimal.mid).subtracting(value, precision: 400)
      let slack = try Self.read(decimal.rad).subtracting(
        difference.absolute(precision: 400), precision: 400)
      #expect(!slack.negated().isCertainlyPositive, "\(decimal.text), seed \(seed)")
      #expect(try Self.read(decimal.rad).isCertainlyPositive, "seed \(seed)")
    }
  }

  /// The number d·10ᵉ of a text `d.ddde123`, by e^(e·log 10).
  private static func read(_ text: String) throws -> ScaledBall {
    let parts = text.split(separator: "e")
    let exponent = try #require(parts.count == 2 ? Integer(String(parts[1])) : .zero)
    let mantissa = try #require(RealBall(decimal: String(parts[0]), precision: 400))
    let logarithm = try RealBall.log(RealBall(10), precision: 700)
      .multiplied(by: Rational(exponent), precision: 700)
    return ScaledBall(mantissa).multiplied(
      by: ScaledBall.exp(ScaledBall(logarithm), precision: 400), precision: 400)
  }
}

/// The bits of a scaled ball that its radius leaves.
private enum AccuracyBits {
  static func of(_ value: ScaledBall) -> Int {
    guard value.mantissa.isCertainlyPositive, !value.mantissa.isExact else { return 0 }
    return value.mantissa.midpoint.exponent - value.mantissa.radius.ceilingExponent
  }
}
