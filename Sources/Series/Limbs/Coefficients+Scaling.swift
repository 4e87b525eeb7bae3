internal import CMultiprecision

extension Coefficients {
  /// Every integer times one integer, divided by 2^shift and rounded to the nearest.
  ///
  /// - Parameters:
  ///   - factor: One row, whose absolute value is used.
  ///   - isNegative: Whether the factor is negative.
  func multiplied(
    by factor: Coefficients, isNegative: Bool, shift: Int, width newWidth: Int
  ) -> Coefficients {
    var words = factor.limbs
    if isNegative {
      words.withUnsafeMutableBufferPointer { buffer in
        if let base = buffer.baseAddress { LimbRow.negate(base, buffer.count) }
      }
    }
    // A factor with the top bit set is not negative here; the limb above says so.
    let length = width + words.count + 1
    return withUnsafeTemporaryAllocation(of: Limb.self, capacity: length + width) { scratch in
      words.withUnsafeBufferPointer { words in
        mapRows(width: newWidth) { _, source, target in
          guard let product = scratch.baseAddress, let other = words.baseAddress else { return }
          let absolute = product + length
          absolute.update(from: source, count: width)
          let flips = LimbRow.isNegative(source, width)
          if flips { LimbRow.negate(absolute, width) }
          if width >= words.count {
            _ = zonal_mpn_mul(product, absolute, width, other, words.count)
          } else {
            _ = zonal_mpn_mul(product, other, words.count, absolute, width)
          }
          product[length - 1] = 0
          if flips != isNegative { LimbRow.negate(product, length) }
          LimbRow.storeRounded(product, length, shift: shift, to: target, newWidth)
        }
      }
    }
  }
}
