internal import Arithmetic

// Analytic functions. The substitution respects them (`MonomialEmbedding`), so each is the certified
// function of the image: guessed by Newton's iteration on prefixes of X, checked by one residual, and
// the error of the argument handed on by the mean value form.
//
// Functions that are integrated, κₙ and log and exp, use θ = X·d/dX in place of Euler's operator
// D = Σ tᵢ·∂/∂tᵢ. Both are derivations that multiply each coefficient by a number; that of θ is the
// place e·n, positive except at the constant term, so θ is inverted by a division, and errors with it.

extension MultivariateSeries {
  /// 1/u.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is exactly 0, `.insufficientPrecision`,
  ///   `.tooLarge`.
  /// - Complexity: about 2.5 products.
  public static func reciprocal(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .reciprocal(u.image))
  }

  /// 1/√u.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not positive,
  ///   `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 4 products.
  public static func inverseSquareRoot(
    _ u: MultivariateSeries
  ) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .inverseSquareRoot(u.image))
  }

  /// √u.
  ///
  /// - Throws: as `inverseSquareRoot(_:)`.
  /// - Complexity: about 6 products.
  public static func sqrt(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .sqrt(u.image))
  }

  /// eᵘ.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 15 products.
  public static func exp(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .exp(u.image))
  }

  /// log u.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not positive,
  ///   `.insufficientPrecision`, `.tooLarge`.
  /// - Complexity: about 4 products.
  public static func log(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .log(u.image))
  }

  /// The error function erf u.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  public static func erf(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .erf(u.image))
  }

  /// The standard normal distribution function Φ(u).
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  public static func normalDistribution(
    _ u: MultivariateSeries
  ) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .normalDistribution(u.image))
  }

  /// sin u.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  public static func sin(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .sin(u.image))
  }

  /// cos u.
  ///
  /// - Throws: `SeriesError.insufficientPrecision`, `.tooLarge`.
  public static func cos(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .cos(u.image))
  }

  /// |u| near 0, which is u or -u when the constant term has a sign.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is 0, `.insufficientPrecision` when its sign
  ///   is not known.
  public static func absolute(_ u: MultivariateSeries) throws(SeriesError) -> MultivariateSeries {
    if u.constantTerm.isCertainlyPositive { return u }
    if u.constantTerm.isCertainlyNegative { return u.negated() }
    if u.constantTerm.isZero { throw .domain(function: "abs") }
    throw .insufficientPrecision(function: "abs", missingBits: u.image.missingBits)
  }

  /// The arc-cosine functions κ₀(u), …, κₙ(u), which share one inverse square root.
  ///
  ///     κ₀(u) = κ₀(u₀) + θ⁻¹(r·θu/π),                        r = (1 - u²)^(-1/2)
  ///     κₙ(u) = κₙ(u₀) + n²/(2n-1)·θ⁻¹(κ_{n-1}(u)·θu)
  ///
  /// - Precondition: `degree` is not negative.
  /// - Throws: `SeriesError.domain` when the constant term is certainly not in (-1, 1) and u is not
  ///   constant; `.insufficientPrecision` when that cannot be decided; `.tooLarge`.
  /// - Complexity: about 5 + n products; linear when u is one of the variables.
  public static func kappas(
    of u: MultivariateSeries, upTo degree: Int
  ) throws(SeriesError) -> [MultivariateSeries] {
    try ArcCosineComposition(u.image, upTo: degree).values.map(u.replacing)
  }

  /// κₙ(u), the arc-cosine function of degree n with κₙ(1) = 1.
  ///
  /// - Throws: as `kappas(of:upTo:)`.
  public static func kappa(
    _ n: Int, of u: MultivariateSeries
  ) throws(SeriesError) -> MultivariateSeries {
    u.replacing(try .kappa(n, of: u.image))
  }
}
