/// An amount of memory, written as `512M` or `2G`: K, M, G and T stand for powers of 1024.
public struct ByteCount: Hashable, Sendable {
  /// The number of bytes.
  public let bytes: Int

  /// Creates an amount.
  public init(_ bytes: Int) { self.bytes = bytes }

  private static let units: [(letter: Character, shift: Int)] = [
    ("T", 40), ("G", 30), ("M", 20), ("K", 10),
  ]

  /// Reads a natural number with a unit, in either case, and if wanted `B` or `iB` behind it.
  ///
  /// A number alone counts megabytes. Anything else, and what is not positive or beyond 2⁶², is `nil`.
  public init?(_ text: String) {
    var rest = text.uppercased()
    for ending in ["IB", "B"] where rest.hasSuffix(ending) {
      rest.removeLast(ending.count)
      guard rest.last?.isLetter == true else { return nil }
      break
    }
    var shift = 20
    if let unit = Self.units.first(where: { $0.letter == rest.last }) {
      shift = unit.shift
      rest.removeLast()
    }
    guard !rest.isEmpty, rest.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(rest),
      number > 0, number <= (1 << 62) >> shift
    else { return nil }
    bytes = number << shift
  }
}

extension ByteCount: CustomStringConvertible {
  /// The amount in the largest unit that divides it.
  public var description: String {
    for (letter, shift) in Self.units where bytes.isMultiple(of: 1 << shift) {
      return "\(bytes >> shift)\(letter)"
    }
    return "\(bytes) bytes"
  }
}
