internal import Arithmetic

/// The ring in which a computation happens: power series modulo t^order, with coefficients that are
/// multiples of 2^-fractionBits.
public struct SeriesContext: Hashable, Sendable {
  /// The number of coefficients, at least 1.
  public let order: Int
  /// The number of bits after the binary point, the same for all coefficients.
  public let fractionBits: Int

  /// The most limbs that one series may hold: 1 GiB.
  static let largestLimbCount = 1 << 27

  /// Creates a ring.
  ///
  /// - Precondition: `order` is from 1 to 2²⁴ and `fractionBits` from 1 to 2³⁰.
  public init(order: Int, fractionBits: Int) {
    precondition((1...(1 << 24)).contains(order), "the order of a series must be from 1 to 2^24")
    precondition(
      (1...(1 << 30)).contains(fractionBits), "the fraction must have from 1 to 2^30 bits")
    self.order = order
    self.fractionBits = fractionBits
  }

  /// The weight of the last bit.
  var unit: Magnitude { .powerOfTwo(-fractionBits) }

  /// A bound for the error of one rounded convolution or division: 1/2 + 2⁻⁸ units, taken as 3/4.
  var roundingError: Magnitude {
    Magnitude(roundingUp: 3, exponent: -fractionBits - 2)
  }

  /// Throws when a series of `count` coefficients of `width` limbs is beyond the limit.
  static func check(count: Int, width: Int) throws(SeriesError) {
    let (limbs, overflow) = count.multipliedReportingOverflow(by: width)
    if overflow || limbs > largestLimbCount {
      throw .tooLarge(limbs: overflow ? .max : limbs)
    }
  }
}
