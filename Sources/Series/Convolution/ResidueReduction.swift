/// Reduces the rows of a coefficient buffer modulo one prime.
///
///     Σ limb[i]·2^(64i) ≡ REDC(Σ limb[i]·c[i]),   c[i] = 2^(64i + 64) mod p
///
/// Each product is below 2⁶⁴·p < 2¹²⁶, so four of them fit 128 bits; carries out of the running sum
/// of 128 bits are counted and folded in at the end.
struct ResidueReduction {
  let field: PrimeField
  /// The c[i].
  private let weights: [Limb]
  /// -2^(64·width) mod p, added to negative rows.
  private let signCorrection: Limb
  /// 2⁶⁴ mod p.
  private let carry: PreparedFactor

  init(_ field: PrimeField, width: Int) {
    self.field = field
    var weights: [Limb] = []
    var power = field.radix
    var last: Limb = 1
    for _ in 0..<width {
      weights.append(power)
      last = field.product(last, field.radix)
      power = field.product(power, field.radix)
    }
    self.weights = weights
    carry = field.prepared(field.radix)
    signCorrection = last == 0 ? 0 : field.prime - last
  }

  /// Writes the residues, below 4p, and zeros up to `length`.
  func reduce(_ rows: Coefficients, to target: UnsafeMutablePointer<Limb>, length: Int) {
    weights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      rows.withRows { source in
        for n in 0..<rows.count {
          target[n] = residue(source + n * rows.width, rows.width, weights)
        }
      }
    }
    (target + rows.count).update(repeating: 0, count: length - rows.count)
  }

  @inline(__always)
  private func residue(
    _ row: UnsafePointer<Limb>, _ width: Int, _ weights: UnsafePointer<Limb>
  ) -> Limb {
    var sum = UInt128(0)
    var carries: Limb = 0
    var (limb, weight) = (row, weights)
    for _ in 0..<(width >> 2) {
      let four =
        wide(limb[0], weight[0]) &+ wide(limb[1], weight[1])
        &+ wide(limb[2], weight[2]) &+ wide(limb[3], weight[3])
      let (next, overflow) = sum.addingReportingOverflow(four)
      sum = next
      carries &+= overflow ? 1 : 0
      limb += 4
      weight += 4
    }
    var rest = UInt128(0)
    for i in 0..<(width & 3) { rest &+= wide(limb[i], weight[i]) }
    let (last, overflow) = sum.addingReportingOverflow(rest)
    sum = last
    carries &+= overflow ? 1 : 0
    // p is so near to 2⁶² that the high limb minus its two top bits times p is below 2p.
    var high = Limb(truncatingIfNeeded: sum >> 64)
    high = NumberTheoreticTransform.below(high &- (high >> 62) &* field.prime, field.prime)
    let value = field.reduced(high, Limb(truncatingIfNeeded: sum))
    let negative = Limb(bitPattern: Int(bitPattern: row[width - 1]) >> 63)
    let corrected = value &+ (negative & signCorrection)
    if carries == 0 { return corrected }
    // carries·2¹²⁸/2⁶⁴, for long rows only.
    return NumberTheoreticTransform.below(corrected, 2 &* field.prime)
      &+ carry.times(carries, field.prime)
  }
}

/// The product of two limbs in 128 bits.
@inline(__always)
func wide(_ x: Limb, _ y: Limb) -> UInt128 {
  let (high, low) = x.multipliedFullWidth(by: y)
  return UInt128(truncatingIfNeeded: high) << 64 | UInt128(truncatingIfNeeded: low)
}
