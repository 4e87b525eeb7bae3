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
    decimal(digits: digits, timesPowerOfTen: .zero)
  }

  /// The ball times 10ᵏ in decimals, its midpoint with at least 2 significant digits.
  func decimal(digits: Int, timesPowerOfTen shift: Integer) -> DecimalBall {
    if !isFinite { return DecimalBall(mid: "0", rad: "inf") }
    let decimals = midpoint.isZero ? nil : Decimals(midpoint, digits: max(digits, 2))
    let rad = Decimals(roundingUp: radius + (decimals?.error ?? .zero))
    return DecimalBall(
      mid: decimals?.text(timesPowerOfTen: shift) ?? "0", rad: rad.text(timesPowerOfTen: shift))
  }

  /// The ball in decimals, with no more digits than its radius justifies.
  ///
  /// The last digit of the midpoint weighs between a tenth of the radius and the radius. A midpoint
  /// below the radius is printed as 0 and its size added to the radius.
  ///
  /// - Parameter digits: The largest number of significant digits.
  public func decimal(upTo digits: Int) -> DecimalBall {
    decimal(upTo: digits, timesPowerOfTen: .zero)
  }

  /// The ball times 10ᵏ in decimals, with no more digits than its radius justifies.
  func decimal(upTo digits: Int, timesPowerOfTen shift: Integer) -> DecimalBall {
    if !isFinite || isExact || midpoint.isZero {
      return decimal(digits: digits, timesPowerOfTen: shift)
    }
    let last = Decimals(roundingUp: radius).exponent - 1
    let justified = Decimals(midpoint, digits: 2).exponent - last
    if justified > 1 {
      return decimal(digits: min(digits, justified), timesPowerOfTen: shift)
    }
    return RealBall(midpoint: .zero, radius: magnitude)
      .decimal(digits: digits, timesPowerOfTen: shift)
  }

  /// The ball for people, with no more digits than are justified, and at most 40.
  public var description: String { decimal(upTo: 40).text }
}
