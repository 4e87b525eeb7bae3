public import Arithmetic

/// A symmetric matrix whose entries are known to lie in balls.
public struct SymmetricBallMatrix: Sendable {
  /// The number of rows.
  public let count: Int
  /// The lower triangle, row after row.
  public let entries: [RealBall]

  /// Creates a matrix from its lower triangle, row after row.
  ///
  /// - Precondition: there are count·(count+1)/2 entries and at least one.
  public init(count: Int, lowerTriangle entries: [RealBall]) {
    precondition(
      count > 0 && entries.count == count * (count + 1) / 2, "a triangle of another size")
    self.count = count
    self.entries = entries
  }

  /// Creates a matrix from its entries (i, j) with j ≤ i.
  ///
  /// - Precondition: `count` is positive.
  public init(count: Int, entry: (_ i: Int, _ j: Int) -> RealBall) {
    var entries: [RealBall] = []
    entries.reserveCapacity(count * (count + 1) / 2)
    for i in 0..<count { for j in 0...i { entries.append(entry(i, j)) } }
    self.init(count: count, lowerTriangle: entries)
  }

  /// The entry in row i and column j.
  public subscript(_ i: Int, _ j: Int) -> RealBall {
    i >= j ? entries[i * (i + 1) / 2 + j] : entries[j * (j + 1) / 2 + i]
  }

  /// Whether something is known about every entry.
  public var isFinite: Bool { entries.allSatisfy(\.isFinite) }

  /// The largest sum of a row of bounds for the entries: a bound for the norm of any symmetric matrix
  /// whose entries the bounds hold for.
  func largestRowSum(_ bound: (RealBall) -> Magnitude) -> Magnitude {
    var sums = [Magnitude](repeating: .zero, count: count)
    var place = 0
    for i in 0..<count {
      for j in 0...i {
        let size = bound(entries[place])
        place += 1
        sums[i] += size
        if i != j { sums[j] += size }
      }
    }
    return sums.max() ?? .zero
  }
}
