internal import Arithmetic
internal import CMultiprecision

/// Multiplication by one product of big integers (Kronecker substitution), done by GMP.
///
/// Evaluating both factors at t = 2^(64s), where every integer of the product fits s limbs with its
/// sign, turns the product of polynomials into one of integers. Negative coefficients borrow 1 from
/// their upper neighbour, which packing and unpacking account for.
struct KroneckerConvolution {
  private let a: ConvolutionOperand
  private let b: ConvolutionOperand
  private let slot: Int
  private let width: Int

  /// - Parameters:
  ///   - bits: Every integer x of the product has |x| < 2^bits.
  ///   - width: The limbs of a row of the result.
  init(_ a: ConvolutionOperand, _ b: ConvolutionOperand, bits: Int, width: Int) {
    self.a = a
    self.b = b
    self.width = width
    // One bit for the sign and one for the borrow.
    slot = (bits + 2 + 63) / 64
  }

  func product(_ request: Convolution.Request) -> Coefficients {
    let (long, short) = a.rows.count >= b.rows.count ? (a, b) : (b, a)
    let (m, n) = (long.rows.count * slot, short.rows.count * slot)
    let buffer = UnsafeMutablePointer<Limb>.allocate(capacity: 2 * (m + n))
    defer { buffer.deallocate() }
    let (x, y, z) = (buffer, buffer + m, buffer + m + n)
    var isNegative = pack(long.rows, to: x)
    if a === b {
      zonal_mpn_sqr(z, x, m)
      isNegative = false
    } else {
      if pack(short.rows, to: y) { isNegative.toggle() }
      _ = zonal_mpn_mul(z, x, m, y, n)
    }
    return unpack(z, isNegative: isNegative, request)
  }

  /// Writes the absolute value of Σ aₙ·2^(64·s·n); returns whether the sum is negative.
  private func pack(_ rows: Coefficients, to target: UnsafeMutablePointer<Limb>) -> Bool {
    rows.withRows { source in
      var borrows = false
      for n in 0..<rows.count {
        let row = target + n * slot
        LimbRow.copy(source + n * rows.width, rows.width, to: row, slot)
        if borrows { LimbRow.decrement(row, slot) }
        borrows = LimbRow.isNegative(row, slot)
      }
      if borrows { LimbRow.negate(target, rows.count * slot) }
      return borrows
    }
  }

  private func unpack(
    _ z: UnsafeMutablePointer<Limb>, isNegative: Bool, _ request: Convolution.Request
  ) -> Coefficients {
    Coefficients(count: request.kept.count, width: width) { target in
      let first = request.kept.lowerBound
      var borrowed = first > 0 && LimbRow.isNegative(z + (first - 1) * slot, slot)
      for (i, n) in request.kept.enumerated() {
        let row = z + n * slot
        let borrows = LimbRow.isNegative(row, slot)
        if borrowed { LimbRow.increment(row, slot) }
        if isNegative { LimbRow.negate(row, slot) }
        LimbRow.storeRounded(row, slot, shift: request.shift, to: target + i * width, width)
        borrowed = borrows
      }
    }
  }
}
