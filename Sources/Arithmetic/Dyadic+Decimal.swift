internal import CMultiprecision

extension Dyadic {
  /// The digits d₁d₂… of the absolute value and the exponent e, where the number rounds to
  /// ±0.d₁d₂…·10ᵉ.
  ///
  /// - Precondition: the number is finite and not 0.
  func decimalDigits(_ count: Int, rounding: Rounding) -> (digits: String, exponent: Int) {
    precondition(!isZero && !isInfinite && count > 1, "no decimal digits")
    var exponent = 0
    let text = withMPFR { x -> String in
      guard let text = mpfr_get_str(nil, &exponent, 10, count, x, rounding.mpfr) else { return "" }
      defer { mpfr_free_str(text) }
      return String(cString: text)
    }
    precondition(!text.isEmpty, "out of memory")
    return (text.first == "-" ? String(text.dropFirst()) : text, exponent)
  }

  /// Rounds a decimal number such as `-12.5e-7`; `nil` for any other text.
  static func rounded(
    decimal text: String, precision: Int, rounding: Rounding = .nearest
  ) -> RoundedDyadic? {
    guard isDecimal(text) else { return nil }
    return text.withCString { characters in
      computed(precision: precision) { mpfr_strtofr($0, characters, nil, 10, rounding.mpfr) }
    }
  }

  /// Whether a text is a sign, digits with at most one point, and an exponent, in this order and each
  /// but the digits optional.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = Substring(text)
    func skipSign() { if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() } }
    func skipDigits() -> Int {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    skipSign()
    var count = skipDigits()
    if rest.first == "." {
      rest = rest.dropFirst()
      count += skipDigits()
    }
    guard count > 0 else { return false }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      skipSign()
      guard (1...18).contains(skipDigits()) else { return false }
    }
    return rest.isEmpty
  }
}

extension RealBall {
  /// Encloses a decimal number such as `-12.5e-7`; `nil` for any other text.
  public init?(decimal text: String, precision: Int) {
    guard let value = Dyadic.rounded(decimal: text, precision: precision) else { return nil }
    self.init(value)
  }

  /// Encloses the interval [mid - rad, mid + rad] of two decimal numbers.
  ///
  /// Returns `nil` for any other texts and for a negative radius; the radius may be `inf`.
  public init?(mid: String, rad: String, precision: Int) {
    guard let midpoint = Dyadic.rounded(decimal: mid, precision: precision) else { return nil }
    if rad == "inf" {
      self = .everything
      return
    }
    guard let radius = Dyadic.rounded(decimal: rad, precision: 32, rounding: .up)?.value,
      radius.signum >= 0
    else { return nil }
    self.init(midpoint, adding: radius.magnitude)
  }

  /// Reads a printed ball back as an enclosure; `nil` when its texts are not decimal numbers.
  public init?(_ decimal: DecimalBall, precision: Int) {
    self.init(mid: decimal.mid, rad: decimal.rad, precision: precision)
  }
}
