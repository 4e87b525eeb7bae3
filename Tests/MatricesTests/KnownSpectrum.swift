import Arithmetic
import TestSupport

@testable import Matrices

/// A rational symmetric matrix whose eigenvalues are known: QDQᵀ for an exactly orthogonal rational Q.
struct KnownSpectrum {
  /// The eigenvalues in ascending order.
  let eigenvalues: [Rational]
  /// The matrix.
  let rows: [[Rational]]

  /// Conjugates a diagonal matrix with reflections at random integer vectors.
  init(_ eigenvalues: [Rational], using generator: inout SplitMix64) {
    let n = eigenvalues.count
    var rows = (0..<n).map { i in (0..<n).map { $0 == i ? eigenvalues[i] : Rational(0) } }
    for _ in 0..<2 {
      let v = (0..<n).map { _ in Rational(Int.random(in: -4...4, using: &generator)) }
      let square = v.reduce(Rational(0)) { $0 + $1 * $1 }
      if square.isZero { continue }
      let reflection = (0..<n).map { i in
        (0..<n).map { j in (i == j ? Rational(1) : 0) - 2 * v[i] * v[j] / square }
      }
      rows = Self.product(Self.product(reflection, rows), reflection)
    }
    self.eigenvalues = eigenvalues.sorted()
    self.rows = rows
  }

  private static func product(_ a: [[Rational]], _ b: [[Rational]]) -> [[Rational]] {
    a.map { row in
      b[0].indices.map { j in
        row.indices.reduce(Rational(0)) { $0 + row[$1] * b[$1][j] }
      }
    }
  }

  func balls(precision: Int) -> SymmetricBallMatrix {
    SymmetricBallMatrix(count: rows.count) { RealBall(rows[$0][$1], precision: precision) }
  }
}
