/// Products modulo the factors t^B - c at the bottom of the transform, 4 ≤ B < 8.
///
///     cₙ = Σ_{i≤n} aᵢ·b_{n-i} + Σ_{i>n} aᵢ·(c·b_{n+B-i})
///
/// Stopping the splitting at B points keeps the inner loops long and lets the length be any B·2ᵏ.
/// With all values at most p the sum of at most 8 products is below 2¹²⁷, whose high limb Montgomery's
/// reduction takes to a result below 2⁶³ + p; it carries the factor 2⁻⁶⁴ that the caller undoes.
struct PointwiseProduct {
  let field: PrimeField
  let base: Int
  let blocks: Int

  /// Writes the products, below 2p, to `target`, which may be one of the operands.
  ///
  /// The values of the operands are below 4p.
  func multiply(
    _ a: UnsafePointer<Limb>, _ b: UnsafePointer<Limb>, roots: [PreparedFactor],
    to target: UnsafeMutablePointer<Limb>
  ) {
    roots.withUnsafeBufferPointer { roots in
      guard let roots = roots.baseAddress else { return }
      switch base {
      case 4: run(4, a, b, roots, target)
      case 5: run(5, a, b, roots, target)
      case 6: run(6, a, b, roots, target)
      default: run(7, a, b, roots, target)
      }
    }
  }

  @inline(__always)
  private func run(
    _ base: Int, _ a: UnsafePointer<Limb>, _ b: UnsafePointer<Limb>,
    _ roots: UnsafePointer<PreparedFactor>, _ target: UnsafeMutablePointer<Limb>
  ) {
    withUnsafeTemporaryAllocation(of: Limb.self, capacity: 24) { scratch in
      guard let left = scratch.baseAddress else { return }
      // right[0..<B] = c·b, right[B..<2B] = b, so that right[B + n - i] serves both sums.
      let right = left + 8
      for block in 0..<blocks {
        let root = roots[block >> 1]
        // The factor of an odd block is t^B + r: its c is -r, and p - (r·b mod p) is at most p.
        let flip: Limb = block & 1 == 0 ? 0 : ~0
        for i in 0..<base {
          left[i] = canonical(a[block * base + i])
          let value = canonical(b[block * base + i])
          right[base + i] = value
          let wrapped = NumberTheoreticTransform.below(
            root.times(value, field.prime), field.prime)
          right[i] = (wrapped ^ flip) &+ (flip & (field.prime &+ 1))
        }
        for n in 0..<base {
          var sum = UInt128(0)
          for i in 0..<base { sum &+= wide(left[i], right[base + n - i]) }
          let value = field.reduced(
            Limb(truncatingIfNeeded: sum >> 64), Limb(truncatingIfNeeded: sum))
          target[block * base + n] =
            NumberTheoreticTransform.below(value, 2 &* field.prime)
        }
      }
    }
  }

  /// The value below p of a value below 4p.
  @inline(__always)
  private func canonical(_ x: Limb) -> Limb {
    NumberTheoreticTransform.below(
      NumberTheoreticTransform.below(x, 2 &* field.prime), field.prime)
  }
}
