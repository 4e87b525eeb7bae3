public import Arithmetic
public import Expressions

extension PuiseuxExpansion {
  /// So many coefficients beyond the order, in powers of s, are kept in the models.
  private static let remainderReach = Rational(3, over: 2)

  /// Encloses what the terms leave out, next to the pole.
  ///
  ///     K(±(1 - s)) = Σ terms + R(s)·s^order,     R(s) in the ball for all 0 < s ≤ s₀.
  ///
  /// By arithmetic of Taylor models in x = s^(1/m) over the graph of the kernel (Makino & Berz 1996).
  ///
  /// - Returns: The ball, exactly zero for a sum that is the kernel; `nil` when the kernel has symbols besides t
  ///   or some part cannot be enclosed as far as s₀. A smaller s₀ may help.
  public func remainder(
    of kernel: Expression, within distance: Rational, in store: ExpressionStore
  ) -> RealBall? {
    guard let order else { return .zero }
    guard distance.signum > 0, distance <= 2, order.signum >= 0,
      store.symbols(in: kernel).allSatisfy({ $0 == .cosine }),
      let modelling = PoleModelling(
        of: kernel, at: pole, upTo: order + Self.remainderReach, in: store)
    else { return nil }
    return modelling.quotient(by: order, within: distance)
  }
}
