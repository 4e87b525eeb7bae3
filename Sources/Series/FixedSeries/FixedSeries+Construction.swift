public import Arithmetic

extension SeriesContext {
  /// The series 0, exactly.
  public var zero: FixedSeries { series(integers: [], bounds: []) }

  /// The series 1, exactly.
  public var one: FixedSeries {
    series(integers: [Integer.one.shifted(leftBy: fractionBits)], bounds: [.zero])
  }

  /// The series t, exactly.
  public var variable: FixedSeries { monomial(1) }

  /// The series tⁿ, exactly; 0 when n is not below the order.
  ///
  /// - Precondition: `n` is not negative.
  public func monomial(_ n: Int) -> FixedSeries {
    precondition(n >= 0, "a power series has no negative powers")
    if n >= order { return zero }
    let integers =
      Array(repeating: Integer.zero, count: n)
      + [Integer.one.shifted(leftBy: fractionBits)]
    return series(
      integers: integers, bounds: Array(repeating: .zero, count: n + 1), valuation: n,
      pattern: .init(parity: n & 1 == 0 ? .even : .odd))
  }

  /// A constant.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func constant(_ value: RealBall) throws(SeriesError) -> FixedSeries {
    try polynomial([value])
  }

  /// A constant, exact when it is a multiple of 2^-fractionBits.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func constant(_ value: Rational) throws(SeriesError) -> FixedSeries {
    try polynomial([value])
  }

  /// The polynomial with the given coefficients, constant term first; those beyond the order are
  /// dropped.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func polynomial(_ coefficients: [Rational]) throws(SeriesError) -> FixedSeries {
    var numbers: [FixedNumber] = []
    for value in coefficients.prefix(order) {
      numbers.append(try FixedNumber(value, fractionBits: fractionBits))
    }
    return try polynomial(numbers)
  }

  /// The polynomial with the given coefficients, constant term first; those beyond the order are
  /// dropped.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func polynomial(_ coefficients: [RealBall]) throws(SeriesError) -> FixedSeries {
    var numbers: [FixedNumber] = []
    for value in coefficients.prefix(order) {
      numbers.append(try FixedNumber(value, fractionBits: fractionBits))
    }
    return try polynomial(numbers)
  }

  private func polynomial(_ numbers: [FixedNumber]) throws(SeriesError) -> FixedSeries {
    var numbers = numbers
    while let last = numbers.last, last.integer.isZero, last.error.isZero { numbers.removeLast() }
    let width = (numbers.map(\.integer.bitWidth).max() ?? 0) / 64 + 1
    try SeriesContext.check(count: numbers.count, width: width)
    let nonzero = numbers.indices.filter {
      !(numbers[$0].integer.isZero && numbers[$0].error.isZero)
    }
    let parity: FixedSeries.Parity =
      nonzero.allSatisfy({ $0 & 1 == 0 })
      ? .even : nonzero.allSatisfy({ $0 & 1 == 1 }) ? .odd : .mixed
    return series(
      integers: numbers.map(\.integer), bounds: numbers.map(\.error),
      valuation: nonzero.first ?? 0, pattern: .init(parity: parity))
  }

  /// A series from integers with one error each.
  func series(
    integers: [Integer], bounds: [Magnitude], valuation: Int = 0,
    pattern: ParityPattern = ParityPattern(parity: .even)
  ) -> FixedSeries {
    var errors = BlockProfile(repeating: .zero, order: order)
    for (n, bound) in bounds.enumerated() {
      let block = BlockProfile.block(of: n)
      errors.bounds[block] = max(errors.bounds[block], bound)
    }
    return FixedSeries(
      self, rows: Coefficients(integers), valuation: valuation, pattern: pattern, errors: errors)
  }
}
