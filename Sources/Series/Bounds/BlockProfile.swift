internal import Arithmetic

/// One bound for each dyadic block of indices.
///
/// Block 0 is {0} and block j ≥ 1 is {2^(j-1), …, 2^j - 1}, so a series of N coefficients needs only
/// ⌈log₂ N⌉ + 1 bounds. That is fine enough for errors that fall like a power of n, which is what
/// integration makes of a constant one.
struct BlockProfile: Sendable, Equatable {
  /// The bound of each block.
  var bounds: [Magnitude]

  init(_ bounds: [Magnitude]) { self.bounds = bounds }

  init(repeating bound: Magnitude, order: Int) {
    bounds = Array(repeating: bound, count: BlockProfile.blockCount(order: order))
  }

  /// The number of blocks that meet 0..<order.
  static func blockCount(order: Int) -> Int { order <= 0 ? 0 : block(of: order - 1) + 1 }

  /// The block of an index.
  static func block(of n: Int) -> Int { Int.bitWidth - n.leadingZeroBitCount }

  /// The indices of a block.
  static func indices(of block: Int) -> Range<Int> {
    block == 0 ? 0..<1 : (1 << (block - 1))..<(1 << block)
  }

  subscript(block: Int) -> Magnitude { bounds[block] }

  /// Whether every bound is 0.
  var isZero: Bool { bounds.allSatisfy(\.isZero) }

  /// The largest bound.
  var maximum: Magnitude { bounds.max() ?? .zero }

  /// The bounds of sums.
  static func + (left: BlockProfile, right: BlockProfile) -> BlockProfile {
    BlockProfile(zip(left.bounds, right.bounds).map { $0 + $1 })
  }

  /// The bounds with a constant added.
  static func + (left: BlockProfile, right: Magnitude) -> BlockProfile {
    right.isZero ? left : BlockProfile(left.bounds.map { $0 + right })
  }

  /// The bounds of multiples.
  static func * (left: BlockProfile, right: Magnitude) -> BlockProfile {
    BlockProfile(left.bounds.map { $0 * right })
  }
}
