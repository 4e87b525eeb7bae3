internal import Arithmetic
internal import Expressions

/// A kernel without symbols besides t, ready to be enclosed next to a pole.
struct PoleModelling {
  private let kernel: Expression
  private let store: ExpressionStore
  private let exact: PuiseuxEvaluation
  /// m: all exponents are multiples of 1/m.
  private let grid: Int
  /// The number of coefficients that are kept.
  private let order: Int

  /// The bits of the enclosures.
  private static let precision = 128
  private static let gridLimit = 32
  private static let orderLimit = 256

  /// Prepares models with the coefficients below an exponent; `nil` when some part has negative exponents,
  /// logarithms, too many terms, or no series.
  init?(of kernel: Expression, at pole: Pole, upTo top: Rational, in store: ExpressionStore) {
    let arithmetic = PuiseuxArithmetic(field: CoefficientField(store: store), limit: top)
    var exact = PuiseuxEvaluation(pole: pole, arithmetic: arithmetic)
    guard (try? exact.series(of: kernel)) != nil, let grid = Self.grid(of: exact),
      let order = (top * Rational(grid)).floor.word, (1...Self.orderLimit).contains(order),
      grid < order
    else { return nil }
    self.kernel = kernel
    self.store = store
    self.exact = exact
    self.grid = grid
    self.order = order
  }

  /// An enclosure of (f - Σ_{a < e} cₐsᵃ)/sᵉ for 0 < s ≤ s₀, where cₐsᵃ are the terms of f.
  func quotient(by exponent: Rational, within distance: Rational) -> RealBall? {
    let precision = Self.precision
    guard let place = (exponent * Rational(grid)).word,
      let x = try? RealBall.power(
        RealBall(distance, precision: precision), Rational(1, over: grid), precision: precision)
    else { return nil }
    let interval = RealBall(
      from: .zero, to: x.upperBound(precision: precision), precision: precision)
    let arithmetic = PoleModelArithmetic(interval: interval, order: order, precision: precision)
    var evaluation = PoleModelEvaluation(exact, in: store, grid: grid, arithmetic: arithmetic)
    guard let model = try? evaluation.model(of: kernel), model.order >= place else { return nil }
    return arithmetic.range(of: arithmetic.lowered(model, by: place))
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
