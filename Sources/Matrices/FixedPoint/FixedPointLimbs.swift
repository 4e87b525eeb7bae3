internal import CMultiprecision

/// The unit of storage, 64 bits.
typealias Limb = UInt

/// Arithmetic of fixed-point numbers of w limbs, lowest first, in two's complement.
///
/// A row X stands for x = X·2^(-64w), so -1/2 ≤ x < 1/2, and a product of two numbers has 2w limbs. All
/// functions are exact modulo 2^(128w): sums may overflow on the way as long as the result fits.
///
/// The functions are inlined into loops that know w, where the compiler unrolls them.
enum FixedPointLimbs {
  /// Whether a number of w limbs is negative.
  @inline(__always)
  static func isNegative(_ x: UnsafePointer<Limb>, _ w: Int) -> Bool {
    Int(bitPattern: x[w - 1]) < 0
  }

  /// Up to this width the compiler's unrolled products beat calls into GMP.
  private static let unrolledWidth = 3

  /// product = x·y for natural numbers of w limbs.
  @inline(__always)
  private static func multiply(
    _ product: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, _ y: UnsafePointer<Limb>,
    _ w: Int
  ) {
    if w > unrolledWidth {
      zonal_mpn_mul_n(product, x, y, w)
      return
    }
    for i in 0..<w { product[i] = 0 }
    for i in 0..<w {
      let factor = x[i]
      var carry: Limb = 0
      for j in 0..<w {
        let (high, low) = factor.multipliedFullWidth(by: y[j])
        let (first, overflow) = low.addingReportingOverflow(product[i + j])
        let (second, again) = first.addingReportingOverflow(carry)
        product[i + j] = second
        carry = high &+ (overflow ? 1 : 0) &+ (again ? 1 : 0)
      }
      product[i + w] = carry
    }
  }

  /// x -= y where `mask` is all ones, for w limbs.
  @inline(__always)
  private static func subtract(
    _ x: UnsafeMutablePointer<Limb>, _ y: UnsafePointer<Limb>, mask: Limb, _ w: Int
  ) {
    var borrow: Limb = 0
    for i in 0..<w {
      let (first, overflow) = x[i].subtractingReportingOverflow(y[i] & mask)
      let (second, again) = first.subtractingReportingOverflow(borrow)
      x[i] = second
      borrow = (overflow ? 1 : 0) &+ (again ? 1 : 0)
    }
  }

  /// product = x·y, of 2w limbs.
  ///
  /// The words of a negative x spell x + 2^(64w), so y·2^(64w) is taken away again.
  @inline(__always)
  static func product(
    _ product: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, _ y: UnsafePointer<Limb>,
    _ w: Int
  ) {
    multiply(product, x, y, w)
    subtract(product + w, y, mask: isNegative(x, w) ? ~0 : 0, w)
    subtract(product + w, x, mask: isNegative(y, w) ? ~0 : 0, w)
  }

  /// sum += x for `count` limbs.
  @inline(__always)
  static func add(
    _ sum: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, _ count: Int
  ) {
    var carry: Limb = 0
    for i in 0..<count {
      let (first, overflow) = sum[i].addingReportingOverflow(x[i])
      let (second, again) = first.addingReportingOverflow(carry)
      sum[i] = second
      carry = (overflow ? 1 : 0) &+ (again ? 1 : 0)
    }
  }

  /// x -= y for w limbs.
  @inline(__always)
  static func subtract(_ x: UnsafeMutablePointer<Limb>, _ y: UnsafePointer<Limb>, _ w: Int) {
    subtract(x, y, mask: ~0, w)
  }

  /// x = -x for w limbs.
  @inline(__always)
  static func negate(_ x: UnsafeMutablePointer<Limb>, _ w: Int) {
    var carry = true
    for i in 0..<w {
      let (value, overflow) = (~x[i]).addingReportingOverflow(carry ? 1 : 0)
      x[i] = value
      carry = overflow
    }
  }

  /// target = ⌊x·2^shift⌋, the upper w limbs of the shifted 2w limbs, for 0 ≤ shift < 64.
  @inline(__always)
  static func storeUpper(
    _ target: UnsafeMutablePointer<Limb>, _ x: UnsafePointer<Limb>, shift: Limb, _ w: Int
  ) {
    for i in 0..<w {
      target[i] = shift == 0 ? x[w + i] : x[w + i] << shift | x[w + i - 1] >> (64 - shift)
    }
  }

  /// Calls `body` with w, as a constant where it is small, so that the loops are unrolled.
  @inline(__always)
  static func specialized(_ w: Int, _ body: (Int) -> Void) {
    switch w {
    case 2: body(2)
    case 3: body(3)
    case 4: body(4)
    case 5: body(5)
    case 6: body(6)
    default: body(w)
    }
  }
}
