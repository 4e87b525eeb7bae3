public import Arithmetic
public import Expressions
internal import Series

/// The trace identity Σ_k N(d, k)·μ_k = K(1), summed as far as eigenvalues are at hand.
///
/// It holds for kernels of Schoenberg's cone, K = Σ bₙtⁿ with bₙ ≥ 0: with m_{n,k} = μ_k(tⁿ) ≥ 0,
///
///     tⁿ = Σ_{k≤n} N(d, k)·m_{n,k}·P_k(t),     so  p_{n,k} = N(d, k)·m_{n,k} has  Σ_k p_{n,k} = 1,
///
/// and sums of nonnegative numbers may be taken in either order. So the frequencies that are left out of a
/// sum from 0 on contribute exactly K(1) minus the sum.
public struct TraceIdentity: Sendable {
  /// Σ N(d, k)·μ_k over the given frequencies.
  public let sum: RealBall
  /// K(1) minus the sum, the contribution of all higher frequencies; `nil` when the identity is not proved
  /// for the kernel or the sum does not start at frequency 0.
  public let tail: RealBall?
  /// An upper bound for the contribution of all higher frequencies that is independent of the eigenvalues,
  /// or `nil` when none is known.
  public let tailBound: Magnitude?

  /// Sums eigenvalues and bounds the tail.
  ///
  /// - Parameters:
  ///   - eigenvalues: The eigenvalues of the frequencies `degrees`.
  ///   - degrees: The frequencies.
  ///   - dimension: The d of the sphere in d-dimensional space.
  ///   - kernel: The kernel, an expression in t alone.
  ///   - store: Where the kernel lives.
  ///   - value: K(1).
  ///   - precision: The bits of the arithmetic.
  public init(
    _ eigenvalues: [RealBall], degrees: ClosedRange<Int>, dimension: Int, of kernel: Expression,
    in store: ExpressionStore, value: RealBall, precision: Int
  ) {
    var sum = RealBall.zero
    for (k, eigenvalue) in zip(degrees, eigenvalues) {
      let count = SphericalHarmonics.multiplicity(dimension: dimension, degree: k)
      let weight = RealBall(Rational(count), precision: precision)
      sum = sum.adding(
        weight.multiplied(by: eigenvalue, precision: precision), precision: precision)
    }
    self.sum = sum
    guard store.isPositiveDefinite(kernel) else {
      (tail, tailBound) = (nil, nil)
      return
    }
    tail =
      degrees.lowerBound == 0
      ? Self.tail(beyond: sum, of: value, precision: precision) : nil
    tailBound = TraceIdentity.tailBound(
      beyond: degrees.upperBound, dimension: dimension, of: kernel, in: store, value: value)
  }

  /// What all other frequencies contribute, for a kernel of the cone: the total minus a sum, of which the
  /// part in [0, ∞) is kept.
  ///
  /// The proof above serves products of spheres as well, with products of the p_{n,k}.
  public static func tail(beyond sum: RealBall, of total: RealBall, precision: Int) -> RealBall? {
    total.subtracting(sum, precision: precision).nonnegativePart(precision: precision)
  }

  /// The most Taylor coefficients that a bound is made of.
  private static let coefficientLimit = 20_000
  private static let coefficientBits = 64

  /// A bound for Σ_{k>K} N(d, k)·μ_k by the Taylor coefficients.
  ///
  /// The sum is Σ_{n>K} bₙ·P(n), where P(n) = Σ_{k>K} p_{n,k} ≤ 1 and
  ///
  ///     P(n)  ≤  n(d − 1)/e,     P(n)  ≤  n(d − 1)((d + 1)n − 2)/e²,     e = (K + 1)(K + d − 1)
  ///
  /// by Markov's inequality for X = k(k + d − 2) and X²: the Laplace–Beltrami operator
  /// L = (1 − t²)·d²/dt² − (d − 1)t·d/dt has the eigenvalue −X on P_k, so Σ_k p_{n,k}·X = −(L tⁿ)(1) and
  /// Σ_k p_{n,k}·X² = (L² tⁿ)(1), where L tⁿ = n(n − 1)tⁿ⁻² − n(n + d − 2)tⁿ is −n(d − 1) at 1, and
  /// (L² tⁿ)(1) = −n(n − 1)(n − 2)(d − 1) + n²(n + d − 2)(d − 1).
  /// The coefficients beyond the last one that is computed sum to K(1) − Σ bₙ.
  private static func tailBound(
    beyond last: Int, dimension d: Int, of kernel: Expression, in store: ExpressionStore,
    value: RealBall
  ) -> Magnitude? {
    let (edge, overflow) = (last + 1).multipliedReportingOverflow(by: last + d - 1)
    guard last < coefficientLimit, !overflow else { return nil }
    let count = min(edge / (d - 1) + 2, coefficientLimit)
    guard
      let series = try? TaylorExpansion.expand(
        kernel, in: store, order: count, goal: .absolute(bits: coefficientBits)
      ).coefficients
    else { return nil }
    let precision = coefficientBits + 16
    var (rest, weighted) = (value, RealBall.zero)
    for (n, coefficient) in series.enumerated() {
      rest = rest.subtracting(coefficient, precision: precision)
      guard n > last else { continue }
      let first = Rational(n * (d - 1), over: edge)
      let weight = min(.one, first, first * Rational((d + 1) * n - 2, over: edge))
      weighted = weighted.adding(
        coefficient.multiplied(by: weight, precision: precision), precision: precision)
    }
    // Both parts are sums of nonnegative numbers, so the upper ends of the balls are bounds.
    return rest.adding(weighted, precision: precision)
      .nonnegativePart(precision: precision)?.magnitude
  }
}

extension RealBall {
  /// The part in [0, ∞), or `nil` when there is none.
  fileprivate func nonnegativePart(precision: Int) -> RealBall? {
    if isCertainlyNonnegative { return self }
    let upper = upperBound(precision: precision)
    return upper.signum < 0 ? nil : RealBall(from: .zero, to: upper, precision: precision)
  }
}
