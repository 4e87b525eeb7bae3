public import Arithmetic

/// The ring in which a computation in several variables happens: truncated power series in t₁ … t_p
/// with coefficients that are multiples of 2^-fractionBits.
public struct MultivariateContext: Hashable, Sendable {
  /// The number of variables.
  public let variableCount: Int
  /// The monomials that are kept.
  public let truncation: MultivariateTruncation
  /// The number of bits after the binary point, the same for all coefficients.
  public let fractionBits: Int
  /// The univariate coefficients that a series in all variables is computed with.
  public let embeddedOrder: Int

  /// Creates a ring.
  ///
  /// - Precondition: at least one variable; a positive bound, or one positive side for each
  ///   variable; `fractionBits` from 1 to 2³⁰.
  /// - Throws: `SeriesError.tooLarge` when the ring needs 2²⁴ coefficients in one variable or more; that
  ///   is about N^p for total degree below N and about p·N₁·…·N_p for a box.
  public init(
    variableCount: Int, truncation: MultivariateTruncation, fractionBits: Int
  ) throws(SeriesError) {
    precondition(variableCount >= 1, "a ring of several variables has at least one")
    precondition(
      (1...(1 << 30)).contains(fractionBits), "the fraction must have from 1 to 2^30 bits")
    switch truncation {
    case .totalDegree(let bound): precondition(bound >= 1, "a positive bound for the degree")
    case .box(let sides):
      precondition(
        sides.count == variableCount && sides.allSatisfy { $0 >= 1 },
        "one positive side for each variable")
    }
    self.variableCount = variableCount
    self.truncation = truncation
    self.fractionBits = fractionBits
    embeddedOrder = try MonomialEmbedding(truncation, variableCount: variableCount).order
  }

  /// All kept monomials, the first exponent running fastest.
  public var monomials: [[Int]] { truncation.monomials(variableCount: variableCount) }

  /// The embedding of the series in some of the variables.
  func embedding(of variables: [Int]) throws(SeriesError) -> MonomialEmbedding {
    try MonomialEmbedding(truncation.restricted(to: variables), variableCount: variables.count)
  }

  /// The univariate ring that an embedding leads to.
  func image(_ embedding: MonomialEmbedding) -> SeriesContext {
    SeriesContext(order: embedding.order, fractionBits: fractionBits)
  }
}

extension MultivariateContext {
  /// The series 0, exactly.
  public var zero: MultivariateSeries {
    MultivariateSeries(constant: SeriesContext(order: 1, fractionBits: fractionBits).zero, self)
  }

  /// The series 1, exactly.
  public var one: MultivariateSeries {
    MultivariateSeries(constant: SeriesContext(order: 1, fractionBits: fractionBits).one, self)
  }

  /// A constant.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func constant(_ value: RealBall) throws(SeriesError) -> MultivariateSeries {
    let ring = SeriesContext(order: 1, fractionBits: fractionBits)
    return MultivariateSeries(constant: try ring.constant(value), self)
  }

  /// A constant, exact when it is a multiple of 2^-fractionBits.
  ///
  /// - Throws: `SeriesError.tooLarge` for a number that is too large to be written out.
  public func constant(_ value: Rational) throws(SeriesError) -> MultivariateSeries {
    let ring = SeriesContext(order: 1, fractionBits: fractionBits)
    return MultivariateSeries(constant: try ring.constant(value), self)
  }

  /// The variable tᵢ, exactly; 0 where the truncation leaves it out.
  ///
  /// - Precondition: `index` is from 0 to variableCount - 1.
  public func variable(_ index: Int) throws(SeriesError) -> MultivariateSeries {
    precondition((0..<variableCount).contains(index), "the ring has no variable of this index")
    let embedding = try embedding(of: [index])
    return MultivariateSeries(
      self, variables: [index], embedding: embedding,
      image: image(embedding).monomial(embedding.exponents[0]))
  }

  /// The polynomial with the given coefficients; those that are not kept are dropped.
  ///
  /// - Precondition: every monomial has one natural exponent for each variable.
  /// - Throws: `SeriesError.tooLarge`.
  public func polynomial(
    _ terms: [(exponents: [Int], coefficient: RealBall)]
  ) throws(SeriesError) -> MultivariateSeries {
    precondition(
      terms.allSatisfy {
        $0.exponents.count == variableCount && $0.exponents.allSatisfy { $0 >= 0 }
      },
      "one natural exponent for each variable")
    let kept = terms.filter { truncation.contains($0.exponents) }
    let variables = (0..<variableCount).filter { i in kept.contains { $0.exponents[i] > 0 } }
    let embedding = try embedding(of: variables)
    var coefficients = [RealBall](repeating: .zero, count: embedding.order)
    for term in kept {
      let index = embedding.index(of: variables.map { term.exponents[$0] })
      coefficients[index] =
        coefficients[index].isZero
        ? term.coefficient
        : coefficients[index].adding(term.coefficient, precision: fractionBits + 64)
    }
    return MultivariateSeries(
      self, variables: variables, embedding: embedding,
      image: try image(embedding).polynomial(coefficients))
  }
}
