import Arithmetic
import TestSupport
import Testing

@Test func operationsEnclose() {
  forEachSeed(4000) { random, seed in
    let (x, y) = (random.ball(exponents: -40...40), random.ball(exponents: -40...40))
    let precision = random.int(2...200)
    let (u, v) = (random.point(in: x), random.point(in: y))
    let (p, q) = (u.rational, v.rational)
    #expect(x.adding(y, precision: precision).contains(p + q), "sum, seed \(seed)")
    #expect(x.subtracting(y, precision: precision).contains(p - q), "difference, seed \(seed)")
    #expect(x.multiplied(by: y, precision: precision).contains(p * q), "product, seed \(seed)")
    #expect(x.squared(precision: precision).contains(p * p), "square, seed \(seed)")
    #expect(x.union(y, precision: precision).contains(p), "union, seed \(seed)")
    #expect(x.rounded(toPrecision: precision).contains(p), "rounding, seed \(seed)")
    let factor = random.rational(bits: 70)
    #expect(x.multiplied(by: factor, precision: precision).contains(p * factor), "seed \(seed)")
    if !q.isZero {
      #expect(x.divided(by: y, precision: precision).contains(p / q), "quotient, seed \(seed)")
    }
    if let common = x.intersection(y, precision: precision) {
      if y.contains(u) { #expect(common.contains(u), "intersection, seed \(seed)") }
    } else {
      #expect(!y.contains(u) && !x.contains(v), "empty intersection, seed \(seed)")
    }
  }
}

@Test func comparisonsAreExact() {
  forEachSeed(4000) { random, seed in
    let (x, y) = (random.ball(exponents: -3...3), random.ball(exponents: -3...3))
    let (a, b) = (x.midpoint.rational, y.midpoint.rational)
    let (r, s) = (Dyadic(x.radius).rational, Dyadic(y.radius).rational)
    #expect(x.isCertainlyLess(than: y) == (a + r < b - s), "less, seed \(seed)")
    #expect(x.isCertainlyAtMost(y) == (a + r <= b - s), "at most, seed \(seed)")
    #expect(x.overlaps(y) == ((a - b).magnitude <= r + s), "overlap, seed \(seed)")
    #expect(x.contains(y) == ((a - b).magnitude + s <= r), "containment, seed \(seed)")
    #expect(x.contains(y.midpoint) == ((a - b).magnitude <= r), "point, seed \(seed)")
    #expect(x.contains(b) == ((a - b).magnitude <= r), "rational point, seed \(seed)")
    #expect(x.isCertainlyPositive == (a > r) && x.containsZero == (a.magnitude <= r))
    #expect(Dyadic(x.magnitude).rational >= a.magnitude + r, "magnitude, seed \(seed)")
    #expect(Dyadic(x.lowerMagnitude).rational <= max(a.magnitude - r, 0), "seed \(seed)")
  }
}

@Test func comparisonsOfDistantExponentsNeedNoMemory() {
  let tiny = RealBall(Dyadic(1, timesPowerOfTwo: -1 << 29))
  let huge = RealBall(midpoint: Dyadic(1, timesPowerOfTwo: 1 << 29), radius: .powerOfTwo(1 << 28))
  #expect(tiny.isCertainlyLess(than: huge) && !tiny.overlaps(huge))
  let around = RealBall(midpoint: .one, radius: .powerOfTwo(0))
  #expect(around.contains(tiny) && !around.contains(tiny.negated()))
}

@Test func magnitudesRoundUpAtTheEndsOfTheirRange() {
  let large = Magnitude.powerOfTwo(.max), small = Magnitude.powerOfTwo(.min)
  #expect(large.isInfinite && !small.isZero && !small.isInfinite)
  #expect((small * small) >= small && !(small * small).isZero)
  #expect((Magnitude.powerOfTwo(1 << 28) * .powerOfTwo(1 << 29)).isInfinite)
  #expect(Magnitude(3).scaled(byPowerOfTwo: .max).isInfinite)
  #expect(Magnitude(1).divided(byLowerBound: small) >= .powerOfTwo(1 << 28))
  #expect(!Dyadic(small).isZero)
}

@Test func magnitudesRoundUp() {
  forEachSeed(4000) { random, seed in
    func value(_ magnitude: Magnitude) -> Rational { Dyadic(magnitude).rational }
    func any() -> Magnitude {
      Magnitude(random.int(0...(1 << 62))).scaled(byPowerOfTwo: random.int(-120...40))
    }
    let (x, y) = (any(), any())
    let (a, b) = (value(x), value(y))
    let excess = Rational(1) + Rational(1, over: 1 << 30)
    func check(_ bound: Magnitude, _ exact: Rational, _ name: String) {
      #expect(value(bound) >= exact && value(bound) <= exact * excess, "\(name), seed \(seed)")
    }
    check(x + y, a + b, "sum")
    check(x * y, a * b, "product")
    if !y.isZero { check(x.divided(byLowerBound: y), a / b, "quotient") }
    let root = value(x.squareRoot())
    #expect(root * root >= a && root * root <= a * excess * excess, "root, seed \(seed)")
    #expect((x < y) == (a < b), "order, seed \(seed)")
    let double = x.roundedUpDouble
    #expect(Dyadic(double).rational >= a, "double, seed \(seed)")
  }
}

@Test func overflowEndsInEverything() {
  var ball = RealBall(midpoint: Dyadic(3), radius: .powerOfTwo(-30))
  for _ in 0..<70 { ball = ball.squared(precision: 40) }
  #expect(ball == .everything)
  var small = RealBall(midpoint: Dyadic(1, timesPowerOfTwo: -3), radius: .powerOfTwo(-30))
  for _ in 0..<70 { small = small.squared(precision: 40) }
  #expect(small.containsZero == false || !small.radius.isZero)
  #expect(RealBall.exp(RealBall(Dyadic(-1, timesPowerOfTwo: 63)), precision: 30).radius > .zero)
  #expect(!RealBall.exp(RealBall(Dyadic(1, timesPowerOfTwo: 63)), precision: 30).isFinite)
}

@Test func copiesAreIndependent() {
  let ball = RealBall(Rational(1, over: 3), precision: 100)
  var copy = ball
  copy = copy.adding(ball, precision: 100).scaled(byPowerOfTwo: 3)
  _ = copy.negated().squared(precision: 50)
  #expect(ball == RealBall(Rational(1, over: 3), precision: 100))
  var integer = Integer(7).power(100)
  let before = integer
  integer += 1
  #expect(integer - before == 1 && before == Integer(7).power(100))
}

@Test func combinatorialNumbers() {
  #expect(Integer.factorial(20) == Integer(2_432_902_008_176_640_000))
  #expect(Integer.factorial(25).description == "15511210043330985984000000")
  #expect(Integer.doubleFactorial(-1) == 1 && Integer.doubleFactorial(0) == 1)
  #expect(Integer.doubleFactorial(9) == 945 && Integer.doubleFactorial(10) == 3840)
  #expect(Integer.binomial(10, 3) == 120 && Integer.binomial(-2, 3) == -4)
  #expect(Integer.binomial(3, 5) == 0 && Integer.binomial(3, -1) == 0)
  for n in 0...60 {
    #expect(Integer.centralBinomial(n) == Integer.binomial(2 * n, n))
    let ratio = Rational(
      Integer.doubleFactorial(2 * n - 1), over: Integer.doubleFactorial(2 * n))
    #expect(Rational.centralBinomialRatio(n) == ratio)
  }
}
