public import Arithmetic

/// The matrix with b on the diagonal and b̃ elsewhere.
///
/// Its eigenvalues are b - b̃, n - 1 times, and b + (n-1)b̃ with the vector of ones. For a symmetric matrix A
/// let B(A) be the one with the means of A's diagonal and of its other entries. B(A) is the mean of PAPᵀ over
/// all permutations P; λ_max is convex, λ_min concave, and both are the same for A and PAPᵀ, so
///
///     λ_min(A) ≤ λ_min(B(A)) ≤ λ_max(B(A)) ≤ λ_max(A),
///
/// and ρ(A) ≥ ρ(B(A)) when A is positive definite (Barzilai et al. 2023; docs/conditioning.md).
public struct DoubleConstantMatrix: Sendable {
  /// The order n.
  public let count: Int
  /// The diagonal entry b.
  public let diagonal: RealBall
  /// The other entries b̃; 0 for order 1.
  public let offDiagonal: RealBall

  /// Creates a matrix.
  public init(count: Int, diagonal: RealBall, offDiagonal: RealBall) {
    precondition(count > 0, "a matrix without rows")
    (self.count, self.diagonal) = (count, diagonal)
    self.offDiagonal = count == 1 ? .zero : offDiagonal
  }

  /// B(A): the means of the diagonal and of the other entries.
  ///
  /// - Complexity: O(n²) additions.
  public init(meansOf matrix: SymmetricBallMatrix, precision: Int) {
    let n = matrix.count
    var diagonal = RealBall.zero
    var other = RealBall.zero
    for i in 0..<n {
      diagonal = diagonal.adding(matrix[i, i], precision: precision)
      for j in 0..<i { other = other.adding(matrix[i, j], precision: precision) }
    }
    self.init(
      count: n, diagonal: diagonal.divided(by: RealBall(n), precision: precision),
      offDiagonal: n == 1
        ? .zero : other.divided(by: RealBall(n * (n - 1) / 2), precision: precision))
  }

  /// The eigenvalues b - b̃ (of multiplicity n - 1, none for order 1) and b + (n-1)b̃.
  public func eigenvalues(precision: Int) -> (repeated: RealBall, single: RealBall) {
    let rest = RealBall(count - 1).multiplied(by: offDiagonal, precision: precision)
    return (
      diagonal.subtracting(offDiagonal, precision: precision),
      diagonal.adding(rest, precision: precision)
    )
  }

  /// ρ = λ_max/λ_min, or `nil` where the matrix is not proved positive definite.
  ///
  ///     b̃ ≥ 0:  1 + n·b̃/(b - b̃)        b̃ < 0:  (b - b̃)/(b + (n-1)b̃)
  public func condition(precision: Int) -> RealBall? {
    if count == 1 { return diagonal.isCertainlyPositive ? .one : nil }
    let (repeated, single) = eigenvalues(precision: precision)
    guard repeated.isCertainlyPositive, single.isCertainlyPositive else { return nil }
    let upward = single.divided(by: repeated, precision: precision)
    let downward = repeated.divided(by: single, precision: precision)
    if offDiagonal.isCertainlyNonnegative { return upward }
    if offDiagonal.isCertainlyNonpositive { return downward }
    return upward.union(downward, precision: precision)
  }
}
