public import Arithmetic

/// Exact solutions of homogeneous linear equations.
public enum NullVector {
  /// A vector of integers without a common factor, not 0, that all rows are orthogonal to.
  ///
  /// Fraction-free elimination (Bareiss 1968): every intermediate number is a minor of the matrix. It ends at
  /// the first column without a pivot.
  ///
  /// - Parameters:
  ///   - rows: Rows of `count` entries.
  ///   - count: The number of unknowns.
  /// - Returns: `nil` when the only solution is 0.
  /// - Complexity: O(rows·count²) products of numbers whose bits grow with the rank.
  public static func primitive(_ rows: [[Integer]], count: Int) -> [Integer]? {
    var rows = rows
    var last = Integer.one
    for column in 0..<count {
      guard let pivot = rows.indices.dropFirst(column).first(where: { !rows[$0][column].isZero })
      else { return solution(rows, free: column, count: count) }
      rows.swapAt(column, pivot)
      for i in rows.indices.dropFirst(column + 1) {
        for j in (column + 1)..<max(count, column + 1) {
          let minor = rows[column][column] * rows[i][j] - rows[i][column] * rows[column][j]
          rows[i][j] = minor.dividedExactly(by: last)
        }
        rows[i][column] = .zero
      }
      last = rows[column][column]
    }
    return nil
  }

  /// Back substitution from 1 at the free unknown; those after it are 0.
  private static func solution(_ rows: [[Integer]], free: Int, count: Int) -> [Integer] {
    var values = [Rational](repeating: .zero, count: count)
    values[free] = .one
    for i in stride(from: free - 1, through: 0, by: -1) {
      var sum = Rational.zero
      for j in (i + 1)...free { sum += Rational(rows[i][j]) * values[j] }
      values[i] = -sum / Rational(rows[i][i])
    }
    var denominator = Integer.one
    for value in values {
      let common = Integer.gcd(denominator, value.denominator)
      denominator *= value.denominator.dividedExactly(by: common)
    }
    let integers = values.map {
      $0.numerator * denominator.dividedExactly(by: $0.denominator)
    }
    let common = integers.reduce(Integer.zero) { Integer.gcd($0, $1) }
    return integers.map { $0.dividedExactly(by: common) }
  }
}
