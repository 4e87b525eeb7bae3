public import Arithmetic

/// A power series modulo t^order whose coefficients are known up to proved errors.
///
/// Coefficient n is stored as an integer Xₙ, all in one flat buffer, and stands for a real number xₙ
/// with
///
///     |xₙ - Xₙ·2^-fractionBits| ≤ ε(j)        n in the dyadic block j
///
/// so the errors of all coefficients are a handful of numbers, and working with them costs O(log N)
/// or, where norms of the stored integers are measured, O(N). No operation carries errors through
/// its intermediate steps: approximations are computed without any bounds, and the result is
/// certified by one residual. What an operation does to the error of its argument is bounded by the
/// mean value form of the operation itself, so an error is not enlarged by how the operation is
/// carried out.
///
/// Coefficients that vanish for a reason (beyond the degree of a polynomial, below the valuation, of
/// the wrong parity) are exact zeros; `isExactlyZero(_:)` tells.
///
/// Values are immutable; copies share the buffer.
public struct FixedSeries: Sendable {
  /// The ring.
  public let context: SeriesContext
  /// The indices outside which all coefficients are exactly 0: from the valuation to the degree.
  let support: Range<Int>
  /// Which coefficients inside the support are 0 because of their parity.
  let pattern: ParityPattern
  /// The integers, for indices 0..<support.upperBound.
  let rows: Coefficients
  /// The errors.
  let errors: BlockProfile
  /// Norms of the stored integers.
  let sizes: NormProfile
  /// 2 to this power divides every stored integer.
  let trailingZeroBits: Int

  /// The half of the coefficients that may differ from 0.
  public enum Parity: Hashable, Sendable {
    /// Both halves.
    case mixed
    /// The even ones.
    case even
    /// The odd ones.
    case odd
  }

  /// Creates a series from rows for indices 0..<rows.count ≤ order and measures it.
  ///
  /// - Parameters:
  ///   - valuation: Coefficients below are exactly 0, and so are their rows.
  ///   - pattern: Coefficients of the wrong parity are exactly 0, and so are their rows.
  init(
    _ context: SeriesContext, rows: Coefficients, valuation: Int = 0,
    pattern: ParityPattern = .mixed, errors: BlockProfile
  ) {
    let sizes = NormProfile(
      measuring: rows, order: context.order, fractionBits: context.fractionBits)
    self.init(
      context, rows: rows, valuation: valuation, pattern: pattern, errors: errors, sizes: sizes)
  }

  /// Creates a series whose norms are known.
  init(
    _ context: SeriesContext, rows: Coefficients, valuation: Int, pattern: ParityPattern,
    errors: BlockProfile, sizes: NormProfile
  ) {
    self.context = context
    let end = min(rows.count, context.order)
    support = min(valuation, end)..<end
    self.pattern = pattern
    let top = sizes.largest.maximum
    let bits = top.isZero ? 0 : max(0, top.ceilingExponent + context.fractionBits)
    self.rows = rows.width > bits / 64 + 1 ? rows.widened(to: bits / 64 + 1) : rows
    self.errors = errors
    self.sizes = sizes
    trailingZeroBits = self.rows.trailingZeroBits()
  }

  /// The number of coefficients.
  public var order: Int { context.order }
  /// The number of bits after the binary point.
  public var fractionBits: Int { context.fractionBits }
}

extension FixedSeries {
  /// Whether a coefficient is 0 for a structural reason.
  public func isExactlyZero(_ n: Int) -> Bool {
    !support.contains(n) || pattern.isZero(n)
  }

  /// The parity of the whole series.
  public var parity: Parity {
    pattern.start <= support.lowerBound ? pattern.parity : .mixed
  }

  /// Whether all coefficients are exactly known.
  public var isExact: Bool { errors.isZero }

  /// A bound for the error of a coefficient.
  public func error(_ n: Int) -> Magnitude {
    isExactlyZero(n) ? .zero : errors[BlockProfile.block(of: n)]
  }

  /// The largest error of all coefficients.
  public var largestError: Magnitude { errors.maximum }

  /// The ball of a coefficient: the midpoint is the stored number, exactly.
  ///
  /// - Precondition: 0 ≤ n < order.
  public subscript(n: Int) -> RealBall {
    precondition((0..<order).contains(n), "a series has no coefficient of this index")
    if isExactlyZero(n) { return .zero }
    return RealBall(
      midpoint: Dyadic(rows.integer(n), timesPowerOfTwo: -fractionBits), radius: error(n))
  }

  /// All coefficients.
  ///
  /// - Complexity: O(order·width²) for the conversion.
  public var coefficients: [RealBall] { (0..<order).map { self[$0] } }

  /// The norms of the errors.
  var errorNorms: NormProfile {
    NormProfile(bounds: errors, in: support, stride: parity == .mixed ? 1 : 2)
  }

  /// The norms of the true coefficients.
  var norms: NormProfile { sizes + errorNorms }

  /// The stored numbers taken as exact.
  ///
  /// The support and the parity stay those of the true series, although stored numbers may happen to
  /// be 0, so what follows structurally from the center holds for the true series too.
  var center: FixedSeries {
    if errors.isZero { return self }
    return FixedSeries(
      context, rows: rows, valuation: support.lowerBound, pattern: pattern,
      errors: BlockProfile(repeating: .zero, order: order), sizes: sizes)
  }

  /// The series with larger errors, which concern all coefficients but those of the wrong parity.
  func widened(by more: BlockProfile) -> FixedSeries {
    if more.isZero { return self }
    return FixedSeries(
      context, rows: rows.padded(toCount: order), valuation: support.lowerBound, pattern: pattern,
      errors: errors + more,
      sizes: sizes)
  }
}
