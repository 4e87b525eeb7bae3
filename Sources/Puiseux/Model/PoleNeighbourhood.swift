public import Arithmetic
public import Expressions

/// An interval next to a pole on which a kernel has the sign of its leading term.
///
/// With s = 1 ∓ t, f = s^ν·(c + …), the sum in brackets is enclosed for all 0 ≤ s ≤ s₀ by a polynomial in
/// x = s^(1/m) with a remainder (a Taylor model), and does not vanish there. That c is the first coefficient
/// which is not zero is known from the exact series.
public struct PoleNeighbourhood: Hashable, Sendable {
  /// The pole.
  public let pole: Pole
  /// ν.
  public let exponent: Rational
  /// Whether the kernel is positive for 0 < s ≤ s₀; otherwise it is negative there.
  public let isPositive: Bool
  /// s₀.
  public let distance: Rational
}

extension PoleNeighbourhood {
  /// The bits of the enclosures.
  private static let precision = 128
  /// So many coefficients beyond the leading one, in powers of s, are kept.
  private static let reach = Rational(5, over: 2)
  /// The largest m, and the largest number of coefficients.
  private static let gridLimit = 32
  private static let orderLimit = 256
  /// s₀ = 2^-k is tried for these k.
  private static let trials = 1...24

  /// Looks for a neighbourhood; `nil` when the kernel has free symbols, its leading coefficient has no
  /// proved sign, or no enclosure shows it next to the pole.
  public static func find(
    of kernel: Expression, at pole: Pole, in store: ExpressionStore
  ) -> PoleNeighbourhood? {
    guard store.symbols(in: kernel).allSatisfy({ $0 == .cosine }), store.dependsOnCosine(kernel),
      let expansion = try? PuiseuxExpansion.expand(kernel, at: pole, .terms(1), in: store),
      let leading = expansion.terms.first, leading.logarithm == 0, leading.exponent.signum >= 0
    else { return nil }
    let sign = CoefficientSign(of: leading.coefficient, in: store)
    guard sign == .positive || sign == .negative else { return nil }
    let field = CoefficientField(store: store)
    let top = leading.exponent + reach
    var exact = PuiseuxEvaluation(
      pole: pole, arithmetic: PuiseuxArithmetic(field: field, limit: top))
    guard (try? exact.series(of: kernel)) != nil, let grid = grid(of: exact),
      let order = (top * Rational(grid)).word, order <= orderLimit,
      let place = (leading.exponent * Rational(grid)).word
    else { return nil }
    for k in trials {
      let distance = Rational(1, over: 1 << k)
      guard let x = try? RealBall.power(
        RealBall(distance, precision: precision), Rational(1, over: grid), precision: precision)
      else { return nil }
      let arithmetic = PoleModelArithmetic(
        interval: RealBall(
          from: .zero, to: x.upperBound(precision: precision), precision: precision),
        order: order, precision: precision)
      var evaluation = PoleModelEvaluation(exact, in: store, grid: grid, arithmetic: arithmetic)
      guard var model = try? evaluation.model(of: kernel), model.order > place else { continue }
      // Below the leading exponent the exact expansion has no terms.
      for lower in 0..<place { model.coefficients[lower] = .zero }
      let range = arithmetic.range(of: arithmetic.lowered(model, by: place))
      let isShown = sign == .positive ? range.isCertainlyPositive : range.isCertainlyNegative
      if isShown {
        return PoleNeighbourhood(
          pole: pole, exponent: leading.exponent, isPositive: sign == .positive,
          distance: distance)
      }
    }
    return nil
  }

  /// The least m such that all exponents are multiples of 1/m; `nil` beyond the limit, for negative
  /// exponents, and for logarithms.
  private static func grid(of exact: PuiseuxEvaluation) -> Int? {
    var grid = 2
    for series in exact.values.values {
      for term in series.terms {
        guard term.power.logarithm == 0, term.power.exponent.signum >= 0,
          let denominator = term.power.exponent.denominator.word
        else { return nil }
        let common = Integer.gcd(Integer(grid), Integer(denominator)).word ?? 1
        grid = grid / common * denominator
        if grid > gridLimit { return nil }
      }
    }
    return grid
  }
}
