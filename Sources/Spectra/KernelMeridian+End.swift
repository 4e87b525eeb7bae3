public import Arithmetic
internal import Expressions

/// Next to an end where Φ₂ is flat with an essential singularity, the kernel is replaced by one in which Φ₂ has its
/// value of the end.
///
/// With w for the parts, c for their values at the end and ε ≥ |w - c|, z ↦ f(c + z·(w - c)) - f(c) is analytic for
/// |z| ≤ r/ε where f is analytic in the polydisc of radius r around c, and zero at 0. If |f| ≤ M there, Schwarz's lemma
/// at z = 1 gives
///
///     |f(w) - f(c)|  ≤  2M·ε/r        for ε < r.
extension KernelMeridian {
  /// The kernel with the parts that are essential at an end fixed there; `nil` when there are none.
  public func endForm(atPi: Bool) -> (any MeridianFunction)? {
    guard fixedEnd == nil,
      normalParts.contains(where: { $0.essentialCorrelation(atPi: atPi) != nil })
    else { return nil }
    return KernelMeridian(self, fixedAt: atPi ? .pi : .zero)
  }

  /// A bound for the difference to that kernel at the angles of a ball at the end.
  public func endFormError(over theta: RealBall, atPi: Bool, precision: Int) -> Magnitude? {
    guard let deviation = deviation(over: theta, atPi: atPi, precision: precision) else {
      return nil
    }
    if deviation.isZero { return .zero }
    let t = ComplexMeridianValue(cosineOf: ComplexBall(theta), precision: precision)
    for bits in [1, 4, 8, 16, 32] {
      let radius = Magnitude.powerOfTwo(-bits)
      guard deviation < radius else { return nil }
      let value = evaluate(t, precision: precision) { part in
        part.endValue(atPi: atPi, precision: precision).flatMap { end in
          let reach = RealBall(midpoint: .zero, radius: radius)
          let disc = ComplexBall(
            real: end.adding(reach, precision: precision), imaginary: reach)
          return t.plain(disc, precision: precision)
        }
      }
      guard let size = value?.value.magnitude, !size.isInfinite else { continue }
      return (size * deviation).scaled(byPowerOfTwo: bits + 1)
    }
    return nil
  }

  /// The largest |w - c|.
  private func deviation(over theta: RealBall, atPi: Bool, precision: Int) -> Magnitude? {
    let t = RealMeridianValue(cosineOf: theta, precision: precision)
    var values = [Symbol.cosine: t]
    var largest = Magnitude.zero
    for part in normalParts {
      if part.essentialCorrelation(atPi: atPi) != nil {
        guard
          let own = part.deviation(
            fromEndAtPi: atPi, values, sample: t, precision: precision)
        else { return nil }
        largest = max(largest, own)
      }
      guard let value = part.value(values, sample: t, precision: precision) else { return nil }
      values[part.symbol] = value
    }
    return largest
  }
}
