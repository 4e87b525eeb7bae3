import Arithmetic
import TestSupport
import Testing

@Test func recurrencesStayWithinTheirProvenError() {
  forEachSeed(60) { random, seed in
    let dimension = random.int(2...12)
    let degree = random.int(2...40)
    let bits = random.int(8...120)
    let recurrence = BoundedRecurrence(dimension: dimension, degree: degree)
    // Points that are exact in fixed point, so that the error is that of the recurrence alone.
    let points = (0..<3).map { _ in
      Dyadic(random.int(-256...256), timesPowerOfTwo: -8)
    }
    let starts = points.map { _ in Dyadic(random.int(-1 << 20...1 << 20), timesPowerOfTwo: -18) }
    let sums = recurrence.sums(starts: starts, points: points, fractionBits: bits)
    var exact = [Rational](repeating: .zero, count: degree + 1)
    for (start, point) in zip(starts, points) {
      let t = point.rational
      var (previous, current) = (start.rational, start.rational * t)
      exact[0] += previous
      exact[1] += current
      for k in 1..<degree {
        let s = Rational(k, over: k + dimension - 2)
        (previous, current) = (current, (s + 1) * t * current - s * previous)
        exact[k + 1] += current
      }
    }
    for k in 0...degree {
      let bound = Dyadic(BoundedRecurrence.error(step: k, fractionBits: bits)).rational
      #expect(
        (sums[k].rational - exact[k]).magnitude <= bound * 3,
        "dimension \(dimension), k \(k), \(bits) bits, seed \(seed)")
    }
  }
}

@Test func chebyshevPolynomialsAreCosines() {
  forEachSeed(40) { random, seed in
    let angle = Dyadic(random.int(0...(3 << 20)), timesPowerOfTwo: -20)
    let degree = random.int(2...2000)
    let cosine = RealBall.cos(RealBall(angle), precision: 250)
    let recurrence = BoundedRecurrence(dimension: 2, degree: degree)
    let (previous, last) = recurrence.lastTwo(at: cosine.midpoint, fractionBits: 200)
    for (k, value) in [(degree - 1, previous), (degree, last)] {
      let exact = RealBall.cos(
        RealBall(angle).multiplied(by: Rational(k), precision: 250), precision: 250)
      // The point is off by 2^-201, and the derivative of T_k is at most k².
      let error =
        BoundedRecurrence.error(step: k, fractionBits: 200)
        + Magnitude(k * k) * .powerOfTwo(-200)
      let ball = RealBall(midpoint: value, radius: error)
      #expect(ball.overlaps(exact), "degree \(k), seed \(seed)")
      #expect(error < .powerOfTwo(-170))
    }
  }
}
