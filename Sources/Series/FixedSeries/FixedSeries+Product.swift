internal import Arithmetic

extension FixedSeries {
  /// The product.
  ///
  /// For stored numbers A, B and errors α, β the error is at most
  ///
  ///     |α·B|ₙ + |A·β|ₙ + |α·β|ₙ + 3/4 unit
  ///
  /// each term bounded by norms (`NormProfile.productBounds`); the last one, for rounding, is absent
  /// when the product of the stored numbers is representable.
  ///
  /// - Precondition: both series are of the same ring.
  /// - Throws: `SeriesError.tooLarge`.
  /// - Complexity: one product of integer polynomials; half of it when both have a parity.
  public func multiplied(by other: FixedSeries) throws(SeriesError) -> FixedSeries {
    try FixedSeries.product(SeriesFactor(self), SeriesFactor(other))
  }

  /// The square; about two thirds of the cost of a product.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func squared() throws(SeriesError) -> FixedSeries {
    let factor = SeriesFactor(self)
    return try FixedSeries.product(factor, factor)
  }

  static func product(_ a: SeriesFactor, _ b: SeriesFactor) throws(SeriesError) -> FixedSeries {
    let (x, y) = (a.series, b.series)
    precondition(x.context == y.context, "series of different rings")
    let context = x.context
    if x.support.isEmpty || y.support.isEmpty { return context.zero }
    let step = x.parity == .mixed || y.parity == .mixed ? 1 : 2
    let start = a.start + b.start
    let valuation = x.support.lowerBound + y.support.lowerBound
    if start >= context.order { return context.zero }
    let (left, right) = (a.operand(step: step), b.operand(step: step))
    let wanted = min(
      (context.order - start + step - 1) / step, left.rows.count + right.rows.count - 1)
    let rows = try Convolution.product(
      left, right, .init(kept: 0..<wanted, shift: x.fractionBits))
    let isExact = x.trailingZeroBits + y.trailingZeroBits >= x.fractionBits
    let errors = productErrors(x, y) + (isExact ? .zero : context.roundingError)
    return FixedSeries(
      context, rows: rows.spread(from: start, step: step), valuation: valuation,
      pattern: productPattern(x, y), errors: errors)
  }

  private static func productPattern(_ x: FixedSeries, _ y: FixedSeries) -> ParityPattern {
    if x.support.count == 1 { return y.pattern.shifted(by: x.support.lowerBound) }
    if y.support.count == 1 { return x.pattern.shifted(by: y.support.lowerBound) }
    return ParityPattern(parity: x.parity * y.parity)
  }

  /// The part of the error that the factors' errors cause.
  private static func productErrors(_ x: FixedSeries, _ y: FixedSeries) -> BlockProfile {
    let (left, right) = (x.errorNorms, y.errorNorms)
    var total = BlockProfile(repeating: .zero, order: x.order)
    if !x.errors.isZero { total = total + NormProfile.productBounds(left, y.norms) }
    if !y.errors.isZero { total = total + NormProfile.productBounds(x.sizes, right) }
    return total
  }
}

extension Coefficients {
  /// Row i moved to start + i·step, zeros between.
  func spread(from start: Int, step: Int) -> Coefficients {
    if (start == 0 && step == 1) || count == 0 { return self }
    let total = start + (count - 1) * step + 1
    return withRows { source in
      Coefficients(count: total, width: width) { target in
        target.update(repeating: 0, count: total * width)
        for i in 0..<count {
          (target + (start + i * step) * width).update(from: source + i * width, count: width)
        }
      }
    }
  }
}
