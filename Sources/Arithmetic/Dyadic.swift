internal import CMultiprecision

/// The direction in which a result that cannot be represented is rounded.
public enum Rounding: Sendable {
  /// To the nearest representable number, ties to even.
  case nearest
  /// Towards minus infinity.
  case down
  /// Towards plus infinity.
  case up

  var mpfr: mpfr_rnd_t {
    switch self {
    case .nearest: MPFR_RNDN
    case .down: MPFR_RNDD
    case .up: MPFR_RNDU
    }
  }
}

/// A binary floating-point number m·2ᵉ of any precision, held by MPFR.
///
/// Midpoints and end points of enclosures are dyadic numbers. A value may be infinite (an end point
/// of an unbounded interval) but is never a NaN: operations without a value are excluded by
/// preconditions of the callers in this module.
public struct Dyadic: Sendable {
  let storage: DyadicStorage

  init(_ storage: DyadicStorage) { self.storage = storage }

  /// The number 0.
  public static let zero = Dyadic(0)
  /// The number 1.
  public static let one = Dyadic(1)

  /// Creates a dyadic number from a machine word, exactly.
  public init(_ value: Int) { self.init(value, timesPowerOfTwo: 0) }

  /// Creates value·2^exponent, exactly.
  ///
  /// - Precondition: the number lies in MPFR's range, about 2^(±2³⁰).
  public init(_ value: Int, timesPowerOfTwo exponent: Int) {
    let result = Dyadic.computed(precision: 64) {
      mpfr_set_si_2exp($0, value, exponent, MPFR_RNDN)
    }
    precondition(result.isExact, "a dyadic number with an exponent out of range")
    self = result.value
  }

  /// Creates a dyadic number from a finite `Double`, exactly.
  ///
  /// - Precondition: `value` is not a NaN.
  public init(_ value: Double) {
    precondition(!value.isNaN, "a NaN is not a number")
    self = Dyadic.computed(precision: 53) { mpfr_set_d($0, value, MPFR_RNDN) }.value
  }

  /// Creates value·2^exponent from an integer, exactly.
  ///
  /// - Precondition: the number lies in MPFR's range, about 2^(±2³⁰).
  public init(_ value: Integer, timesPowerOfTwo exponent: Int) {
    let result = value.withGMP { integer in
      Dyadic.computed(precision: max(value.bitWidth, 2)) {
        mpfr_set_z_2exp($0, integer, exponent, MPFR_RNDN)
      }
    }
    precondition(result.isExact, "a dyadic number with an exponent out of range")
    self = result.value
  }

  /// Rounds a rational number.
  public init(_ value: Rational, precision: Int, rounding: Rounding) {
    self = Dyadic.rounded(value, precision: precision, rounding: rounding).value
  }

  /// A rational number rounded, and the sign of the error (0 when exact).
  static func rounded(_ value: Rational, precision: Int, rounding: Rounding) -> RoundedDyadic {
    rounded(
      mpfr_div, Dyadic(value.numerator, timesPowerOfTwo: 0),
      Dyadic(value.denominator, timesPowerOfTwo: 0), precision: precision, rounding: rounding)
  }

  /// Calls `body` with the value as an MPFR number that is read only and lives for the call.
  func withMPFR<Result>(_ body: (mpfr_srcptr) -> Result) -> Result {
    storage.withPointer { body($0) }
  }

  typealias Unary = (mpfr_ptr?, mpfr_srcptr?, mpfr_rnd_t) -> Int32
  typealias Binary = (mpfr_ptr?, mpfr_srcptr?, mpfr_srcptr?, mpfr_rnd_t) -> Int32

  /// The value of a function of one number, correctly rounded.
  static func rounded(
    _ operation: Unary, _ x: Dyadic, precision: Int, rounding: Rounding = .nearest
  ) -> RoundedDyadic {
    x.withMPFR { x in computed(precision: precision) { operation($0, x, rounding.mpfr) } }
  }

  /// The value of a function of two numbers, correctly rounded.
  static func rounded(
    _ operation: Binary, _ x: Dyadic, _ y: Dyadic, precision: Int, rounding: Rounding = .nearest
  ) -> RoundedDyadic {
    x.withMPFR { x in
      y.withMPFR { y in computed(precision: precision) { operation($0, x, y, rounding.mpfr) } }
    }
  }

  /// Runs an MPFR operation into fresh storage; the ternary value is the sign of its error.
  static func computed(precision: Int, _ body: (mpfr_ptr) -> Int32) -> RoundedDyadic {
    let storage = DyadicStorage(precision: precision)
    let ternary = storage.withPointer { body($0) }
    return RoundedDyadic(value: Dyadic(storage), isExact: ternary == 0)
  }
}

/// The result of a rounded operation.
struct RoundedDyadic {
  let value: Dyadic
  let isExact: Bool

  /// An upper bound for the error of rounding *to nearest*: half a unit in the last place.
  var nearestError: Magnitude {
    if isExact { return .zero }
    if value.isInfinite { return .infinity }
    if value.isZero { return .powerOfTwo(Int(mpfr_get_emin())) }
    return .powerOfTwo(value.exponent - value.precision - 1)
  }
}

extension Dyadic {
  /// Whether the number is 0.
  public var isZero: Bool { withMPFR { mpfr_zero_p($0) != 0 } }
  /// Whether the number is infinite.
  public var isInfinite: Bool { withMPFR { mpfr_inf_p($0) != 0 } }
  /// The sign: -1, 0 or 1.
  public var signum: Int { withMPFR { Int(mpfr_sgn($0)).signum() } }
  /// The number of bits of the mantissa's storage.
  public var precision: Int { withMPFR { Int(mpfr_get_prec($0)) } }
  /// The e with 2ᵉ⁻¹ ≤ |value| < 2ᵉ.
  ///
  /// - Precondition: the number is finite and not 0.
  public var exponent: Int {
    precondition(withMPFR { mpfr_regular_p($0) != 0 }, "zero and infinity have no exponent")
    return withMPFR { Int(mpfr_get_exp($0)) }
  }

