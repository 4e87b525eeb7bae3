import Arithmetic

/// Steele, Lea and Flood's generator: the whole sequence follows from the seed.
struct SplitMix64 {
  let seed: UInt64
  private var state: UInt64

  init(_ seed: UInt64) {
    self.seed = seed
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number of 0..<bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// A number of a range.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func bool() -> Bool { next() & 1 == 1 }

  /// An integer with at most `bits` bits and a sign.
  mutating func integer(bits: Int) -> Integer {
    var value = Integer.zero
    for _ in 0..<((bits + 29) / 30) {
      value = value.shifted(leftBy: 30) + Integer(below(1 << 30))
    }
    value = value.shifted(leftBy: bits - (bits + 29) / 30 * 30)
    return bool() ? -value : value
  }

  /// A fraction with small numerator and denominator.
  mutating func fraction(_ size: Int = 9) -> Rational {
    Rational(int(-size...size), over: int(1...size))
  }
}
