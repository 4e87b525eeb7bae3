public import Arithmetic
public import Expressions

extension PuiseuxExpansion {
  /// So many coefficients beyond the order, in powers of s, are kept in the models.
  private static let remainderReach = Rational(3, over: 2)
  /// s₀ = 2^(1-k) is tried for these k.
  private static let reachTrials = 0...12

  /// Encloses what the terms leave out, next to the pole.
  ///
  ///     K(±(1 - s)) = Σ terms + R(s)·s^order,     R(s) in the ball for all 0 < s ≤ s₀.
  ///
  /// By arithmetic of Taylor models in x = s^(1/m) over the graph of the kernel (Makino & Berz 1996). A series
  /// that ends leaves out nothing as far as the kernel is analytic.
  ///
  /// - Returns: The ball, exactly zero for a sum that is proved to be the kernel on the interval; `nil` when the
  ///   kernel has symbols besides t or some part cannot be enclosed as far as s₀. A smaller s₀ may help.
  public func remainder(
    of kernel: Expression, within distance: Rational, in store: ExpressionStore
  ) -> RealBall? {
    guard distance.signum > 0, distance <= 2 else { return nil }
    guard let order else { return isSum(of: kernel, within: distance, in: store) ? .zero : nil }
    guard order.signum >= 0, store.symbols(in: kernel).allSatisfy({ $0 == .cosine }),
      let modelling = PoleModelling(
        of: kernel, at: pole, upTo: order + Self.remainderReach, in: store)
    else { return nil }
    return modelling.quotient(by: order, within: distance)
  }

  /// Why ``remainder(of:within:in:)`` may have found nothing: a place up to s₀ beyond which the kernel may be
  /// another function than next to the pole; `nil` when none was found.
  public func obstacle(
    of kernel: Expression, within distance: Rational, in store: ExpressionStore
  ) -> AnalyticObstacle? {
    reach(of: kernel, in: store)?.obstacle(within: distance)
  }

  /// The largest s₀ = 2, 1, 1/2, … such that a series that ends is proved to be the kernel for 0 < s ≤ s₀.
  ///
  /// - Returns: `nil` for a series that does not end, and when nothing is proved.
  public func exactDistance(of kernel: Expression, in store: ExpressionStore) -> Rational? {
    guard order == nil else { return nil }
    if isSumThroughout(kernel, in: store) { return 2 }
    guard let reach = reach(of: kernel, in: store) else { return nil }
    let distances = Self.reachTrials.lazy.map { Rational(2, over: 1 << $0) }
    return distances.first { reach.obstacle(within: $0) == nil }
  }

  private func isSum(
    of kernel: Expression, within distance: Rational, in store: ExpressionStore
  ) -> Bool {
    if isSumThroughout(kernel, in: store) { return true }
    guard let reach = reach(of: kernel, in: store) else { return false }
    return reach.obstacle(within: distance) == nil
  }

  private func reach(of kernel: Expression, in store: ExpressionStore) -> AnalyticReach? {
    let last = order ?? terms.last?.exponent ?? 0
    return AnalyticReach(
      of: kernel, at: pole, upTo: max(last, 1) + Self.remainderReach, in: store)
  }

  /// Whether the normal form shows that a kernel is the sum of the terms wherever it is defined.
  func isSumThroughout(_ kernel: Expression, in store: ExpressionStore) -> Bool {
    let distance =
      pole == .one
      ? store.difference(store.rational(1), store.cosine)
      : store.sum(store.rational(1), store.cosine)
    var sum: [Expression] = []
    for term in terms {
      guard let power = try? store.power(distance, term.exponent) else { return false }
      var factors = [term.coefficient, power]
      if term.logarithm > 0 {
        guard let logarithm = try? store.function(.log, distance),
          let power = try? store.power(logarithm, Rational(term.logarithm))
        else { return false }
        factors.append(power)
      }
      sum.append(store.product(factors))
    }
    return store.areProvedEqual(kernel, store.sum(sum))
  }
}
