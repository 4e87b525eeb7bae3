public import Arithmetic
internal import CMultiprecision

extension FixedSeries {
  /// The negative, exactly.
  public func negated() -> FixedSeries {
    let rows = rows.mapRows(width: rows.width + 1) { _, source, target in
      LimbRow.copy(source, self.rows.width, to: target, self.rows.width + 1)
      LimbRow.negate(target, self.rows.width + 1)
    }
    return FixedSeries(
      context, rows: rows, valuation: support.lowerBound, pattern: pattern, errors: errors,
      sizes: sizes)
  }

  /// The sum; the stored numbers are added exactly.
  ///
  /// - Precondition: both series are of the same ring.
  public func adding(_ other: FixedSeries) -> FixedSeries {
    combined(with: other) { zonal_mpn_add_n($0, $1, $2, $3) }
  }

  /// The difference; the stored numbers are subtracted exactly.
  ///
  /// - Precondition: both series are of the same ring.
  public func subtracting(_ other: FixedSeries) -> FixedSeries {
    combined(with: other) { zonal_mpn_sub_n($0, $1, $2, $3) }
  }

  private typealias RowOperation = (
    UnsafeMutablePointer<Limb>, UnsafePointer<Limb>, UnsafePointer<Limb>, Int
  ) -> Limb

  private func combined(with other: FixedSeries, _ operation: RowOperation) -> FixedSeries {
    precondition(context == other.context, "series of different rings")
    let width = max(rows.width, other.rows.width) + 1
    let count = max(rows.count, other.rows.count)
    let (left, right) = (rows.widened(to: width), other.rows.widened(to: width))
    let zeros = [Limb](repeating: 0, count: width)
    let result = left.withRows { x in
      right.withRows { y in
        zeros.withUnsafeBufferPointer { zeros in
          Coefficients(count: count, width: width) { target in
            guard let zero = zeros.baseAddress else { return }
            for n in 0..<count {
              _ = operation(
                target + n * width, n < left.count ? x + n * width : zero,
                n < right.count ? y + n * width : zero, width)
            }
          }
        }
      }
    }
    return FixedSeries(
      context, rows: result, valuation: min(leadingIndex, other.leadingIndex),
      pattern: sumPattern(with: other), errors: errors + other.errors)
  }

  /// The valuation; the order for 0.
  var leadingIndex: Int { support.isEmpty ? order : support.lowerBound }

  private func sumPattern(with other: FixedSeries) -> ParityPattern {
    if support.isEmpty { return other.pattern }
    if other.support.isEmpty { return pattern }
    return .sum(
      pattern, end: support.upperBound, other.pattern, end: other.support.upperBound)
  }

  /// The series times a number.
  ///
  /// With the factor c = C·2^-s rounded such that the error of c contributes at most half a unit to
  /// the largest coefficient, the error is |c|·ε + |x|·δ + ε·δ and one rounding.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func scaled(by factor: RealBall) throws(SeriesError) -> FixedSeries {
    if factor.isZero || support.isEmpty { return context.zero }
    let number = try FixedNumber(factor, fractionBits: factorBits)
    return try scaled(by: number, factorBits: factorBits)
  }

  /// The series times a rational number; exact where the result is representable and the factor is
  /// a dyadic number.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func scaled(by factor: Rational) throws(SeriesError) -> FixedSeries {
    if factor.isOne { return self }
    if factor == -1 { return negated() }
    if factor.isZero || support.isEmpty { return context.zero }
    let number = try FixedNumber(factor, fractionBits: factorBits)
    return try scaled(by: number, factorBits: factorBits)
  }

  /// The bits after the point of a factor: enough for the largest coefficient.
  private var factorBits: Int {
    let top = sizes.largest.maximum
    return top.isZero ? 1 : max(1, fractionBits + top.ceilingExponent + 1)
  }

  private func scaled(by factor: FixedNumber, factorBits: Int) throws(SeriesError) -> FixedSeries {
    let constant = Coefficients([factor.integer])
    let width = max(1, rows.width + constant.width - factorBits / 64 + 1)
    try SeriesContext.check(count: rows.count, width: width)
    let result = rows.multiplied(
      by: constant, isNegative: factor.integer.signum < 0, shift: factorBits, width: width)
    let isExact = trailingZeroBits + factor.integer.trailingZeroBitCount >= factorBits
    let size = Magnitude.bounding(factor.integer, fractionBits: factorBits)
    let propagated = errors * (size + factor.error) + sizes.largest * factor.error
    return FixedSeries(
      context, rows: result, valuation: support.lowerBound, pattern: pattern,
      errors: propagated + (isExact ? .zero : context.roundingError))
  }

  /// The series times 2ᵏ; exact for k ≥ 0.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func scaled(byPowerOfTwo k: Int) throws(SeriesError) -> FixedSeries {
    if abs(k) > 1 << 31 { throw .tooLarge(limbs: abs(k) / 64) }
    return try scaled(by: Rational(2).power(k))
  }
}

extension Magnitude {
  /// A bound for |integer|·2^-fractionBits.
  static func bounding(_ integer: Integer, fractionBits: Int) -> Magnitude {
    Dyadic(integer, timesPowerOfTwo: -fractionBits).magnitude
  }
}
