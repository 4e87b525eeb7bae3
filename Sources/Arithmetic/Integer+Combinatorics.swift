internal import CMultiprecision

extension Integer {
  /// The factorial n!.
  ///
  /// - Precondition: `n` is not negative.
  public static func factorial(_ n: Int) -> Integer {
    precondition(n >= 0, "the factorial of a negative number")
    return computed { __gmpz_fac_ui($0, UInt(n)) }
  }

  /// The double factorial n‼ = n·(n-2)·(n-4)⋯, with 0‼ = (-1)‼ = 1.
  ///
  /// - Precondition: `n` is at least -1.
  public static func doubleFactorial(_ n: Int) -> Integer {
    precondition(n >= -1, "the double factorial of a number below -1")
    return computed { __gmpz_2fac_ui($0, UInt(max(n, 0))) }
  }

  /// The binomial coefficient n·(n-1)⋯(n-k+1)/k!, also for negative n; 0 for negative k.
  public static func binomial(_ n: Int, _ k: Int) -> Integer {
    if k < 0 { return .zero }
    let top = Integer(n)
    return top.withGMP { n in computed { __gmpz_bin_ui($0, n, UInt(k)) } }
  }

  /// The central binomial coefficient (2n)!/n!².
  ///
  /// - Precondition: `n` is not negative.
  public static func centralBinomial(_ n: Int) -> Integer {
    precondition(n >= 0, "a central binomial coefficient of a negative number")
    return computed { __gmpz_bin_uiui($0, UInt(2 * n), UInt(n)) }
  }
}

extension Rational {
  /// C(2n, n)/4ⁿ = (2n-1)‼/(2n)‼, the coefficient of xⁿ in 1/√(1 - x).
  ///
  /// - Precondition: `n` is not negative.
  public static func centralBinomialRatio(_ n: Int) -> Rational {
    Rational(.centralBinomial(n), over: Integer.one.shifted(leftBy: 2 * n))
  }
}
