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
  /// So many coefficients beyond the leading one, in powers of s, are kept.
  private static let reach = Rational(5, over: 2)
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
    guard sign == .positive || sign == .negative,
      let modelling = PoleModelling(
        of: kernel, at: pole, upTo: leading.exponent + reach, in: store)
    else { return nil }
    for k in trials {
      let distance = Rational(1, over: 1 << k)
      // Below the leading exponent the exact expansion has no terms.
      guard let range = modelling.quotient(by: leading.exponent, within: distance) else {
        continue
      }
      let isShown = sign == .positive ? range.isCertainlyPositive : range.isCertainlyNegative
      if isShown {
        return PoleNeighbourhood(
          pole: pole, exponent: leading.exponent, isPositive: sign == .positive,
          distance: distance)
      }
    }
    return nil
  }
}
