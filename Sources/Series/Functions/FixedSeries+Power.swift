public import Arithmetic

extension FixedSeries {
  /// u^a for a rational exponent a.
  ///
  /// - Natural a: repeated squaring, for any u.
  /// - Negative integers and half integers: with the reciprocal and the roots.
  /// - Otherwise u₀^a·e^(a·log(u/u₀)), for u₀ > 0.
  ///
  /// For a series that begins with t^m, m ≥ 1, u = t^m·w, the result is t^(m·a)·w^a, which is a
  /// power series when m·a is a natural number. As w is known to N - m coefficients only, the result
  /// has min(N, N - m + m·a) of them.
  ///
  /// - Throws: `SeriesError.domain` when there is no such power series, `.insufficientPrecision`,
  ///   `.tooLarge`.
  public func power(_ exponent: Rational) throws(SeriesError) -> FixedSeries {
    if exponent.isZero { return context.one }
    if let n = exponent.word, n > 0, n <= 64 { return try naturalPower(n) }
    if support.isEmpty {
      if exponent.signum < 0 { throw .domain(function: "power") }
      return self
    }
    let first = (support.first { !isExactlyZero($0) && !self[$0].isZero }) ?? 0
    if first > 0 { return try powerOfUnit(exponent, valuation: first) }
    if exponent.isInteger {
      if exponent.signum < 0 {
        return try FixedSeries.reciprocal(self).power(-exponent)
      }
      return try integerPower(exponent)
    }
    if (exponent * 2).isInteger { return try halfIntegerPower(exponent) }
    return try generalPower(exponent)
  }

  private func naturalPower(_ n: Int) throws(SeriesError) -> FixedSeries {
    let power = try repeatedSquaring(self, exponent: UInt(n)) {
      (a, b) throws(SeriesError) in
      try a.multiplied(by: b)
    } square: { (a) throws(SeriesError) in
      try a.squared()
    }
    return power ?? context.one
  }

  /// A large natural power: e^(n·log u), with the sign taken out.
  private func integerPower(_ exponent: Rational) throws(SeriesError) -> FixedSeries {
    if self[0].isCertainlyNegative {
      let power = try negated().generalPower(exponent)
      return exponent.numerator.isEven ? power : power.negated()
    }
    return try generalPower(exponent)
  }

  private func halfIntegerPower(_ exponent: Rational) throws(SeriesError) -> FixedSeries {
    if exponent.signum < 0 {
      return try FixedSeries.inverseSquareRoot(self).power(-exponent * 2)
    }
    return try FixedSeries.sqrt(self).power(exponent * 2)
  }

  private func generalPower(_ exponent: Rational) throws(SeriesError) -> FixedSeries {
    try requirePositiveConstant(function: "power")
    return try FixedSeries.exp(FixedSeries.log(self).scaled(by: exponent))
  }

  /// t^(m·a)·w^a.
  private func powerOfUnit(
    _ exponent: Rational, valuation m: Int
  ) throws(SeriesError) -> FixedSeries {
    let degree = exponent * Rational(m)
    guard degree.isInteger, degree.signum > 0 else { throw .domain(function: "power") }
    guard let shift = degree.word, shift < order else { return context.zero }
    let unit = shiftedDown(by: m)
    let power = try unit.power(exponent)
    return power.shiftedUp(by: shift, toOrder: min(order, order - m + shift))
  }

  /// The series divided by t^m, of which all coefficients below m are exactly 0; m fewer
  /// coefficients.
  func shiftedDown(by m: Int) -> FixedSeries {
    let shorter = SeriesContext(order: order - m, fractionBits: fractionBits)
    return FixedSeries(
      shorter, rows: rows.rows(m..<rows.count), valuation: max(0, support.lowerBound - m),
      pattern: pattern.shifted(by: -m),
      errors: movedErrors(toOrder: shorter.order) { $0 + m })
  }

  /// The series times t^m in a ring of another order.
  func shiftedUp(by m: Int, toOrder newOrder: Int) -> FixedSeries {
    FixedSeries(
      SeriesContext(order: newOrder, fractionBits: fractionBits),
      rows: rows.spread(from: m, step: 1).rows(0..<newOrder), valuation: support.lowerBound + m,
      pattern: pattern.shifted(by: m),
      errors: movedErrors(toOrder: newOrder) { $0 - m })
  }

  /// The errors of a series whose coefficient n is the coefficient source(n) of this one.
  private func movedErrors(toOrder newOrder: Int, source: (Int) -> Int) -> BlockProfile {
    var moved = BlockProfile(repeating: .zero, order: newOrder)
    for j in moved.bounds.indices {
      let block = BlockProfile.indices(of: j)
      let (first, last) = (source(block.lowerBound), source(block.upperBound - 1))
      if last < 0 { continue }
      let lowest = BlockProfile.block(of: max(0, first))
      let highest = min(BlockProfile.block(of: last), errors.bounds.count - 1)
      for k in stride(from: lowest, through: highest, by: 1) {
        moved.bounds[j] = max(moved.bounds[j], errors[k])
      }
    }
    return moved
  }
}
