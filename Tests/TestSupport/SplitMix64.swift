public import Arithmetic

/// A small seeded generator (Steele, Lea, Flood 2014), so that a failing case can be run again.
public struct SplitMix64: RandomNumberGenerator {
  /// What the whole sequence follows from.
  public let seed: UInt64
  private var state: UInt64

  /// Creates the generator of a seed; seeds next to each other give sequences that have nothing in common.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed &* 0xD129_0F3B_91C2_8E05
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A natural number below a bound.
  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// An integer of a range.
  public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in `part` times.
  public mutating func chance(_ part: Int) -> Bool { below(part) == 0 }

  /// True or false.
  public mutating func bool() -> Bool { next() & 1 == 1 }

  /// One of the items.
  public mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// An integer of so many bits, with a sign.
  public mutating func integer(ofBits bits: Int) -> Integer {
    var value = Integer.zero
    for _ in 0..<((bits + 29) / 30) {
      value = value.shifted(leftBy: 30) + Integer(below(1 << 30))
    }
    value = value.shifted(leftBy: bits - (bits + 29) / 30 * 30)
    return bool() ? -value : value
  }

  /// A fraction with small numerator and denominator.
  public mutating func fraction(_ size: Int = 9) -> Rational {
    Rational(int(-size...size), over: int(1...size))
  }

  /// A rational number in an interval, often a simple one.
  public mutating func rational(from low: Int, to high: Int) -> Rational {
    let denominator = chance(3) ? 997 : int(1...12)
    return Rational(int((low * denominator)...(high * denominator)), over: denominator)
  }
}

/// A seeded loop: `body` gets a fresh generator per round and its seed for messages.
public func forEachSeed(
  _ count: Int, from first: UInt64 = 1, _ body: (inout SplitMix64, UInt64) throws -> Void
) rethrows {
  for seed in first..<(first + UInt64(count)) {
    var generator = SplitMix64(seed: seed)
    try body(&generator, seed)
  }
}
