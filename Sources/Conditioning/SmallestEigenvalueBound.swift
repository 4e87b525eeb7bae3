public import Arithmetic
public import Expressions
internal import Series

/// A lower bound for λ_min of a kernel matrix from Taylor coefficients.
///
/// For f(t) = Σ bₙtⁿ with bₙ ≥ 0, unit vectors with |cosines| ≤ τ < 1 off the diagonal, N points, and any r,
///
///     λ_min  ≥  Σ_{n≥r} bₙ·(1 - (N-1)τⁿ)  =  (f(1) - f_{<r}(1)) - (N-1)·(f(τ) - f_{<r}(τ)),
///
/// with the partial sums f_{<r}. The Hadamard powers of a Gram matrix are positive semidefinite (Schur), so
/// those below r may be left out; on the others Gershgorin's theorem is used. The terms are not positive as
/// long as (N-1)τⁿ ≥ 1, so the largest bound is that for the first r with (N-1)τʳ ≤ 1. The proof stands in
/// docs/conditioning.md.
public struct SmallestEigenvalueBound: Sendable {
  /// An enclosure of the largest bound over all r up to the number of coefficients.
  public let value: RealBall
  /// An r that gives it.
  public let firstDegree: Int

  /// The best bound over all r up to the number of coefficients.
  ///
  /// - Parameters:
  ///   - coefficients: b₀, b₁, …; all coefficients of f must be known not to be negative.
  ///   - atOne: f(1).
  ///   - reach: A ball that holds τ.
  ///   - atReach: f at `reach`.
  ///   - count: The number N of points.
  /// - Complexity: O(number of coefficients).
  public init(
    coefficients: [RealBall], atOne: RealBall, reach: RealBall, atReach: RealBall, count: Int,
    precision: Int
  ) {
    var bounds: [RealBall] = []
    var (tailAtOne, tailAtReach, power) = (atOne, atReach, RealBall.one)
    for r in 0...coefficients.count {
      let loss = RealBall(count - 1).multiplied(by: tailAtReach, precision: precision)
      bounds.append(tailAtOne.subtracting(loss, precision: precision))
      guard r < coefficients.count else { break }
      tailAtOne = tailAtOne.subtracting(coefficients[r], precision: precision)
      tailAtReach = tailAtReach.subtracting(
        coefficients[r].multiplied(by: power, precision: precision), precision: precision)
      power = power.multiplied(by: reach, precision: precision)
    }
    guard bounds.allSatisfy(\.isFinite) else {
      (value, firstDegree) = (.everything, 0)
      return
    }
    // The largest of numbers in balls is between the largest ends.
    let lower = bounds.map { $0.lowerBound(precision: precision) }
    let best = lower.indices.max { lower[$0] < lower[$1] } ?? 0
    let upper = bounds.map { $0.upperBound(precision: precision) }.max() ?? lower[best]
    value = RealBall(from: lower[best], to: upper, precision: precision)
    firstDegree = best
  }
}

extension SmallestEigenvalueBound {
  /// The most coefficients that are computed.
  public static let coefficientLimit = 4096

  /// The largest bound over all r, for a kernel at points.
  ///
  /// - Parameter bits: The absolute accuracy of the value.
  /// - Returns: `nil` when the structure of the kernel does not show that its coefficients are not negative, for
  ///   repeated or opposite points, and when r would be above ``coefficientLimit``.
  /// - Complexity: O(distinct cosines) roots, and an expansion of the kernel to order r.
  public init?(
    of kernel: Expression, at points: PointSet, in store: ExpressionStore, bits: Int
  ) {
    guard store.isPositiveDefinite(kernel), points.duplicates == nil else { return nil }
    let precision = bits + 64 + (Int.bitWidth - points.count.leadingZeroBitCount)
    let reach = Self.largestCosine(of: points, precision: precision)
    guard reach.isCertainlyLess(than: .one),
      let count = Self.degree(points.count, reach), count <= Self.coefficientLimit,
      let series = try? TaylorExpansion.expand(
        kernel, in: store, order: count + 1, goal: .absolute(bits: precision)),
      let one = try? store.substituting([.cosine: store.rational(1)], in: kernel),
      let atOne = Self.value(Tape(store.simplified(one), in: store), [:], precision),
      let atReach = Self.value(Tape(kernel, in: store), [.cosine: reach], precision)
    else { return nil }
    self.init(
      coefficients: series.coefficients, atOne: atOne, reach: reach, atReach: atReach,
      count: points.count, precision: precision)
  }

  private static func value(
    _ tape: Tape, _ bindings: [Symbol: RealBall], _ precision: Int
  ) -> RealBall? {
    guard let (values, isDefined) = try? tape.evaluate(over: bindings, precision: precision)
    else { return nil }
    return isDefined ? values[0] : nil
  }

  /// The largest |cosine| of two points; 0 for a single one.
  private static func largestCosine(of points: PointSet, precision: Int) -> RealBall {
    // The first cosine is the 1 of the diagonal, and no other is 1. A few bits tell which may be the largest.
    let sizes = points.cosines.dropFirst().map { $0.ball(precision: 64).absolute(precision: 64) }
    guard let floor = sizes.map({ $0.lowerBound(precision: 64) }).max() else { return .zero }
    let balls = zip(points.cosines.dropFirst(), sizes)
      .filter { $1.upperBound(precision: 64) >= floor }
      .map { $0.0.ball(precision: precision).absolute(precision: precision) }
    let lower = balls.map { $0.lowerBound(precision: precision) }.max() ?? floor
    let upper = balls.map { $0.upperBound(precision: precision) }.max() ?? .one
    return RealBall(from: lower, to: upper, precision: precision)
  }

  /// A degree r ≤ ``coefficientLimit`` with (N-1)τʳ ≤ 1, at most two above the first.
  private static func degree(_ count: Int, _ reach: RealBall) -> Int? {
    var power = RealBall(count - 1)
    for r in 0...coefficientLimit {
      if power.isCertainlyLess(than: .one) || count <= 2 { return r }
      power = power.multiplied(by: reach, precision: 96)
    }
    return nil
  }
}
