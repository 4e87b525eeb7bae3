/// A rational number in lowest terms.
///
/// The denominator is positive and prime to the numerator, so equality is equality of the parts.
public struct Rational: Hashable, Sendable {
  /// The numerator, which carries the sign.
  public let numerator: Integer
  /// The denominator, positive.
  public let denominator: Integer

  /// Creates the quotient of two integers.
  ///
  /// - Precondition: `denominator` is not 0.
  public init(_ numerator: Integer, over denominator: Integer) {
    precondition(!denominator.isZero, "a rational number with denominator zero")
    let divisor = Integer.gcd(numerator, denominator)
    let unit = denominator.signum < 0 ? -divisor : divisor
    self.numerator = unit.isOne ? numerator : numerator.dividedExactly(by: unit)
    self.denominator = unit.isOne ? denominator : denominator.dividedExactly(by: unit)
  }

  /// Creates a rational from an integer.
  public init(_ value: Integer) {
    numerator = value
    denominator = .one
  }

  /// Creates a rational from a machine word.
  public init(_ value: Int) { self.init(Integer(value)) }

  /// Creates the quotient of two machine words.
  ///
  /// - Precondition: `denominator` is not 0.
  public init(_ numerator: Int, over denominator: Int) {
    self.init(Integer(numerator), over: Integer(denominator))
  }

  /// The number 0.
  public static let zero = Rational(0)
  /// The number 1.
  public static let one = Rational(1)

  /// Whether the number is 0.
  public var isZero: Bool { numerator.isZero }
  /// Whether the number is 1.
  public var isOne: Bool { numerator.isOne && denominator.isOne }
  /// Whether the number is an integer.
  public var isInteger: Bool { denominator.isOne }
  /// The sign: -1, 0 or 1.
  public var signum: Int { numerator.signum }
  /// The value as a machine word, or `nil` when it is none.
  public var word: Int? { isInteger ? numerator.word : nil }
  /// The absolute value.
  public var magnitude: Rational { signum < 0 ? -self : self }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// Creates a rational from an integer literal.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Rational: Comparable {
  /// Whether the left number is the smaller one.
  public static func < (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational {
  /// The sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if left.isInteger && right.isInteger { return Rational(left.numerator + right.numerator) }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The product.
  public static func * (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The quotient.
  ///
  /// - Precondition: `right` is not 0.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(!right.isZero, "division of a rational number by zero")
    return Rational(
      left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  /// The negative.
  public static prefix func - (value: Rational) -> Rational {
    Rational(lowestTerms: -value.numerator, value.denominator)
  }

  /// Adds in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts in place.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }

  /// The power with an integer exponent.
  ///
  /// - Precondition: the base is not 0 when the exponent is negative.
  public func power(_ exponent: Int) -> Rational {
    if exponent < 0 {
      precondition(!isZero, "a negative power of zero")
      return Rational(denominator.power(-exponent), over: numerator.power(-exponent))
    }
    return Rational(lowestTerms: numerator.power(exponent), denominator.power(exponent))
  }

  /// The nonnegative rational whose n-th power is the number, or `nil` when there is none.
  ///
  /// - Precondition: `n` is positive.
  public func exactRoot(_ n: Int) -> Rational? {
    guard let top = numerator.exactRoot(n), let bottom = denominator.exactRoot(n) else {
      return nil
    }
    return Rational(lowestTerms: top, bottom)
  }

  /// The greatest integer that is not larger.
  public var floor: Integer { numerator.quotientAndRemainder(dividingBy: denominator).quotient }

  /// Trusts its caller that the parts are in lowest terms and the denominator is positive.
  private init(lowestTerms numerator: Integer, _ denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

extension Rational: CustomStringConvertible {
  /// Creates a rational from `12`, `-1/3`, `0.125` or `2.5e-7`; `nil` for any other text.
  ///
  /// Exponents beyond one million in size are refused, so that a short text cannot ask for an
  /// absurd amount of memory.
  public init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    if halves.count == 2, let top = Integer(halves[0]), let bottom = Integer(halves[1]),
      bottom.signum > 0
    {
      self.init(top, over: bottom)
      return
    }
    guard halves.count == 1, let value = Rational(decimal: text) else { return nil }
    self = value
  }

  private init?(decimal text: String) {
    let parts = text.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "e" || $0 == "E" })
    var exponent = 0
    if parts.count == 2 {
      guard let written = Int(parts[1]), (-1_000_000...1_000_000).contains(written) else {
        return nil
      }
      exponent = written
    }
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard mantissa.count <= 2, let whole = mantissa.first else { return nil }
    let fraction = mantissa.count == 2 ? mantissa[1] : ""
    guard fraction.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let hasDigits = whole.contains(where: \.isNumber) || !fraction.isEmpty
    guard hasDigits, let digits = Integer(String(whole) + fraction) else { return nil }
    let scale = exponent - fraction.count
    self =
      scale >= 0
      ? Rational(digits * Integer(10).power(scale))
      : Rational(digits, over: Integer(10).power(-scale))
  }

  /// The number as `p` or `p/q`.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }
}

extension Double {
  /// The `Double` nearest to a rational number, for messages only.
  public init(_ value: Rational) {
    self = Dyadic(value, precision: 53, rounding: .nearest).double(rounding: .nearest)
  }
}
