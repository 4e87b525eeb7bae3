internal import CMultiprecision

/// The unit of storage: GMP's limb, 64 bits.
typealias Limb = UInt

/// Operations on one integer of a fixed number of limbs, lowest limb first, in two's complement.
///
/// Rows live inside larger buffers, so every function takes pointers; the callers own the bounds.
enum LimbRow {
  /// Whether the integer is negative.
  @inline(__always)
  static func isNegative(_ row: UnsafePointer<Limb>, _ width: Int) -> Bool {
    Int(bitPattern: row[width - 1]) < 0
  }

  /// Copies an integer into a row of another width, which must be able to hold it.
  @inline(__always)
  static func copy(
    _ source: UnsafePointer<Limb>, _ sourceWidth: Int, to target: UnsafeMutablePointer<Limb>,
    _ targetWidth: Int
  ) {
    let shared = min(sourceWidth, targetWidth)
    for i in 0..<shared { target[i] = source[i] }
    if shared < targetWidth {
      let fill: Limb = isNegative(source, sourceWidth) ? ~0 : 0
      for i in shared..<targetWidth { target[i] = fill }
    }
  }

  /// Replaces an integer by its negative.
  @inline(__always)
  static func negate(_ row: UnsafeMutablePointer<Limb>, _ width: Int) {
    var carry = true
    for i in 0..<width {
      let (value, overflow) = (~row[i]).addingReportingOverflow(carry ? 1 : 0)
      row[i] = value
      carry = overflow
    }
  }

  /// Adds 1 to an integer.
  @inline(__always)
  static func increment(_ row: UnsafeMutablePointer<Limb>, _ width: Int) {
    for i in 0..<width {
      row[i] &+= 1
      if row[i] != 0 { return }
    }
  }

  /// Subtracts 1 from an integer.
  @inline(__always)
  static func decrement(_ row: UnsafeMutablePointer<Limb>, _ width: Int) {
    for i in 0..<width {
      row[i] &-= 1
      if row[i] != ~0 { return }
    }
  }

  /// Stores x/2^shift, rounded to the nearest integer with ties upwards.
  ///
  /// The result is ⌊(x + 2^(shift-1))/2^shift⌋: the quotient rounded down, plus the highest bit that
  /// is cut off. Its error is at most 1/2, and 0 when the cut bits are all 0.
  @inline(__always)
  static func storeRounded(
    _ source: UnsafePointer<Limb>, _ sourceWidth: Int, shift: Int,
    to target: UnsafeMutablePointer<Limb>, _ targetWidth: Int
  ) {
    let skip = shift >> 6
    let bits = shift & 63
    let fill: Limb = isNegative(source, sourceWidth) ? ~0 : 0
    let whole = max(0, min(targetWidth, sourceWidth - skip - 1))
    if bits == 0 {
      for i in 0..<whole { target[i] = source[skip + i] }
    } else {
      for i in 0..<whole {
        target[i] = source[skip + i] >> Limb(bits) | source[skip + i + 1] << Limb(64 - bits)
      }
    }
    for i in whole..<max(whole, targetWidth) {
      let low = skip + i < sourceWidth ? source[skip + i] : fill
      target[i] = bits == 0 ? low : low >> Limb(bits) | fill << Limb(64 - bits)
    }
    guard shift > 0 else { return }
    let position = shift - 1
    let limb = position >> 6 < sourceWidth ? source[position >> 6] : fill
    if limb >> Limb(position & 63) & 1 == 1 { increment(target, targetWidth) }
  }
}
