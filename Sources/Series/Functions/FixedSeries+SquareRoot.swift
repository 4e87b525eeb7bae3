internal import Arithmetic

extension FixedSeries {
  /// √v.
  ///
  /// With r = V^(-1/2), s = V·r rounded and the residual E = V - s², the root y = √V satisfies
  /// s = y·√(1 - E·r²), hence y - s = E·r·φ(E·r²) with φ(x) = (1 - √(1-x))/x; and for v = V + δ,
  /// √v - y = δ·r·φ(-δ·r²). The coefficients of φ sum to at most 1/2/(1-|x|₁), so the error is at most
  /// (|E·r|∞ + |δ·r|∞)·(1 + 2ξ)/2 for ξ = max(|E|₁, |δ|₁)·|r|₁² ≤ 1/2.
  ///
  /// - Throws: `SeriesError.domain` when the constant term is certainly not positive,
  ///   `.insufficientPrecision` when it cannot be told from 0 or the residual is too large,
  ///   `.tooLarge`.
  /// - Complexity: about 6 products; half of that for an even series.
  public static func sqrt(_ v: FixedSeries) throws(SeriesError) -> FixedSeries {
    if v.isExact && v.support.isEmpty { return v }
    try v.requirePositiveConstant(function: "sqrt")
    if v.parity == .even && v.order > 2 {
      return try sqrt(v.decimated).dilated(toOrder: v.order)
    }
    if let root = try v.constantImage({ (try? RealBall.sqrt($0, precision: $1)) ?? .everything }) {
      return root
    }
    let center = v.center
    let inverse = try inverseSquareRoot(center)
    let s = try center.multiplied(by: inverse.center).center
    let residual = center.subtracting(try s.squared())
    let (r, e, delta) = (inverse.norms, residual.norms, v.errorNorms)
    let xi = max(e.sum.maximum, delta.sum.maximum) * r.sum.maximum * r.sum.maximum
    guard xi <= .powerOfTwo(-1) else {
      throw .insufficientPrecision(
        function: "sqrt", missingBits: xi.isInfinite ? v.missingBits : xi.ceilingExponent + 2)
    }
    let factor = (Magnitude.powerOfTwo(0) + xi.scaled(byPowerOfTwo: 1)).scaled(byPowerOfTwo: -1)
    let bounds = NormProfile.productBounds(e, r) + NormProfile.productBounds(delta, r)
    return s.widened(by: bounds.running * factor)
  }
}

extension BlockProfile {
  /// The largest bound up to each block.
  var running: BlockProfile {
    var largest = Magnitude.zero
    return BlockProfile(
      bounds.map { bound in
        largest = max(largest, bound)
        return largest
      })
  }
}
