internal import Arithmetic

/// v^(-1) or v^(-1/2) of a series with exactly known coefficients: guessed, then certified.
///
/// **Guess.** Newton's iteration for v^(-a), on integers without any bounds, from m to n ≤ 2m
/// coefficients:
///
///     a = 1:    e = v·g - 1       g ← g - g·e
///     a = 1/2:  e = v·g² - 1      g ← g - g·e/2
///
/// where e vanishes below t^m up to rounding, so that only its upper half is computed.
///
/// **Check.** The last step is watched. Let g have m ≥ N/2 coefficients, whatever they are, and let
/// E = v·g^(1/a) - 1 be the exact residual, L its part below t^m and H the rest. Then
/// v^(-a) = g·(1 + E)^(-a), and with h = -a·H computed from an approximation ê with |ê - E| ≤ η
///
///     v^(-a) - g·(1 + h) = g·( -a·E - h + R ),     R = Σ_{k≥2} C(-a, k)·Eᵏ
///
/// - below t^m, |-a·E - h| ≤ a·(|ê| + η); from t^m on it is at most a·η;
/// - H² = 0 modulo t^N, so |Eᵏ|∞ ≤ λ^(k-1)·(|L|∞ + k·|H|∞) with λ = |L|₁; all |C(-a, k)| ≤ 1, hence
///   |R|∞ ≤ |L|∞·λ/(1-λ) + |H|∞·2λ/(1-λ)² ≤ 2λ·(|L|∞ + 2·|H|∞) for λ ≤ 1/4.
///
/// Multiplying by g and rounding once gives the bound. It holds for the first n coefficients with the
/// norms up to n, for every n, and assumes nothing about g: a wrong guess has a large L.
///
/// The certificate costs a quarter of a product more than the guess alone, because the lower half of
/// the last residual is computed too.
struct BinomialRoot {
  /// Which power of v is taken.
  enum Exponent {
    case minusOne
    case minusHalf
  }

  let exponent: Exponent
  /// The series, whose stored numbers are taken as exact.
  let argument: FixedSeries
  var context: SeriesContext { argument.context }
  var name: String { exponent == .minusOne ? "1/x" : "1/sqrt(x)" }

  /// The power with its proved error.
  func certified() throws(SeriesError) -> FixedSeries {
    let half = (context.order + 1) / 2
    return try certified(guess: try guess(count: half))
  }

  /// The lengths of the iteration, from 1 on: each is half the next, rounded up.
  static func lengths(upTo count: Int) -> [Int] {
    var lengths = [count]
    while let last = lengths.last, last > 1 { lengths.append((last + 1) / 2) }
    return lengths.reversed()
  }

  /// The first coefficients, without a proof.
  func guess(count: Int) throws(SeriesError) -> Coefficients {
    var rows = try initialGuess()
    for length in BinomialRoot.lengths(upTo: count).dropFirst() {
      let factor = ConvolutionOperand(measuring: rows, isReused: true)
      let residual = try residual(factor, kept: rows.count..<length)
      rows = try refined(factor, residual)
    }
    return rows
  }

  /// v₀^(-a), to about one unit.
  private func initialGuess() throws(SeriesError) -> Coefficients {
    let constant = argument.center[0]
    let precision =
      context.fractionBits + abs(constant.isZero ? 0 : constant.midpoint.exponent) + 64
    let value: RealBall
    switch exponent {
    case .minusOne:
      if constant.isZero { throw .domain(function: name) }
      value = RealBall.one.divided(by: constant, precision: precision)
    case .minusHalf:
      guard constant.isCertainlyPositive,
        let root = try? RealBall.sqrt(constant, precision: precision)
      else { throw .domain(function: name) }
      value = RealBall.one.divided(by: root, precision: precision)
    }
    return Coefficients([try FixedNumber(value, fractionBits: context.fractionBits).integer])
  }

  /// The coefficients `kept` of v·g^(1/a), rounded at each product.
  func residual(
    _ factor: ConvolutionOperand, kept: Range<Int>
  ) throws(SeriesError) -> Coefficients {
    let bits = context.fractionBits
    let argument = ConvolutionOperand(measuring: argument.rows.rows(0..<kept.upperBound))
    switch exponent {
    case .minusOne:
      return try Convolution.product(argument, factor, .init(kept: kept, shift: bits))
    case .minusHalf:
      let square = try Convolution.product(
        factor, factor, .init(kept: 0..<kept.upperBound, shift: bits))
      return try Convolution.product(
        argument, ConvolutionOperand(measuring: square), .init(kept: kept, shift: bits))
    }
  }

  /// g - a·g·e for a residual e whose row 0 belongs to t^m.
  func refined(
    _ factor: ConvolutionOperand, _ residual: Coefficients
  ) throws(SeriesError) -> Coefficients {
    if residual.count == 0 { return factor.rows }
    let shift = context.fractionBits + (exponent == .minusHalf ? 1 : 0)
    let correction = try Convolution.product(
      factor, ConvolutionOperand(measuring: residual),
      .init(
        kept: 0..<residual.count, shift: shift, minimumLength: factor.rows.count + residual.count))
    return factor.rows.followed(by: correction.negated())
  }
}
