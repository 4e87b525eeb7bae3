/// Arithmetic modulo one prime p of the table.
///
/// Montgomery's reduction (Montgomery 1985) takes A < 2¹²⁸ with high limb below p to A/2⁶⁴ mod p,
/// below 2p. A constant w is prepared as the pair (w, ⌊w·2⁶⁴/p⌋), after which w·y mod p costs one
/// high and two low products and lands below 2p for every limb y (Shoup; Harvey, *Faster arithmetic
/// for number-theoretic transforms*, 2014, section 2).
struct PrimeField: Sendable {
  /// The prime.
  let prime: Limb
  /// -1/p modulo 2⁶⁴.
  let negatedInverse: Limb
  /// 2⁶⁴ modulo p.
  let radix: Limb

  init(_ prime: Limb) {
    self.prime = prime
    var inverse: Limb = prime  // right to 3 bits; each step doubles them
    for _ in 0..<5 { inverse &*= 2 &- prime &* inverse }
    negatedInverse = 0 &- inverse
    radix = (0 &- prime) % prime
  }

  /// A/2⁶⁴ mod p for A = high·2⁶⁴ + low with high < p; below 2p.
  ///
  /// With m = -low/p mod 2⁶⁴ the sum A + m·p is a multiple of 2⁶⁴ below 2⁶⁴·2p; its low limb
  /// carries exactly when low ≠ 0.
  @inline(__always)
  func reduced(_ high: Limb, _ low: Limb) -> Limb {
    let m = low &* negatedInverse
    return high &+ m.multipliedFullWidth(by: prime).high &+ (low == 0 ? 0 : 1)
  }

  /// x·y mod p for x, y < p.
  func product(_ x: Limb, _ y: Limb) -> Limb {
    let (high, low) = x.multipliedFullWidth(by: y)
    return prime.dividingFullWidth((high, low)).remainder
  }

  /// xⁿ mod p for x < p.
  func power(_ x: Limb, _ n: Limb) -> Limb {
    var (result, base, rest) = (Limb(1), x, n)
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      rest >>= 1
    }
    return result
  }

  /// 1/x mod p for 0 < x < p, by Fermat.
  func inverse(_ x: Limb) -> Limb { power(x, prime - 2) }

  /// The constant prepared for repeated multiplication.
  func prepared(_ w: Limb) -> PreparedFactor {
    PreparedFactor(value: w, quotient: prime.dividingFullWidth((w, 0)).quotient)
  }

  /// An element of order exactly 2^twoAdicity: x^((p-1)/2^twoAdicity) for a non-residue x, since
  /// then x^((p-1)/2) = -1.
  func primitiveRoot() -> Limb {
    var x: Limb = 3
    while power(x, (prime - 1) / 2) != prime - 1 { x += 2 }
    return power(x, (prime - 1) >> Limb(PrimeTable.twoAdicity))
  }
}

/// A constant w < p with ⌊w·2⁶⁴/p⌋.
struct PreparedFactor: Sendable {
  var value: Limb
  var quotient: Limb

  /// w·y mod p, below 2p, for every limb y: the quotient ⌊w'·y/2⁶⁴⌋ is at most 1 too small.
  @inline(__always)
  func times(_ y: Limb, _ prime: Limb) -> Limb {
    value &* y &- quotient.multipliedFullWidth(by: y).high &* prime
  }
}