  /// The nearest `Double`.
  public func double(rounding: Rounding) -> Double { withMPFR { mpfr_get_d($0, rounding.mpfr) } }

  /// The number as m·2ᵉ with an integer m.
  ///
  /// - Precondition: the number is finite.
  public var integerParts: (mantissa: Integer, exponent: Int) {
    precondition(!isInfinite, "infinity has no mantissa")
    if isZero { return (.zero, 0) }
    var exponent = 0
    let mantissa = withMPFR { x in
      Integer.computed { exponent = Int(mpfr_get_z_2exp($0, x)) }
    }
    return (mantissa, exponent)
  }

  /// The number as a fraction.
  ///
  /// - Precondition: the number is finite; its exponent should be moderate, because the fraction is
  ///   written out.
  public var rational: Rational {
    let (mantissa, exponent) = integerParts
    return exponent >= 0
      ? Rational(mantissa.shifted(leftBy: exponent))
      : Rational(mantissa, over: Integer.one.shifted(leftBy: -exponent))
  }

  /// Creates the value of a bound, exactly; infinity stays infinity.
  public init(_ magnitude: Magnitude) {
    if magnitude.isInfinite {
      self = Dyadic.infinity
    } else {
      self.init(Int(magnitude.mantissa), timesPowerOfTwo: magnitude.exponent)
    }
  }

  /// Plus infinity.
  public static let infinity = Dyadic.computed(precision: 2) {
    mpfr_set_inf($0, 1)
    return 0
  }.value

  /// The negative, exactly.
  public func negated() -> Dyadic {
    Dyadic.rounded(mpfr_neg, self, precision: precision).value
  }

  /// The negative, exactly.
  public static prefix func - (value: Dyadic) -> Dyadic { value.negated() }

  /// The number times 2ᵏ, exactly (as long as the exponent stays in MPFR's range).
  public func scaled(byPowerOfTwo k: Int) -> Dyadic { scaledRounded(byPowerOfTwo: k).value }

  /// The number times 2ᵏ, with the error where the exponent leaves MPFR's range.
  func scaledRounded(byPowerOfTwo k: Int) -> RoundedDyadic {
    Dyadic.rounded({ mpfr_mul_2si($0, $1, k, $2) }, self, precision: precision)
  }

  /// The absolute value, exactly.
  public var absoluteValue: Dyadic {
    Dyadic.rounded(mpfr_abs, self, precision: precision).value
  }

  /// The sign of a sum of finite numbers, decided exactly whatever their exponents are.
  ///
  /// MPFR's sum is correctly rounded, so it is 0 only when the exact sum is, and has its sign
  /// otherwise.
  static func signOfSum(_ terms: [Dyadic]) -> Int {
    withExtendedLifetime(terms) {
      var pointers: [mpfr_ptr?] = terms.map { $0.storage.withPointer { $0 } }
      let sum = Dyadic.computed(precision: 2) {
        mpfr_sum($0, &pointers, UInt(pointers.count), MPFR_RNDA)
      }
      return sum.value.signum
    }
  }

  /// The sum, rounded.
  public func adding(_ other: Dyadic, precision: Int, rounding: Rounding) -> Dyadic {
    Dyadic.rounded(mpfr_add, self, other, precision: precision, rounding: rounding).value
  }

  /// The difference, rounded.
  public func subtracting(_ other: Dyadic, precision: Int, rounding: Rounding) -> Dyadic {
    Dyadic.rounded(mpfr_sub, self, other, precision: precision, rounding: rounding).value
  }

  /// The product, rounded.
  public func multiplied(by other: Dyadic, precision: Int, rounding: Rounding) -> Dyadic {
    Dyadic.rounded(mpfr_mul, self, other, precision: precision, rounding: rounding).value
  }

  /// The quotient, rounded.
  ///
  /// - Precondition: `other` is not 0.
  public func divided(by other: Dyadic, precision: Int, rounding: Rounding) -> Dyadic {
    precondition(!other.isZero, "division of a dyadic number by zero")
    return Dyadic.rounded(mpfr_div, self, other, precision: precision, rounding: rounding).value
  }
}

extension Dyadic: Comparable {
  /// Whether two numbers are equal.
  public static func == (left: Dyadic, right: Dyadic) -> Bool {
    left.withMPFR { x in right.withMPFR { y in mpfr_equal_p(x, y) != 0 } }
  }

  /// Whether the left number is the smaller one.
  public static func < (left: Dyadic, right: Dyadic) -> Bool {
    left.withMPFR { x in right.withMPFR { y in mpfr_less_p(x, y) != 0 } }
  }
}

extension Dyadic {
  /// √(x² + y²), rounded.
  static func hypotenuse(
    _ x: Dyadic, _ y: Dyadic, precision: Int, rounding: Rounding
  ) -> Dyadic {
    roundedHypotenuse(x, y, precision: precision, rounding: rounding).value
  }

  /// √(x² + y²), rounded, with its error.
  static func roundedHypotenuse(
    _ x: Dyadic, _ y: Dyadic, precision: Int, rounding: Rounding
  ) -> RoundedDyadic {
    rounded(mpfr_hypot, x, y, precision: precision, rounding: rounding)
  }
}

extension Dyadic {
  /// Whether the number lies in [-1, 1].
  var isUnitOrLess: Bool { self <= .one && self >= Dyadic(-1) }
}
