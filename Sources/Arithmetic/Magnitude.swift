/// An upper bound for the size of an error: a nonnegative number m·2ᵉ, zero, or infinity.
///
/// The mantissa has 32 bits and the exponent a machine word of its own, so radii like 10⁻¹⁰⁰⁰⁰⁰
/// are ordinary. Every operation rounds up: its result is an upper bound for the exact result of
/// the same operation on any numbers that the operands bound. One operation enlarges its result by a
/// factor of at most 1 + 2⁻³⁰. Exponents stay within ±2²⁹, well inside MPFR's range of
/// ±2³⁰: a bound above becomes infinity, a positive one below becomes the least positive bound.
public struct Magnitude: Hashable, Sendable {
  /// Zero, or in [2³¹, 2³²).
  let mantissa: UInt64
  /// The weight of the mantissa's last bit; 0 for zero and `Int.max` for infinity.
  let exponent: Int

  /// The largest exponent of a finite bound, and minus the smallest one of a positive bound.
  static let exponentLimit = 1 << 29

  private init(unchecked mantissa: UInt64, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// A bound whose mantissa lies in [2³¹, 2³²), moved into the range of exponents upwards.
  init(normalizedMantissa mantissa: UInt64, exponent: Int) {
    if exponent > Self.exponentLimit {
      self = .infinity
    } else if exponent < -Self.exponentLimit {
      self.init(unchecked: 1 << 31, exponent: -Self.exponentLimit)
    } else {
      self.init(unchecked: mantissa, exponent: exponent)
    }
  }

  /// An upper bound for mantissa·2^exponent.
  public init(roundingUp mantissa: UInt64, exponent written: Int) {
    // Far beyond the limit the sums of exponents below could overflow a word.
    let exponent = min(max(written, -4 * Self.exponentLimit), 4 * Self.exponentLimit)
    if mantissa == 0 {
      self = .zero
      return
    }
    let width = 64 - mantissa.leadingZeroBitCount
    if width <= 32 {
      self.init(normalizedMantissa: mantissa << (32 - width), exponent: exponent - (32 - width))
      return
    }
    let shift = width - 32
    let rounded = (mantissa >> shift) + (mantissa & ((1 << shift) - 1) == 0 ? 0 : 1)
    if rounded == 1 << 32 {
      self.init(normalizedMantissa: 1 << 31, exponent: exponent + shift + 1)
    } else {
      self.init(normalizedMantissa: rounded, exponent: exponent + shift)
    }
  }

  /// The bound 0.
  public static let zero = Magnitude(unchecked: 0, exponent: 0)
  /// No bound at all.
  public static let infinity = Magnitude(unchecked: 1 << 31, exponent: .max)

  /// The number 2^exponent.
  public static func powerOfTwo(_ exponent: Int) -> Magnitude {
    Magnitude(roundingUp: 1, exponent: exponent)
  }

  /// Whether the bound is 0.
  public var isZero: Bool { mantissa == 0 }
  /// Whether there is no bound.
  public var isInfinite: Bool { exponent == .max }
  /// The smallest e with value < 2ᵉ, for a bound that is neither 0 nor infinite.
  public var ceilingExponent: Int { exponent + 32 }
}

extension Magnitude: Comparable {
  /// Whether the left bound is smaller.
  public static func < (left: Magnitude, right: Magnitude) -> Bool {
    if left.isZero || right.isZero { return left.isZero && !right.isZero }
    if left.exponent != right.exponent { return left.exponent < right.exponent }
    return !left.isInfinite && left.mantissa < right.mantissa
  }
}

extension Magnitude {
  /// An upper bound for the sum.
  public static func + (left: Magnitude, right: Magnitude) -> Magnitude {
    if left.isZero || right.isInfinite { return right }
    if right.isZero || left.isInfinite { return left }
    let (large, small) = left.exponent >= right.exponent ? (left, right) : (right, left)
    let gap = large.exponent - small.exponent
    // A smaller operand more than 33 places down is less than one unit of the larger one's last.
    let addend = gap > 33 ? 1 : (small.mantissa >> gap) + 1
    let exact = gap == 0 || (gap <= 33 && small.mantissa & ((1 << gap) - 1) == 0)
    return Magnitude(
      roundingUp: large.mantissa + addend - (exact ? 1 : 0), exponent: large.exponent)
  }

  /// An upper bound for the product; zero times anything is zero.
  public static func * (left: Magnitude, right: Magnitude) -> Magnitude {
    if left.isZero || right.isZero { return .zero }
    if left.isInfinite || right.isInfinite { return .infinity }
    return Magnitude(
      roundingUp: left.mantissa * right.mantissa, exponent: left.exponent + right.exponent)
  }

  /// An upper bound for the quotient, when `divisor` is a *lower* bound for what it stands for.
  public func divided(byLowerBound divisor: Magnitude) -> Magnitude {
    if isZero { return .zero }
    if divisor.isZero || isInfinite { return .infinity }
    if divisor.isInfinite { return .zero }
    let (q, r) = (mantissa << 31).quotientAndRemainder(dividingBy: divisor.mantissa)
    return Magnitude(
      roundingUp: q + (r == 0 ? 0 : 1), exponent: exponent - divisor.exponent - 31)
  }

  /// The bound times 2ᵏ.
  public func scaled(byPowerOfTwo k: Int) -> Magnitude {
    isZero || isInfinite
      ? self
      : Magnitude(
        normalizedMantissa: mantissa,
        exponent: exponent + min(max(k, -4 * Self.exponentLimit), 4 * Self.exponentLimit))
  }

  /// An upper bound for the power with a natural exponent.
  public func power(_ n: Int) -> Magnitude {
    repeatedSquaring(self, exponent: UInt(max(n, 0)), product: *) { $0 * $0 } ?? .powerOfTwo(0)
  }

  /// An upper bound for the square root.
  public func squareRoot() -> Magnitude {
    if isZero || isInfinite { return self }
    let odd = exponent & 1
    let radicand = mantissa << (30 + odd)
    var root = UInt64(Double(radicand).squareRoot())
    while root * root < radicand { root += 1 }
    return Magnitude(roundingUp: root, exponent: (exponent - 30 - odd) / 2)
  }

  /// A lower bound for the square root of a number that the value bounds from *below*.
  func squareRootRoundedDown() -> Magnitude {
    if isZero || isInfinite { return self }
    let odd = exponent & 1
    let radicand = mantissa << (30 + odd)
    var root = UInt64(Double(radicand).squareRoot())
    while root * root > radicand { root -= 1 }
    return Magnitude(roundingUp: root, exponent: (exponent - 30 - odd) / 2)
  }

  /// Adds in place.
  public static func += (left: inout Magnitude, right: Magnitude) { left = left + right }

  /// An upper bound for a natural number.
  public init(_ count: Int) {
    precondition(count >= 0, "a magnitude is not negative")
    self.init(roundingUp: UInt64(count), exponent: 0)
  }

  /// A `Double` that is not smaller; infinite where no finite one is.
  public var roundedUpDouble: Double {
    if isZero { return 0 }
    if exponent > 1000 { return .infinity }
    if exponent < -1100 { return .leastNonzeroMagnitude }
    let value = Double(sign: .plus, exponent: exponent, significand: Double(mantissa))
    return value == 0 ? .leastNonzeroMagnitude : value.nextUp
  }
}
