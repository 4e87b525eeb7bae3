internal import Arithmetic
internal import Expressions

extension ContinuationAnalysis {
  /// How far Φ₂(h, k; u) continues for an admissible u; `nil` when that is not known.
  ///
  /// It is F(arccos u), with F analytic except where cos ψ is one of the correlations ±1 with an essential singularity
  /// (`CorrelationAngle`). arccos u is admissible where u or -u has nonnegative Taylor coefficients with sum at most 1, and
  /// F of it is when u does not reach such a correlation on the closed disc.
  func normalDistribution(
    _ function: MultivariateFunction, _ arguments: [Expression]
  ) throws(ContinuationFailure) -> Continuation? {
    guard function == .bivariateNormalCDF,
      let angle = store.correlationAngle(of: arguments, varies: store.dependsOnCosine),
      let inner = try? continued(angle.cosine),
      let result = try? inverseCosine(of: angle.cosine, inner, .arccos)
    else { return nil }
    if angle.essentialEnds.isEmpty || result.reach != .slit { return result }
    // Where the indices have no common step, |u| = 1 at t = 1 alone.
    let signs = direct.signs(of: angle.cosine)
    guard let support = signs.cone ?? signs.negated.cone, support.differenceDivisor == 1,
      let end = store.valueAtOne(angle.cosine),
      let value = store.rationalValue(store.simplified(end))
    else { return nil }
    let correlation = angle.isMirrored ? -value : value
    return angle.essentialEnds.contains { $0.correlation == correlation } ? nil : result
  }
}
