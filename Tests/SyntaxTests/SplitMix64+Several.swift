import TestSupport

extension SplitMix64 {
  /// Several results of a function.
  mutating func several<Item>(
    _ counts: ClosedRange<Int>, _ make: (inout SplitMix64) -> Item
  ) -> [Item] {
    (0..<Int.random(in: counts, using: &self)).map { _ in make(&self) }
  }
}
