/// Reduces the rows of a coefficient buffer modulo one prime.
///
///     Σ limb[i]·2^(64i) ≡ REDC(Σ limb[i]·c[i]),   c[i] = 2^(64i + 64) mod p
///
/// Each product is below 2⁶⁴·p, so three of them on top of a sum whose high limb is below p stay
/// below 2¹²⁸; after every third one the high limb is brought below p again.
struct ResidueReduction {
  let field: PrimeField
  /// The c[i].
  private let weights: [Limb]
  /// -2^(64·width) mod p, added to negative rows.
  private let signCorrection: Limb

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
    while weights.count % 3 != 0 { weights.append(0) }
    self.weights = weights
    signCorrection = last == 0 ? 0 : field.prime - last
  }

  /// Writes the residues, below 3p, and zeros up to `length`.
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
    var i = 0
    while i + 3 <= width {
      sum &+= wide(row[i], weights[i])
      sum &+= wide(row[i + 1], weights[i + 1])
      sum &+= wide(row[i + 2], weights[i + 2])
      sum = folded(sum)
      i += 3
    }
    if i < width {
      sum &+= wide(row[i], weights[i])
      if i + 1 < width { sum &+= wide(row[i + 1], weights[i + 1]) }
      sum = folded(sum)
    }
    let value = field.reduced(Limb(truncatingIfNeeded: sum >> 64), Limb(truncatingIfNeeded: sum))
    return value &+ (LimbRow.isNegative(row, width) ? signCorrection : 0)
  }

  /// The same residue with a high limb below p: p is so near to 2⁶² that the high limb minus its two
  /// top bits times p is below 2p.
  @inline(__always)
  private func folded(_ sum: UInt128) -> UInt128 {
    var high = Limb(truncatingIfNeeded: sum >> 64)
    high &-= (high >> 62) &* field.prime
    high = NumberTheoreticTransform.below(high, field.prime)
    return UInt128(truncatingIfNeeded: high) << 64 | (sum & UInt128(Limb.max))
  }
}

/// The product of two limbs in 128 bits.
@inline(__always)
func wide(_ x: Limb, _ y: Limb) -> UInt128 {
  let (high, low) = x.multipliedFullWidth(by: y)
  return UInt128(truncatingIfNeeded: high) << 64 | UInt128(truncatingIfNeeded: low)
}
