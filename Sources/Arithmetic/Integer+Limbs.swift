internal import CMultiprecision

extension Integer {
  /// The natural number with these limbs of 64 bits, lowest first.
  public init(limbs: UnsafeBufferPointer<UInt>) {
    guard let base = limbs.baseAddress else {
      self = .zero
      return
    }
    self = Integer.computed { zonal_mpz_import($0, limbs.count, base) }
  }

  /// Writes the absolute value modulo 2^(64·count), lowest limb first.
  public func writeMagnitude(to limbs: UnsafeMutableBufferPointer<UInt>) {
    withGMP { value in
      for index in limbs.indices { limbs[index] = zonal_mpz_getlimbn(value, index) }
    }
  }

  /// ⌊√value⌋.
  ///
  /// - Precondition: the value is not negative.
  public var squareRootRoundedDown: Integer {
    precondition(signum >= 0, "a root of a negative integer")
    return withGMP { value in
      Integer.computed { root in
        let remainder = IntegerStorage()
        withExtendedLifetime(remainder) { zonal_mpz_sqrtrem(root, remainder.pointer, value) }
      }
    }
  }
}
