public import Arithmetic

/// A lower bound for λ_min of a kernel matrix from Taylor coefficients.
///
/// For f(t) = Σ bₙtⁿ with bₙ ≥ 0, unit vectors with |cosines| ≤ τ < 1 off the diagonal, N points, and any r,
///
///     λ_min  ≥  Σ_{n≥r} bₙ·(1 - (N-1)τⁿ)  =  (f(1) - f_{<r}(1)) - (N-1)·(f(τ) - f_{<r}(τ)),
///
/// with the partial sums f_{<r}. The Hadamard powers of a Gram matrix are positive semidefinite (Schur), so
/// those below r may be left out; on the others Gershgorin's theorem is used. With r = 1 and λ_min of the
/// Gram matrix in its place this is (f(1) - b₀)·λ_min(X), from λ_min(X∘Y) ≥ λ_min(X)·min Yᵢᵢ.
/// The proof stands in docs/conditioning.md.
public struct SmallestEigenvalueBound: Sendable {
  /// The bound.
  public let value: RealBall
  /// The r that gave it.
  public let firstDegree: Int

  /// The best bound over all r up to the number of coefficients.
  ///
  /// - Parameters:
  ///   - coefficients: b₀, b₁, …; all coefficients of f must be known not to be negative.
  ///   - atOne: f(1).
  ///   - reach: A ball whose points are at least the largest |cosine|.
  ///   - atReach: f at `reach`.
  ///   - count: The number N of points.
  /// - Complexity: O(number of coefficients).
  public init(
    coefficients: [RealBall], atOne: RealBall, reach: RealBall, atReach: RealBall, count: Int,
    precision: Int
  ) {
    var best = RealBall.zero.subtracting(.one, precision: precision)
    var degree = 0
    var (tailAtOne, tailAtReach, power) = (atOne, atReach, RealBall.one)
    for r in 0...coefficients.count {
      let loss = RealBall(count - 1).multiplied(by: tailAtReach, precision: precision)
      let bound = tailAtOne.subtracting(loss, precision: precision)
      if r == 0 || best.isCertainlyLess(than: bound) { (best, degree) = (bound, r) }
      guard r < coefficients.count else { break }
      tailAtOne = tailAtOne.subtracting(coefficients[r], precision: precision)
      tailAtReach = tailAtReach.subtracting(
        coefficients[r].multiplied(by: power, precision: precision), precision: precision)
      power = power.multiplied(by: reach, precision: precision)
    }
    (value, firstDegree) = (best, degree)
  }
}
