internal import Arithmetic

/// What is known of the sizes of the coefficients x₀, x₁, … of a series: for every block j a bound
/// for |xₙ| on the block, and a bound for |x₀| + … + |xₙ| up to its end.
///
/// Power series modulo t^N with the norm |x|₁ = Σ|xₙ| form a Banach algebra, |xy|₁ ≤ |x|₁·|y|₁ and
/// |xy|∞ ≤ |x|₁·|y|∞; and since (xy)ₙ needs only indices up to n, the same holds for the beginnings
/// of the series up to any n. All bounds of this module rest on these two lines.
struct NormProfile: Sendable {
  /// A bound for the coefficients of each block.
  let largest: BlockProfile
  /// A bound for the sum of the sizes from 0 to the end of each block.
  let sum: BlockProfile

  init(largest: BlockProfile, sum: BlockProfile) {
    self.largest = largest
    self.sum = sum
  }

  /// The norms of unknown coefficients of which each is at most the bound of its block and those
  /// outside `indices` are 0; with `stride` 2 only every other one may differ from 0.
  init(bounds: BlockProfile, in indices: Range<Int>, stride: Int = 1) {
    var total = Magnitude.zero
    var sums: [Magnitude] = []
    var clipped: [Magnitude] = []
    for (j, bound) in bounds.bounds.enumerated() {
      let count = BlockProfile.indices(of: j).clamped(to: indices).count
      let terms = stride == 1 ? count : (count + 1) / 2
      total += bound * Magnitude(terms)
      sums.append(total)
      clipped.append(terms == 0 ? .zero : bound)
    }
    largest = BlockProfile(clipped)
    sum = BlockProfile(sums)
  }

  /// The number of blocks.
  var blockCount: Int { largest.bounds.count }

  /// The largest bound of blocks 0…j, for every j.
  var runningLargest: BlockProfile {
    var running = Magnitude.zero
    return BlockProfile(
      largest.bounds.map { bound in
        running = max(running, bound)
        return running
      })
  }

  /// Norms of sums.
  static func + (left: NormProfile, right: NormProfile) -> NormProfile {
    NormProfile(largest: left.largest + right.largest, sum: left.sum + right.sum)
  }

  /// Norms of multiples.
  static func * (left: NormProfile, right: Magnitude) -> NormProfile {
    NormProfile(largest: left.largest * right, sum: left.sum * right)
  }

  /// Bounds for the coefficients of a product.
  ///
  /// For n in block j, |Σ xᵢ·y_{n-i}| is at most each of
  ///
  ///     max_{i≤n}|xᵢ| · |y|₁        |x|₁ · max_{k≤n}|yₖ|
  ///     near(x)·|y|₁ + |x|₁·near(y)
  ///
  /// where near is the maximum over the blocks j-1 and j: one of the two indices is at least n/2 and
  /// lies in these blocks. The third line keeps the decay of both factors.
  static func productBounds(_ x: NormProfile, _ y: NormProfile) -> BlockProfile {
    let (runningX, runningY) = (x.runningLargest, y.runningLargest)
    var bounds: [Magnitude] = []
    for j in 0..<x.blockCount {
      let first = runningX[j] * y.sum[j]
      let second = x.sum[j] * runningY[j]
      let nearX = max(x.largest[j], x.largest[max(0, j - 1)])
      let nearY = max(y.largest[j], y.largest[max(0, j - 1)])
      bounds.append(min(first, second, nearX * y.sum[j] + x.sum[j] * nearY))
    }
    return BlockProfile(bounds)
  }

  /// Norms of a product.
  static func * (x: NormProfile, y: NormProfile) -> NormProfile {
    NormProfile(
      largest: productBounds(x, y),
      sum: BlockProfile(zip(x.sum.bounds, y.sum.bounds).map { $0 * $1 }))
  }
}
