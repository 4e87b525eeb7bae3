public import Arithmetic
internal import DataFiles
internal import Evaluation
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
  /// - Parameters:
  ///   - bits: The absolute accuracy of the value.
  ///   - check: Called between the steps; throws to stop.
  /// - Returns: `nil` when the structure of the kernel does not show that its coefficients are not negative, for
  ///   repeated or opposite points, and when r would be above ``coefficientLimit``.
  /// - Complexity: O(distinct cosines) roots, and an expansion of the kernel to order r.
  public init?(
    of kernel: Expression, at points: PointSet, in store: ExpressionStore, bits: Int,
    check: () throws -> Void
  ) rethrows {
    guard store.isPositiveDefinite(kernel), points.duplicates == nil else { return nil }
    // The first cosine is the 1 of the diagonal, and no other is 1.
    try self.init(
      of: kernel, cosines: points.cosines.dropFirst(), count: points.count, in: store, bits: bits,
      check: check)
  }

  /// The largest bound over all r, for a kernel of images in the cosines of equal places.
  ///
  /// K(t₁, …, t_p) = Σ bₙ t^n over exponents n of p pixels. The matrix of t^n is the Hadamard product of Gram
  /// matrices, one for each pixel and exponent: it is positive semidefinite, has 1 on the diagonal and entries of
  /// at most τ^|n| elsewhere. So the proof is that of one variable for f(t) = K(t, …, t), whose coefficients
  /// are sums of the bₙ.
  ///
  /// - Returns: `nil` as for points, and for kernels in cosines between different places.
  public init?(
    of kernel: Expression, at images: ImageSet, in store: ExpressionStore, bits: Int,
    check: () throws -> Void
  ) rethrows {
    let cosines = store.cosines(in: kernel)
    let places = cosines.compactMap { $0.pixels?.first }
    guard !cosines.isEmpty, cosines == places.map({ Symbol.cosine($0) }),
      places.allSatisfy({ (1...images.pixels).contains($0) }), store.isPositiveDefinite(kernel),
      let equal = try? store.substituting(
        Dictionary(uniqueKeysWithValues: cosines.map { ($0, store.cosine) }), in: kernel)
    else { return nil }
    var others: [ExactCosine] = []
    for i in 0..<images.count {
      try check()
      for j in 0..<i {
        for place in places {
          others.append(
            ExactCosine(
              images.images[i].directions[place - 1], images.images[j].directions[place - 1]))
        }
      }
    }
    try self.init(
      of: equal, cosines: others[...], count: images.count, in: store, bits: bits, check: check)
  }

  private init?(
    of kernel: Expression, cosines: ArraySlice<ExactCosine>, count: Int, in store: ExpressionStore,
    bits: Int, check: () throws -> Void
  ) rethrows {
    let precision = bits + 64 + (Int.bitWidth - count.leadingZeroBitCount)
    try check()
    let reach = try Self.largest(of: cosines, precision: precision, check)
    try check()
    guard reach.isCertainlyLess(than: .one), let degree = Self.degree(count, reach),
      degree <= Self.coefficientLimit,
      let one = try? store.substituting([.cosine: store.rational(1)], in: kernel),
      let atOne = Self.value(Tape(store.simplified(one), in: store), [:], precision),
      let atReach = Self.value(Tape(kernel, in: store), [.cosine: reach], precision),
      let series = try? TaylorExpansion.expand(
        kernel, in: store, order: degree + 1, goal: .absolute(bits: precision))
    else { return nil }
    try check()
    self.init(
      coefficients: series.coefficients, atOne: atOne, reach: reach, atReach: atReach,
      count: count, precision: precision)
  }

  private static func value(
    _ tape: Tape, _ bindings: [Symbol: RealBall], _ precision: Int
  ) -> RealBall? {
    guard let (values, isDefined) = try? tape.evaluate(over: bindings, precision: precision)
    else { return nil }
    return isDefined ? values[0] : nil
  }

  /// The largest size of the cosines; 0 without any.
  private static func largest(
    of cosines: ArraySlice<ExactCosine>, precision: Int, _ check: () throws -> Void
  ) rethrows -> RealBall {
    // A few bits tell which may be the largest.
    var sizes: [RealBall] = []
    sizes.reserveCapacity(cosines.count)
    for (number, cosine) in cosines.enumerated() {
      if number % 4096 == 0 { try check() }
      sizes.append(cosine.ball(precision: 64).absolute(precision: 64))
    }
    guard let floor = sizes.map({ $0.lowerBound(precision: 64) }).max() else { return .zero }
    let balls = zip(cosines, sizes)
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
