internal import Arithmetic
internal import Expressions

/// Φ₂ as a function of the angle of a cosine: ψ = arccos u, or π - arccos u where the correlation is -u.
public struct NormalPath: Sendable {
  let distribution: CorrelationMeridian
  let isMirrored: Bool
}

extension RealMeridianValue {
  /// Φ₂ at the angle of a cosine.
  public func normalDistribution(_ path: NormalPath, precision: Int) -> RealMeridianValue? {
    guard let psi = arccosine(precision: precision + 8)?.value else { return nil }
    let angle =
      path.isMirrored
      ? RealBall.pi(precision: precision + 8).subtracting(psi, precision: precision + 8) : psi
    return path.distribution.value(at: angle, precision: precision).map(RealMeridianValue.init)
  }
}

extension ComplexMeridianValue {
  /// Φ₂ at the angle of a cosine.
  public func normalDistribution(_ path: NormalPath, precision: Int) -> ComplexMeridianValue? {
    guard let psi = arccosine(precision: precision)?.value else { return nil }
    let angle = path.isMirrored ? Self.distanceFromPi(psi, precision: precision) : psi
    return path.distribution.continuation(over: angle, precision: precision)
      .flatMap { plain($0, precision: precision) }
  }
}

/// Φ₂ inside a kernel, for which a symbol stands in its formula.
struct NormalPart: Sendable {
  let symbol: Symbol
  /// u in terms of t and of the symbols of earlier parts.
  private let cosine: Tape
  private let path: NormalPath
  /// The correlations at t = 1 and t = -1 where Φ₂ has an essential singularity.
  private let essential: (one: Rational?, minusOne: Rational?)

  init(_ symbol: Symbol, _ angle: CorrelationAngle, in store: ExpressionStore) {
    self.symbol = symbol
    cosine = Tape(angle.cosine, in: store)
    let distribution = CorrelationMeridian(angle, in: store)
    path = NormalPath(distribution: distribution, isMirrored: angle.isMirrored)
    func correlation(at end: Rational) -> Rational? {
      guard
        let value = try? store.substituting([.cosine: store.rational(end)], in: angle.cosine),
        let number = store.rationalValue(store.simplified(value))
      else { return nil }
      let correlation = angle.isMirrored ? -number : number
      return distribution.isEssential(at: correlation) ? correlation : nil
    }
    essential = (correlation(at: 1), correlation(at: -1))
  }

  /// The correlation at an end of the meridian where Φ₂ has an essential singularity there.
  func essentialCorrelation(atPi: Bool) -> Rational? { atPi ? essential.minusOne : essential.one }

  /// The value, from that of t and of earlier parts.
  func value<Value: MeridianValue>(
    _ known: [Symbol: Value], sample: Value, precision: Int
  ) -> Value? {
    cosine(known, sample: sample, precision: precision)?
      .normalDistribution(path, precision: precision)
  }

  private func cosine<Value: MeridianValue>(
    _ known: [Symbol: Value], sample: Value, precision: Int
  ) -> Value? {
    var algebra = MeridianAlgebra(cosines: known, constant: sample, precision: precision)
    return try? cosine.run(in: &algebra).first
  }

  /// The value at an essential end.
  func endValue(atPi: Bool, precision: Int) -> RealBall? {
    essentialCorrelation(atPi: atPi).flatMap {
      path.distribution.end($0, precision: precision)
    }
  }

  /// A bound for the difference to the value at an essential end.
  func deviation(
    fromEndAtPi atPi: Bool, _ known: [Symbol: RealMeridianValue], sample: RealMeridianValue,
    precision: Int
  ) -> Magnitude? {
    guard let correlation = essentialCorrelation(atPi: atPi),
      let psi = cosine(known, sample: sample, precision: precision)?
        .arccosine(precision: precision)?.value
    else { return nil }
    let isZero = (correlation == 1) != path.isMirrored
    let distance =
      isZero ? psi : RealBall.pi(precision: precision).subtracting(psi, precision: precision)
    return path.distribution.deviation(fromEnd: correlation, within: distance.magnitude)
  }
}
