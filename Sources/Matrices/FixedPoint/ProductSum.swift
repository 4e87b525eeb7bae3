/// A sum of products of fixed-point numbers of w limbs, without carries from column to column.
///
/// Numbers are in two's complement: X stands for x = X·2^(-64w). With its top bit flipped the words of X spell the
/// natural number X′ = X + B, B = 2^(64w-1), and
///
///     Σ XY  =  Σ X′Y′ - B·(Σ X′ + Σ Y′) + n·B²        for n products.
///
/// X′Y′ is a sum of products of limbs in columns 2^(64k). Each column, and each limb of Σ X′, is summed on its own
/// with room for 2⁶⁴ terms; carries are worked off once at the end (``limbs(minus:count:)``).
///
/// Columns below w-2 are left out. They hold at most w-2 products in the highest of them, so a sum of n products is
/// short by less than n·w·2^(-64) units 2^(-64w) of a number.
struct ProductSum<let w: Int> {
  /// The most limbs of a number for which the columns are held.
  static var widthLimit: Int { 6 }

  /// Column k + w - 2, for k = 0 … w, modulo 2¹²⁸.
  private var columns = InlineArray<8, UInt128>(repeating: 0)
  /// How often a column has overflowed.
  private var overflows = InlineArray<8, Limb>(repeating: 0)
  /// The limbs of Σ X′, not reduced.
  private var factors = InlineArray<8, UInt128>(repeating: 0)

  /// Adds XY; Σ Y′ is left to the caller.
  @inline(__always)
  mutating func add(_ x: UnsafePointer<Limb>, times y: UnsafePointer<Limb>) {
    for i in 0..<w {
      let a = Self.biased(x, i)
      factors[i] &+= UInt128(a)
      for j in 0..<w where i + j >= w - 2 {
        let (high, low) = a.multipliedFullWidth(by: Self.biased(y, j))
        let column = i + j - (w - 2)
        let (sum, overflow) = columns[column].addingReportingOverflow(
          UInt128(high) << 64 | UInt128(low))
        columns[column] = sum
        overflows[column] &+= overflow ? 1 : 0
      }
    }
  }

  /// Adds X′ to Σ X′ alone.
  @inline(__always)
  mutating func addFactor(_ x: UnsafePointer<Limb>) {
    for i in 0..<w { factors[i] &+= UInt128(Self.biased(x, i)) }
  }

  /// Limb i of X′.
  @inline(__always)
  private static func biased(_ x: UnsafePointer<Limb>, _ i: Int) -> Limb {
    i == w - 1 ? x[i] ^ (1 << 63) : x[i]
  }

  /// Σ X′ in w + 1 limbs, with `others` of as many limbs added.
  @inline(__always)
  private func factorSum(_ others: UnsafePointer<Limb>) -> InlineArray<8, Limb> {
    var sum = InlineArray<8, Limb>(repeating: 0)
    var carry: UInt128 = 0
    for i in 0...w {
      carry &+= UInt128(others[i])
      if i < w { carry &+= UInt128(truncatingIfNeeded: Limb(truncatingIfNeeded: factors[i])) }
      if i > 0 { carry &+= factors[i - 1] >> 64 }
      sum[i] = Limb(truncatingIfNeeded: carry)
      carry >>= 64
    }
    return sum
  }

  /// Writes Σ X′ in w + 1 limbs.
  @inline(__always)
  func storeFactors(to target: UnsafeMutablePointer<Limb>) {
    withUnsafeTemporaryAllocation(of: Limb.self, capacity: w + 1) { zero in
      guard let base = zero.baseAddress else { return }
      for i in 0...w { base[i] = 0 }
      let sum = factorSum(base)
      for i in 0...w { target[i] = sum[i] }
    }
  }

  /// Σ XY modulo 2^(128w), limbs w-2 … 2w-1.
  ///
  /// - Parameters:
  ///   - others: Σ Y′ and whatever of Σ X′ was not added here, in w + 1 limbs.
  ///   - count: The number n of products.
  @inline(__always)
  func limbs(minus others: UnsafePointer<Limb>, count n: Int) -> InlineArray<8, Limb> {
    var limbs = InlineArray<8, Limb>(repeating: 0)
    var carry: UInt128 = 0
    for k in 0..<(w + 2) {
      if k <= w { carry &+= UInt128(Limb(truncatingIfNeeded: columns[k])) }
      if k > 0 { carry &+= columns[k - 1] >> 64 }
      if k > 1 { carry &+= UInt128(overflows[k - 2]) }
      limbs[k] = Limb(truncatingIfNeeded: carry)
      carry >>= 64
    }
    // B·T begins one bit below limb w of the product, which is number 2 here.
    let total = factorSum(others)
    var borrow: Limb = 0
    for k in 1..<(w + 2) {
      let part = k == 1 ? total[0] << 63 : total[k - 2] >> 1 | total[k - 1] << 63
      let (first, overflow) = limbs[k].subtractingReportingOverflow(part)
      let (second, again) = first.subtractingReportingOverflow(borrow)
      limbs[k] = second
      borrow = (overflow ? 1 : 0) &+ (again ? 1 : 0)
    }
    // B² = 2^(128w-2).
    limbs[w + 1] &+= Limb(truncatingIfNeeded: n) << 62
    return limbs
  }

  /// target += Σ XY for a target of 2w limbs.
  @inline(__always)
  func add(
    to target: UnsafeMutablePointer<Limb>, minus others: UnsafePointer<Limb>, count n: Int
  ) {
    let limbs = limbs(minus: others, count: n)
    var carry: Limb = 0
    for k in 0..<(w + 2) {
      let (first, overflow) = target[w - 2 + k].addingReportingOverflow(limbs[k])
      let (second, again) = first.addingReportingOverflow(carry)
      target[w - 2 + k] = second
      carry = (overflow ? 1 : 0) &+ (again ? 1 : 0)
    }
  }

  /// target -= ⌊Σ XY⌋ for a target of w limbs.
  @inline(__always)
  func subtractUpper(
    from target: UnsafeMutablePointer<Limb>, minus others: UnsafePointer<Limb>, count n: Int
  ) {
    let limbs = limbs(minus: others, count: n)
    var borrow: Limb = 0
    for k in 0..<w {
      let (first, overflow) = target[k].subtractingReportingOverflow(limbs[k + 2])
      let (second, again) = first.subtractingReportingOverflow(borrow)
      target[k] = second
      borrow = (overflow ? 1 : 0) &+ (again ? 1 : 0)
    }
  }
}
