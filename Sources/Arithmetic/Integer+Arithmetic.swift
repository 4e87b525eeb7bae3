internal import CMultiprecision

extension Integer {
  /// The sum.
  public static func + (left: Integer, right: Integer) -> Integer {
    if let a = left.word, let b = right.word {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return Integer(sum) }
    }
    return combined(left, right, zonal_mpz_add)
  }

  /// The difference.
  public static func - (left: Integer, right: Integer) -> Integer {
    if let a = left.word, let b = right.word {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return Integer(difference) }
    }
    return combined(left, right, zonal_mpz_sub)
  }

  /// The product.
  public static func * (left: Integer, right: Integer) -> Integer {
    if let a = left.word, let b = right.word {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return Integer(product) }
    }
    return combined(left, right, zonal_mpz_mul)
  }

  /// The negative.
  public static prefix func - (value: Integer) -> Integer { zero - value }

  /// Adds in place.
  public static func += (left: inout Integer, right: Integer) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Integer, right: Integer) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Integer, right: Integer) { left = left * right }

  /// The absolute value.
  public var magnitude: Integer { signum < 0 ? -self : self }

  /// The quotient rounded towards minus infinity and the remainder, which has the divisor's sign.
  ///
  /// - Precondition: `divisor` is not 0.
  public func quotientAndRemainder(dividingBy divisor: Integer) -> (
    quotient: Integer, remainder: Integer
  ) {
    precondition(!divisor.isZero, "division of an integer by zero")
    if let a = word, let b = divisor.word, !(a == Int.min && b == -1) {
      var (q, r) = a.quotientAndRemainder(dividingBy: b)
      if r != 0 && (r < 0) != (b < 0) { (q, r) = (q - 1, r + b) }
      return (Integer(q), Integer(r))
    }
    var remainder = Integer.zero
    let quotient = Integer.computed { q in
      remainder = Integer.computed { r in
        withGMP { a in divisor.withGMP { b in zonal_mpz_fdiv_qr(q, r, a, b) } }
      }
    }
    return (quotient, remainder)
  }

  /// The quotient by a divisor that is known to divide evenly.
  ///
  /// - Precondition: `divisor` is not 0 and divides the integer.
  public func dividedExactly(by divisor: Integer) -> Integer {
    precondition(!divisor.isZero, "division of an integer by zero")
    if let a = word, let b = divisor.word, b != -1 { return Integer(a / b) }
    return Integer.combined(self, divisor, zonal_mpz_divexact)
  }

  /// The greatest common divisor, not negative; 0 only for two zeros.
  public static func gcd(_ left: Integer, _ right: Integer) -> Integer {
    if let a = left.word, let b = right.word {
      var (x, y) = (a.magnitude, b.magnitude)
      while y != 0 { (x, y) = (y, x % y) }
      if x <= UInt(Int.max) { return Integer(Int(x)) }
    }
    return combined(left, right, zonal_mpz_gcd)
  }

  /// The power with a natural exponent.
  ///
  /// - Precondition: `exponent` is not negative.
  public func power(_ exponent: Int) -> Integer {
    precondition(exponent >= 0, "an integer power needs a natural exponent")
    return withGMP { a in
      Integer.computed { zonal_mpz_pow_ui($0, a, UInt(exponent)) }
    }
  }

  /// The integer times 2ᵏ for k ≥ 0, and the quotient by 2⁻ᵏ rounded down for k < 0.
  public func shifted(leftBy count: Int) -> Integer {
    withGMP { a in
      Integer.computed {
        if count >= 0 {
          zonal_mpz_mul_2exp($0, a, UInt(count))
        } else {
          zonal_mpz_fdiv_q_2exp($0, a, UInt(-count))
        }
      }
    }
  }

  /// The number of times 2 divides the integer; 0 for 0.
  public var trailingZeroBitCount: Int {
    if isZero { return 0 }
    return withGMP { Int(zonal_mpz_scan1($0, 0)) }
  }

  /// The natural number whose n-th power is the integer, or `nil` when there is none.
  ///
  /// - Precondition: `n` is positive.
  public func exactRoot(_ n: Int) -> Integer? {
    precondition(n > 0, "a root needs a positive degree")
    if signum < 0 { return nil }
    var exact = false
    let root = withGMP { a in
      Integer.computed { exact = zonal_mpz_root($0, a, UInt(n)) != 0 }
    }
    return exact ? root : nil
  }

  private static func combined(
    _ left: Integer, _ right: Integer,
    _ operation: (mpz_ptr?, mpz_srcptr?, mpz_srcptr?) -> Void
  ) -> Integer {
    computed { result in
      left.withGMP { a in right.withGMP { b in operation(result, a, b) } }
    }
  }
}
