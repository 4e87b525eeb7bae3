/// A decimal number ±0.d₁d₂…·10ᵉ next to a dyadic one.
struct Decimals {
  let isNegative: Bool
  let digits: String
  let exponent: Int
  /// An upper bound for the distance from the number that was converted.
  let error: Magnitude

  /// Rounds a finite number that is not 0 to nearest.
  init(_ value: Dyadic, digits count: Int) {
    let (down, downExponent) = value.decimalDigits(count, rounding: .down)
    let (up, upExponent) = value.decimalDigits(count, rounding: .up)
    isNegative = value.signum < 0
    if down == up && downExponent == upExponent {
      // Both roundings agree, so neither has changed the number.
      digits = Decimals.trimmed(down)
      exponent = downExponent
      error = .zero
    } else {
      (digits, exponent) = value.decimalDigits(count, rounding: .nearest)
      let unit = RealBall(10).power(exponent - count, precision: 64)
      error = unit.magnitude.scaled(byPowerOfTwo: -1)
    }
  }

  /// Rounds a finite bound up to three digits.
  init(roundingUp bound: Magnitude) {
    isNegative = false
    error = .zero
    if bound.isZero {
      (digits, exponent) = ("", 0)
    } else {
      let (digits, exponent) = Dyadic(bound).decimalDigits(3, rounding: .up)
      (self.digits, self.exponent) = (Decimals.trimmed(digits), exponent)
    }
  }

  private static func trimmed(_ digits: String) -> String {
    String(digits.prefix(digits.utf8.count - digits.reversed().prefix { $0 == "0" }.count))
  }

  /// The number times 10ᵏ: plain notation for exponents near 0, scientific notation otherwise.
  func text(timesPowerOfTen shift: Integer = .zero) -> String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    let exponent = shift + Integer(self.exponent)
    if let places = exponent.word {
      if (-4...0).contains(places) {
        return sign + "0." + String(repeating: "0", count: -places) + digits
      }
      if (1...21).contains(places) {
        if digits.utf8.count <= places {
          return sign + digits + String(repeating: "0", count: places - digits.utf8.count)
        }
        return sign + digits.prefix(places) + "." + digits.dropFirst(places)
      }
    }
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
      + "e\(exponent - .one)"
  }
}
