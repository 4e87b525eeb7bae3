internal import Arithmetic

extension Rational {
  /// The number as the language writes it: `12`, `0.125`, `3e-40`; a quotient when it has no
  /// finite decimal expansion.
  var literal: String {
    guard let decimal = magnitude.decimal else { return description }
    return (signum < 0 ? "-" : "") + Self.literal(decimal.digits, exponent: decimal.exponent)
  }

  /// How tightly the literal binds: one number, a quotient, or a negative.
  var precedence: Term.Precedence {
    if signum < 0 { return .negation }
    return magnitude.decimal == nil ? .product : .atom
  }

  /// The integer m and the exponent e with the number equal to m·10ᵉ and e greatest; for a
  /// number that is not negative.
  private var decimal: (digits: String, exponent: Int)? {
    let twos = denominator.trailingZeroBitCount
    var rest = denominator.shifted(leftBy: -twos)
    var fives = 0
    while !rest.isOne {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { return nil }
      (rest, fives) = (quotient, fives + 1)
    }
    let places = max(twos, fives)
    let digits = (self * Rational(Integer(10).power(places))).numerator.description
    let zeros = digits.reversed().prefix { $0 == "0" }.count
    return zeros == digits.count ? ("0", 0) : (String(digits.dropLast(zeros)), zeros - places)
  }

  /// The plain decimal when it is short, otherwise the integer with an exponent.
  private static func literal(_ digits: String, exponent: Int) -> String {
    let zeros = { (count: Int) in String(repeating: "0", count: count) }
    if (0...8).contains(exponent) { return digits + zeros(exponent) }
    if exponent > 0 || -exponent > 20 { return "\(digits)e\(exponent)" }
    let padded = zeros(max(0, 1 - exponent - digits.count)) + digits
    return padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
