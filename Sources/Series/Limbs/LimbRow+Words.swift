extension LimbRow {
  /// The product of a natural number and a limb.
  static func times(_ x: [Limb], _ factor: Limb) -> [Limb] {
    var result: [Limb] = []
    result.reserveCapacity(x.count + 1)
    var carry = UInt128(0)
    for limb in x {
      carry += wide(limb, factor)
      result.append(Limb(truncatingIfNeeded: carry))
      carry >>= 64
    }
    if carry != 0 { result.append(Limb(truncatingIfNeeded: carry)) }
    return result
  }

  /// The quotient and remainder of a natural number by a limb; no leading zero limbs.
  static func divided(_ x: [Limb], by divisor: Limb) -> (quotient: [Limb], remainder: Limb) {
    var quotient = x
    var remainder: Limb = 0
    for i in x.indices.reversed() {
      (quotient[i], remainder) = divisor.dividingFullWidth((remainder, x[i]))
    }
    while quotient.count > 1 && quotient.last == 0 { quotient.removeLast() }
    return (quotient, remainder)
  }
}
