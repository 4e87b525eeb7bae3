/// A small seeded generator, so that a failing case can be run again from its seed.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A natural number below a bound.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  /// One of the items.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// Several results of a function.
  mutating func several<Item>(
    _ counts: ClosedRange<Int>, _ make: (inout SplitMix64) -> Item
  ) -> [Item] {
    (0..<Int.random(in: counts, using: &self)).map { _ in make(&self) }
  }
}
