internal import Arithmetic
internal import CMultiprecision

extension FixedSeries {
  /// The derivative Σ n·xₙ·t^(n-1), stored exactly, in the *same* ring.
  ///
  /// Its last coefficient is not determined and is stored as 0. The result may therefore be used
  /// only where coefficient order - 1 has no influence: under an integral, or truncated.
  func termwiseDerivative() -> FixedSeries {
    if support.upperBound <= 1 { return context.zero }
    let width = rows.width + 1
    let result = rows.withRows { source in
      Coefficients(count: rows.count - 1, width: width) { target in
        for n in 1..<rows.count {
          let row = target + (n - 1) * width
          let x = source + n * rows.width
          let flips = LimbRow.isNegative(x, rows.width)
          LimbRow.copy(x, rows.width, to: row, width)
          if flips { LimbRow.negate(row, width) }
          _ = zonal_mpn_mul_1(row, row, width, Limb(n))
          if flips { LimbRow.negate(row, width) }
        }
      }
    }
    return FixedSeries(
      context, rows: result, valuation: max(0, support.lowerBound - 1),
      pattern: pattern.shifted(by: -1), errors: derivativeErrors)
  }

  /// Index n of the result belongs to n + 1 of the argument: the same block or the next.
  private var derivativeErrors: BlockProfile {
    var bounds: [Magnitude] = []
    for j in errors.bounds.indices {
      let block = BlockProfile.indices(of: j)
      let next = j + 1 < errors.bounds.count ? errors[j + 1] : .zero
      let bound = block.count == 1 ? next : max(errors[j], next)
      bounds.append((j == 0 ? next : bound) * Magnitude(block.upperBound))
    }
    return BlockProfile(bounds)
  }

  /// The derivative.
  ///
  /// A series known modulo t^N determines its derivative only modulo t^(N-1), so the result is of
  /// the ring with one coefficient less.
  ///
  /// - Precondition: the order is at least 2.
  public func derivative() -> FixedSeries {
    precondition(order >= 2, "the derivative of a series of order 1 has no coefficients")
    return termwiseDerivative().truncated(toOrder: order - 1)
  }

  /// The first coefficients.
  ///
  /// - Precondition: 1 ≤ `newOrder` ≤ order.
  public func truncated(toOrder newOrder: Int) -> FixedSeries {
    precondition((1...order).contains(newOrder), "a series cannot be truncated to a longer one")
    if newOrder == order { return self }
    let blocks = BlockProfile.blockCount(order: newOrder)
    return FixedSeries(
      SeriesContext(order: newOrder, fractionBits: fractionBits), rows: rows.rows(0..<newOrder),
      valuation: support.lowerBound, pattern: pattern,
      errors: BlockProfile(Array(errors.bounds.prefix(blocks))))
  }

  /// The integral Σ xₙ/(n+1)·t^(n+1) with constant term 0.
  ///
  /// The division turns an error ε at n into ε/(n+1), plus one rounding where it leaves a remainder.
  public func integrated() -> FixedSeries {
    let count = min(order, rows.count + 1)
    let width = rows.width
    var roundings = BlockProfile(repeating: .zero, order: order)
    let result = rows.withRows { source in
      Coefficients(count: count, width: width) { target in
        target.update(repeating: 0, count: width)
        for n in 1..<max(1, count) {
          let isExact = FixedSeries.divide(
            source + (n - 1) * width, by: Limb(n), to: target + n * width, width)
          if !isExact { roundings.bounds[BlockProfile.block(of: n)] = context.roundingError }
        }
      }
    }
    return FixedSeries(
      context, rows: result, valuation: leadingIndex + 1, pattern: pattern.shifted(by: 1),
      errors: errorNorms.largest.integrated + roundings)
  }

  /// The quotient rounded to the nearest: ⌊(|x| + ⌊d/2⌋)/d⌋ with the sign of x.
  ///
  /// - Returns: Whether the division left no remainder.
  private static func divide(
    _ x: UnsafePointer<Limb>, by divisor: Limb, to target: UnsafeMutablePointer<Limb>, _ width: Int
  ) -> Bool {
    target.update(from: x, count: width)
    if divisor == 1 { return true }
    let flips = LimbRow.isNegative(x, width)
    if flips { LimbRow.negate(target, width) }
    // |x| ≤ 2^(64·width - 1), so adding half the divisor does not overflow.
    var carry = divisor / 2
    for i in 0..<width where carry != 0 {
      let (sum, overflow) = target[i].addingReportingOverflow(carry)
      target[i] = sum
      carry = overflow ? 1 : 0
    }
    let remainder = zonal_mpn_divrem_1(target, target, width, divisor)
    if flips { LimbRow.negate(target, width) }
    return remainder == divisor / 2
  }
}
