internal import Arithmetic

/// The lower triangle of a symmetric matrix in fixed point, row after row; see `FixedPointLimbs`.
struct FixedPointTriangle: ~Copyable {
  /// The number of rows.
  let count: Int
  /// The limbs of an entry.
  let width: Int
  private let limbs: UnsafeMutablePointer<Limb>

  init(count: Int, width: Int) {
    self.count = count
    self.width = width
    let total = max(1, count * (count + 1) / 2 * width)
    limbs = .allocate(capacity: total)
    limbs.initialize(repeating: 0, count: total)
  }

  deinit { limbs.deallocate() }

  /// Row i: entries (i, 0) … (i, i).
  @inline(__always)
  func row(_ i: Int) -> UnsafeMutablePointer<Limb> { limbs + i * (i + 1) / 2 * width }

  /// The first row; the others follow it.
  var base: UnsafeMutablePointer<Limb> { limbs }
}

/// A vector of numbers in fixed point.
struct FixedPointVector: ~Copyable {
  let count: Int
  let width: Int
  let base: UnsafeMutablePointer<Limb>

  init(count: Int, width: Int) {
    self.count = count
    self.width = width
    base = .allocate(capacity: max(1, count * width))
    base.initialize(repeating: 0, count: max(1, count * width))
  }

  deinit { base.deallocate() }

  @inline(__always)
  subscript(_ i: Int) -> UnsafeMutablePointer<Limb> { base + i * width }

  func clear() { base.update(repeating: 0, count: count * width) }
}

/// Numbers of w limbs as integers.
enum FixedPointNumber {
  /// The integer X of a number in two's complement.
  static func integer(_ x: UnsafePointer<Limb>, _ w: Int) -> Integer {
    guard FixedPointLimbs.isNegative(x, w) else {
      return Integer(limbs: UnsafeBufferPointer(start: x, count: w))
    }
    return withUnsafeTemporaryAllocation(of: Limb.self, capacity: w) { scratch in
      guard let base = scratch.baseAddress else { return .zero }
      for i in 0..<w { base[i] = x[i] }
      FixedPointLimbs.negate(base, w)
      return -Integer(limbs: UnsafeBufferPointer(start: base, count: w))
    }
  }

  /// Stores an integer, which must fit.
  static func store(_ value: Integer, to x: UnsafeMutablePointer<Limb>, _ w: Int) {
    value.writeMagnitude(to: UnsafeMutableBufferPointer(start: x, count: w))
    if value.signum < 0 { FixedPointLimbs.negate(x, w) }
  }
}
