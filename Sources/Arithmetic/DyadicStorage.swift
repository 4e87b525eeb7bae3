internal import CMultiprecision

/// One MPFR number on the heap, its limbs behind its header in one allocation.
///
/// MPFR never resizes a number on its own, so it may be given its limbs (the manual's section "Custom
/// Interface"); the number is not cleared by MPFR but freed with the buffer.
///
/// Sendable because it is written only by the code that has just created it, and read afterwards.
struct DyadicStorage: @unchecked Sendable {
  private let buffer: ManagedBuffer<__mpfr_struct, mp_limb_t>

  /// Creates a number of `precision` bits, with the value 0.
  init(precision: Int) {
    let bits = max(precision, 2)
    let count = (bits - 1) / mp_limb_t.bitWidth + 1
    buffer = .create(minimumCapacity: count) { buffer in
      __mpfr_struct(
        _mpfr_prec: bits, _mpfr_sign: 1, _mpfr_exp: 0,
        _mpfr_d: buffer.withUnsafeMutablePointerToElements { $0 })
    }
    withPointer { mpfr_set_zero($0, 1) }
  }

  /// Calls `body` with the number, which lives for the call.
  func withPointer<Result>(_ body: (UnsafeMutablePointer<__mpfr_struct>) -> Result) -> Result {
    buffer.withUnsafeMutablePointerToHeader(body)
  }
}
