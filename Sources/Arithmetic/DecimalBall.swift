/// A ball as two decimal numbers, for people and for certificates.
///
/// The strings are exact decimals: the real interval [mid - rad, mid + rad] holds every point of the
/// ball that was printed. A `rad` of `inf` says that nothing is known.
public struct DecimalBall: Hashable, Sendable, Codable {
  /// The midpoint, such as `-0.3183` or `1.25e-90`.
  public let mid: String
  /// The radius, such as `1.2e-18`; `0` when the number is exactly `mid`.
  public let rad: String

  /// Creates a decimal ball from two decimal numbers, which are not checked.
  public init(mid: String, rad: String) {
    self.mid = mid
    self.rad = rad
  }

  /// The ball for people: `0.3183098862 ± 1.2e-11`, or the number alone when it is exact.
  public var text: String { rad == "0" ? mid : "\(mid) ± \(rad)" }
}

extension RealBall: CustomStringConvertible {
  /// The ball in decimals, its midpoint with at least 2 significant digits.
  ///
  /// Rounding the midpoint to decimals makes an error of at most half a unit of the last digit,
  /// which is added to the radius; the radius is rounded up to three digits.
  ///
  /// - Parameter digits: The number of significant digits of the midpoint. Trailing zeros are left
  ///   out when the decimal midpoint is exact.
  public func decimal(digits: Int) -> DecimalBall {
    if !isFinite { return DecimalBall(mid: "0", rad: "inf") }
    if midpoint.isZero { return DecimalBall(mid: "0", rad: Decimals(roundingUp: radius).text) }
    let decimals = Decimals(midpoint, digits: max(digits, 2))
    let rad = Decimals(roundingUp: radius + decimals.error)
    return DecimalBall(mid: decimals.text, rad: rad.text)
  }

  /// The ball in decimals, with no more digits than its radius justifies.
  ///
  /// The last digit of the midpoint weighs between a tenth of the radius and the radius. A midpoint
  /// below the radius is printed as 0 and its size added to the radius.
  ///
  /// - Parameter digits: The largest number of significant digits.
  public func decimal(upTo digits: Int) -> DecimalBall {
    if !isFinite || isExact || midpoint.isZero { return decimal(digits: digits) }
    let last = Decimals(roundingUp: radius).exponent - 1
    let justified = Decimals(midpoint, digits: 2).exponent - last
    if justified > 1 { return decimal(digits: min(digits, justified)) }
    return RealBall(midpoint: .zero, radius: magnitude).decimal(digits: digits)
  }

  /// The ball for people, with no more digits than are justified, and at most 40.
  public var description: String { decimal(upTo: 40).text }
}

/// A decimal number ±0.d₁d₂…·10ᵉ next to a dyadic one.
private struct Decimals {
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

  /// Plain notation for exponents near 0, scientific notation otherwise.
  var text: String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    if (-4...0).contains(exponent) {
      return sign + "0." + String(repeating: "0", count: -exponent) + digits
    }
    if (1...21).contains(exponent) {
      if digits.utf8.count <= exponent {
        return sign + digits + String(repeating: "0", count: exponent - digits.utf8.count)
      }
      return sign + digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    }
    let fraction = digits.dropFirst()
    return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "e\(exponent - 1)"
  }
}
