import Arithmetic
import TestSupport
import Testing

extension SplitMix64 {
  /// An integer of up to `bits` bits, often with long runs of equal bits.
  mutating func integer(bits: Int) -> Integer {
    let width = int(0...bits)
    if chance(4) { return Integer.one.shifted(leftBy: width) + Integer(int(-1...1)) }
    var value = Integer.zero
    for _ in 0...(width / 60) {
      value = value.shifted(leftBy: 60) + Integer(Int(next() >> 4))
    }
    value = value.shifted(leftBy: width - value.bitWidth)
    return chance(2) ? value : -value
  }

  /// A rational with numerator and denominator of up to `bits` bits.
  mutating func rational(bits: Int) -> Rational {
    Rational(integer(bits: bits), over: integer(bits: bits).magnitude + .one)
  }

  /// A number of size about 2^exponent, or 0, ±1 and neighbours of ±1.
  mutating func dyadic(exponents: ClosedRange<Int> = -8...4) -> Dyadic {
    switch int(0...15) {
    case 0: return .zero
    case 1: return chance(2) ? .one : Dyadic(-1)
    case 2:
      let step = Dyadic(int(-9...9), timesPowerOfTwo: -int(1...300))
      let unit = chance(2) ? Dyadic.one : Dyadic(-1)
      return unit.adding(step, precision: 400, rounding: .nearest)
    default:
      let mantissa = integer(bits: 150)
      return Dyadic(mantissa, timesPowerOfTwo: int(exponents) - mantissa.bitWidth)
    }
  }

  /// A radius: none, tiny, comparable to the midpoint, or exactly its size.
  mutating func radius(around midpoint: Dyadic) -> Magnitude {
    let size = midpoint.isZero ? Magnitude.powerOfTwo(0) : midpoint.magnitude
    let mantissa = Magnitude(int(1...(1 << 31)))
    switch int(0...9) {
    case 0...2: return .zero
    case 3: return .powerOfTwo(-332_193)
    case 4, 5: return mantissa.scaled(byPowerOfTwo: int(-300 ... -40)) * size
    case 6, 7: return mantissa.scaled(byPowerOfTwo: int(-48 ... -30)) * size
    case 8: return size
    default: return mantissa.scaled(byPowerOfTwo: int(-34 ... -28))
    }
  }

  mutating func ball(exponents: ClosedRange<Int> = -8...4) -> RealBall {
    let midpoint = dyadic(exponents: exponents)
    return RealBall(midpoint: midpoint, radius: radius(around: midpoint))
  }

  mutating func complexBall(exponents: ClosedRange<Int> = -6...3) -> ComplexBall {
    ComplexBall(real: ball(exponents: exponents), imaginary: ball(exponents: exponents))
  }

  /// A point of the ball: an end, the midpoint or one in between.
  mutating func point(in ball: RealBall) -> Dyadic {
    let radius = Dyadic(ball.radius)
    if ball.isExact || chance(6) { return ball.midpoint }
    let fraction: Dyadic
    switch int(0...3) {
    case 0: fraction = .one
    case 1: fraction = Dyadic(-1)
    default: fraction = Dyadic(int(-1023...1023), timesPowerOfTwo: -10)
    }
    let offset = radius.multiplied(by: fraction, precision: 80, rounding: .nearest)
    // Tiny offsets from a large midpoint are dropped: the point stays in the ball.
    let exact = ball.midpoint.adding(offset, precision: 900, rounding: .nearest)
    return ball.contains(exact) ? exact : ball.midpoint
  }

  mutating func point(in ball: ComplexBall) -> ComplexBall {
    ComplexBall(
      real: RealBall(point(in: ball.real)), imaginary: RealBall(point(in: ball.imaginary)))
  }
}

/// A seeded loop: `body` gets a fresh generator per round and reports with the seed of the round.
func forEachSeed(
  _ count: Int, from first: UInt64 = 1, _ body: (inout SplitMix64, UInt64) throws -> Void
) rethrows {
  for seed in first..<(first + UInt64(count)) {
    var generator = SplitMix64(seed: seed)
    try body(&generator, seed)
  }
}
