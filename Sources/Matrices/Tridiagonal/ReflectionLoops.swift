/// The two loops of a reflection for numbers of w limbs, with products summed column by column.
///
/// The rows of the triangle are taken in tiles of eight: a tile gives eight entries of Au′ by sums along its rows, and
/// its share of the entries before by sums along its columns, so carries are worked off once for eight products.
enum ReflectionLoops<let w: Int> {
  private static var tile: Int { 8 }

  /// Σ u′ⱼ′ over j < i for all i ≤ m, in w + 1 limbs each.
  static func prefixSums(
    _ u: UnsafePointer<Limb>, _ m: Int, to prefixes: UnsafeMutablePointer<Limb>
  ) {
    var sum = ProductSum<w>()
    for i in 0...m {
      sum.storeFactors(to: prefixes + i * (w + 1))
      if i < m { sum.addFactor(u + i * w) }
    }
  }

  /// sums += Au′ for every `of`-th tile of the triangle.
  ///
  /// A sum of products is short by less than m·w·2^(-64) units of a number, see `ProductSum`.
  static func multiply(
    _ matrix: UnsafePointer<Limb>, _ m: Int, _ u: UnsafePointer<Limb>,
    prefixes: UnsafePointer<Limb>, into sums: UnsafeMutablePointer<Limb>, tiles first: Int,
    of step: Int
  ) {
    withUnsafeTemporaryAllocation(of: Limb.self, capacity: w + 1) { buffer in
      guard let own = buffer.baseAddress else { return }
      for start in stride(from: first * tile, to: m, by: step * tile) {
        let end = min(m, start + tile)
        for i in start..<end {
          let row = matrix + i * (i + 1) / 2 * w
          var sum = ProductSum<w>()
          for j in 0...i { sum.add(row + j * w, times: u + j * w) }
          sum.add(to: sums + 2 * w * i, minus: prefixes + (i + 1) * (w + 1), count: i + 1)
        }
        for j in 0..<(end - 1) {
          // Below the diagonal: the rows after j.
          let top = max(start, j + 1)
          var sum = ProductSum<w>()
          for i in top..<end { sum.add(matrix + (i * (i + 1) / 2 + j) * w, times: u + i * w) }
          difference(own, prefixes + end * (w + 1), prefixes + top * (w + 1))
          sum.add(to: sums + 2 * w * j, minus: own, count: end - top)
        }
      }
    }
  }

  /// target = x - y for w + 1 limbs.
  @inline(__always)
  private static func difference(
    _ target: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, _ y: UnsafePointer<Limb>
  ) {
    for i in 0...w { target[i] = x[i] }
    FixedPointLimbs.subtract(target, y, w + 1)
  }

  /// A -= u′wᵀ + wu′ᵀ, the sum rounded down, for every `of`-th row of the triangle.
  ///
  /// - Parameter pairs: u′ⱼ′ + wⱼ′ for all j, in w + 1 limbs each.
  static func update(
    _ matrix: UnsafeMutablePointer<Limb>, _ m: Int, _ u: UnsafePointer<Limb>,
    _ w4: UnsafePointer<Limb>, pairs: UnsafePointer<Limb>, rows first: Int, of step: Int
  ) {
    for i in stride(from: first, to: m, by: step) {
      let row = matrix + i * (i + 1) / 2 * w
      let (ui, wi) = (u + i * w, w4 + i * w)
      for j in 0...i {
        // The factors u′ᵢ and wᵢ are summed here, those with j come from `pairs`.
        var sum = ProductSum<w>()
        sum.add(ui, times: w4 + j * w)
        sum.add(wi, times: u + j * w)
        sum.subtractUpper(from: row + j * w, minus: pairs + j * (w + 1), count: 2)
      }
    }
  }

  /// u′ⱼ′ + wⱼ′ for all j, in w + 1 limbs each.
  static func pairSums(
    _ u: UnsafePointer<Limb>, _ w4: UnsafePointer<Limb>, _ m: Int,
    to pairs: UnsafeMutablePointer<Limb>
  ) {
    for j in 0..<m {
      var sum = ProductSum<w>()
      sum.addFactor(u + j * w)
      sum.addFactor(w4 + j * w)
      sum.storeFactors(to: pairs + j * (w + 1))
    }
  }
}
