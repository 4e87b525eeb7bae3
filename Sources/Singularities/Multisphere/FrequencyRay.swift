/// Frequencies kᵢ = aᵢ·n + bᵢ of pixels, n → ∞.
public struct FrequencyRay: Hashable, Sendable {
  /// aᵢ ≥ 0, one a pixel: 0 for a frequency that stays.
  public let slopes: [Int]
  /// bᵢ, one a pixel.
  public let offsets: [Int]

  /// Creates a ray.
  ///
  /// - Precondition: one slope and one offset for each pixel, none negative where the slope is 0.
  public init(slopes: [Int], offsets: [Int]) {
    precondition(slopes.count == offsets.count, "one slope and one offset for each pixel")
    precondition(
      zip(slopes, offsets).allSatisfy { $0 > 0 || ($0 == 0 && $1 >= 0) },
      "a frequency is no negative number")
    self.slopes = slopes
    self.offsets = offsets
  }

  /// The places of the pixels whose frequencies grow.
  public var growing: Set<Int> { Set(slopes.indices.filter { slopes[$0] > 0 }) }

  /// The places of the pixels whose frequencies are positive for large n.
  var positive: Set<Int> { Set(slopes.indices.filter { slopes[$0] > 0 || offsets[$0] > 0 }) }

  /// The part of some pixels.
  func restricted(to places: [Int]) -> FrequencyRay {
    FrequencyRay(slopes: places.map { slopes[$0] }, offsets: places.map { offsets[$0] })
  }

  /// ∏ σᵢ^kᵢ over some places, for n of a parity.
  func sign(of vertex: [Int], at places: [Int], parity: Int) -> Int {
    zip(vertex, places).reduce(1) { sign, pixel in
      let isOdd = !(slopes[pixel.1] * parity + offsets[pixel.1]).isMultiple(of: 2)
      return isOdd ? sign * pixel.0 : sign
    }
  }

  /// Frequencies of the parity of those for large n, at least 2 where they grow.
  public func sample(parity: Int) -> [Int] {
    let shift = zip(slopes, offsets).map { $0 > 0 ? (2 - $1 + $0 - 1) / $0 : 0 }.max() ?? 0
    let start = max(shift, 0)
    let n = start % 2 == parity ? start : start + 1
    return zip(slopes, offsets).map { $0 * n + $1 }
  }
}
