internal import Arithmetic
internal import Foundation

/// A fast guess at the condition number, on which nothing rests but the choice of a precision.
enum ConditionEstimate {
  private static let turns = 12

  /// About log₂ of λ_max/λ_min; `nil` where double precision sees no positive definite matrix.
  ///
  /// Cholesky's factorisation and the power method on the inverse, in machine numbers.
  ///
  /// - Complexity: n³/6 multiplications.
  static func logarithm(of matrix: SymmetricBallMatrix) -> Int? {
    let n = matrix.count
    let shift = -matrix.largestRowSum(\.magnitude).ceilingExponent
    var factor = matrix.entries.map {
      $0.midpoint.scaled(byPowerOfTwo: shift).double(rounding: .nearest)
    }
    guard factorize(&factor, n) else { return nil }
    var x = (0..<n).map { (i: Int) -> Double in i % 2 == 0 ? 1 + Double(i % 7) : -1 }
    var growth = 1.0
    for _ in 0..<turns {
      let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length.isFinite, length > 0 else { return nil }
      for i in 0..<n { x[i] /= length }
      solve(factor, n, &x)
      growth = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    return growth.isFinite && growth > 0 ? max(0, Int(log2(growth).rounded(.up))) : nil
  }

  /// Replaces a lower triangle by its Cholesky factor; `false` when a pivot is not positive.
  private static func factorize(_ a: inout [Double], _ n: Int) -> Bool {
    a.withUnsafeMutableBufferPointer { a in
      for i in 0..<n {
        let row = i * (i + 1) / 2
        for j in 0...i {
          let other = j * (j + 1) / 2
          var (even, odd) = (0.0, 0.0)
          var k = 0
          while k + 1 < j {
            even += a[row + k] * a[other + k]
            odd += a[row + k + 1] * a[other + k + 1]
            k += 2
          }
          if k < j { even += a[row + k] * a[other + k] }
          let rest = a[row + j] - (even + odd)
          if i == j {
            guard rest > 0 else { return false }
            a[row + j] = rest.squareRoot()
          } else {
            a[row + j] = rest / a[other + j]
          }
        }
      }
      return true
    }
  }

  /// Replaces x by A⁻¹x.
  private static func solve(_ factor: [Double], _ n: Int, _ x: inout [Double]) {
    for i in 0..<n {
      let row = i * (i + 1) / 2
      for k in 0..<i { x[i] -= factor[row + k] * x[k] }
      x[i] /= factor[row + i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      let row = i * (i + 1) / 2
      x[i] /= factor[row + i]
      for k in 0..<i { x[k] -= factor[row + k] * x[i] }
    }
  }
}
