public import Arithmetic

/// A vector known up to its length: the shortest integer vector along it.
///
/// Two vectors have the same direction when, and only when, their directions are equal.
public struct Direction: Hashable, Sendable {
  /// Integers without a common factor, not all 0.
  public let entries: [Integer]
  /// The sum of their squares.
  public let square: Integer

  /// The direction of a vector; `nil` for 0.
  public init?(_ row: [Rational]) {
    var denominator = Integer.one
    for entry in row {
      let common = Integer.gcd(denominator, entry.denominator)
      denominator *= entry.denominator.dividedExactly(by: common)
    }
    self.init(row.map { $0.numerator * denominator.dividedExactly(by: $0.denominator) })
  }

  /// The direction of a vector of integers; `nil` for 0.
  public init?(_ row: [Integer]) {
    let common = row.reduce(Integer.zero) { Integer.gcd($0, $1) }
    guard !common.isZero else { return nil }
    entries = common == 1 ? row : row.map { $0.dividedExactly(by: common) }
    square = entries.reduce(Integer.zero) { $0 + $1 * $1 }
  }

  /// The direction of -x.
  public var opposite: Direction { Direction(entries: entries.map { -$0 }, square: square) }

  private init(entries: [Integer], square: Integer) {
    (self.entries, self.square) = (entries, square)
  }

  /// x·z.
  ///
  /// - Precondition: both vectors have as many entries.
  public func product(with other: Direction) -> Integer {
    precondition(entries.count == other.entries.count, "vectors of different lengths")
    return zip(entries, other.entries).reduce(Integer.zero) { $0 + $1.0 * $1.1 }
  }
}

extension Array where Element == Rational {
  /// |x|² for a vector with these entries.
  public var squaredLength: Rational { reduce(.zero) { $0 + $1 * $1 } }
}
