import Arithmetic

/// A small seeded generator (Steele, Lea, Flood 2014), so that a failing case can be run again.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0xD129_0F3B_91C2_8E05 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A natural number below a bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// An integer of a range.
  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in `part` times.
  mutating func chance(_ part: Int) -> Bool { below(part) == 0 }

  /// One of the items.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// A rational number in an interval, often a simple one.
  mutating func rational(from low: Int, to high: Int) -> Rational {
    let denominator = chance(3) ? 997 : int(1...12)
    return Rational(int((low * denominator)...(high * denominator)), over: denominator)
  }
}

/// A seeded loop: `body` gets a fresh generator per round and its seed for messages.
func forEachSeed(
  _ count: Int, from first: UInt64 = 1, _ body: (inout SplitMix64, UInt64) throws -> Void
) rethrows {
  for seed in first..<(first + UInt64(count)) {
    var generator = SplitMix64(seed: seed)
    try body(&generator, seed)
  }
}
