internal import Arithmetic

extension NormProfile {
  /// The norms of stored integers, times 2^-fractionBits.
  ///
  /// Row i stands for index start + i·step. A block is read twice: first its highest bit is found,
  /// then the top 40 bits of each integer are added, each rounded up, so that a sum of 2²⁴ terms
  /// fits a limb. The relative excess is below 2⁻³⁸ times the number of terms. O(count·width).
  init(
    measuring rows: Coefficients, start: Int = 0, step: Int = 1, order: Int, fractionBits: Int
  ) {
    var largest: [Magnitude] = []
    var sums: [Magnitude] = []
    var total = Magnitude.zero
    rows.withRows { pointer in
      for j in 0..<BlockProfile.blockCount(order: order) {
        let block = BlockProfile.indices(of: j)
        let lower = min(rows.count, max(0, (block.lowerBound - start + step - 1) / step))
        let upper = min(rows.count, max(0, (block.upperBound - start + step - 1) / step))
        let (top, sum) = NormProfile.blockNorms(
          pointer + lower * rows.width, count: max(0, upper - lower), width: rows.width)
        largest.append(top.scaled(byPowerOfTwo: -fractionBits))
        total += sum.scaled(byPowerOfTwo: -fractionBits)
        sums.append(total)
      }
    }
    self.init(largest: BlockProfile(largest), sum: BlockProfile(sums))
  }

  /// Bounds for the largest of some integers in size, and for the sum of their sizes.
  private static func blockNorms(
    _ rows: UnsafePointer<Limb>, count: Int, width: Int
  ) -> (largest: Magnitude, sum: Magnitude) {
    let bits = bitWidth(rows, count: count, width: width)
    if bits == 0 {
      // Zeros and minus ones: ~x hides the difference.
      let ones = (0..<count).contains { rows[$0 * width] != 0 }
      return ones ? (Magnitude(1), Magnitude(count)) : (.zero, .zero)
    }
    let shift = max(0, bits - 40)
    let (limb, offset) = (shift >> 6, Limb(shift & 63))
    let straddles = offset != 0 && limb + 1 < width
    var (top, sum) = (Limb(0), Limb(0))
    for n in 0..<count {
      let row = rows + n * width
      let mask: Limb = LimbRow.isNegative(row, width) ? ~0 : 0
      var value = (row[limb] ^ mask) >> offset
      if straddles { value |= (row[limb + 1] ^ mask) << (64 - offset) }
      // |x| is x or ~x + 1, and what lies below the window is less than 1 of its units.
      value = (value & ((1 << 41) - 1)) + 1
      top = max(top, value)
      sum += value
    }
    return (
      Magnitude(roundingUp: UInt64(top), exponent: shift),
      Magnitude(roundingUp: UInt64(sum), exponent: shift)
    )
  }

  /// The bits of the largest of the integers x ≥ 0 and ~x for x < 0.
  private static func bitWidth(
    _ rows: UnsafePointer<Limb>, count: Int, width: Int
  ) -> Int {
    for limb in (0..<width).reversed() {
      var union: Limb = 0
      for n in 0..<count {
        let row = rows + n * width
        union |= row[limb] ^ (LimbRow.isNegative(row, width) ? ~0 : 0)
      }
      if union != 0 { return 64 * limb + 64 - union.leadingZeroBitCount }
    }
    return 0
  }
}
