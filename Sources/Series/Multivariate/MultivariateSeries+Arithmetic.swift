public import Arithmetic

extension MultivariateSeries {
  /// The sum; the stored numbers are added exactly.
  ///
  /// - Precondition: both series are of the same ring.
  /// - Throws: `SeriesError.tooLarge`.
  public func adding(_ other: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    let (x, y) = try MultivariateSeries.aligned(self, other)
    return x.replacing(x.image.adding(y.image))
  }

  /// The difference; the stored numbers are subtracted exactly.
  ///
  /// - Precondition: both series are of the same ring.
  /// - Throws: `SeriesError.tooLarge`.
  public func subtracting(_ other: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    let (x, y) = try MultivariateSeries.aligned(self, other)
    return x.replacing(x.image.subtracting(y.image))
  }

  /// The negative, exactly.
  public func negated() -> MultivariateSeries { replacing(image.negated()) }

  /// The series times a rational number.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func scaled(by factor: Rational) throws(SeriesError) -> MultivariateSeries {
    replacing(try image.scaled(by: factor))
  }

  /// The series times a number.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func scaled(by factor: RealBall) throws(SeriesError) -> MultivariateSeries {
    replacing(try image.scaled(by: factor))
  }

  /// The product.
  ///
  /// For stored numbers A, B and errors α, β, with sup and ℓ1 norms over the image in X,
  ///
  ///     |δ(ab)|∞  ≤  |α|∞·|B|₁ + |A|₁·|β|∞ + |α|∞·|β|₁ + 3/4 unit
  ///
  /// block by block (`NormProfile.productBounds`): the images are univariate series, so the bound of
  /// `FixedSeries` is the bound here. The places that no monomial takes count as uncertain in |α|₁,
  /// which enlarges the third term only.
  ///
  /// - Precondition: both series are of the same ring.
  /// - Throws: `SeriesError.tooLarge`.
  /// - Complexity: one product of integer polynomials of the embedded order of the variables that occur
  ///   in either factor.
  public func multiplied(by other: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    if other.variables.isEmpty { return try scaled(by: other.constantTerm) }
    if variables.isEmpty { return try other.scaled(by: constantTerm) }
    let (x, y) = try MultivariateSeries.aligned(self, other)
    return x.replacing(try x.image.multiplied(by: y.image))
  }

  /// The square.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  public func squared() throws(SeriesError) -> MultivariateSeries {
    replacing(try image.squared())
  }

  /// u^a for a rational exponent a: any series for a natural number a, otherwise one whose constant
  /// term is not 0, and positive unless a is an integer.
  ///
  /// Natural exponents up to 2¹², and all of them for a series without constant term, are done by
  /// repeated squaring, which keeps polynomials exact.
  ///
  /// - Throws: `SeriesError.domain`, `.insufficientPrecision`, `.tooLarge`.
  public func power(_ exponent: Rational) throws(SeriesError) -> MultivariateSeries {
    let isNatural = exponent.isInteger && exponent.signum >= 0
    if isNatural, let n = exponent.word, n <= 1 << 12 || constantTerm.isZero {
      return try naturalPower(n)
    }
    // √(t₁² + t₂²) is a power series in X, but none in t₁ and t₂.
    if !isNatural && constantTerm.isZero && !image.support.isEmpty {
      throw .domain(function: "power")
    }
    return replacing(try image.power(exponent))
  }

  private func naturalPower(_ n: Int) throws(SeriesError) -> MultivariateSeries {
    let power = try repeatedSquaring(self, exponent: UInt(n)) {
      (a, b) throws(SeriesError) in
      try a.multiplied(by: b)
    } square: { (a) throws(SeriesError) in
      try a.squared()
    }
    return power ?? replacing(image.context.one)
  }

  /// The same variables with another image.
  func replacing(_ image: FixedSeries) -> MultivariateSeries {
    MultivariateSeries(context, variables: variables, embedding: embedding, image: image)
  }
}
