public import Arithmetic

/// What the spectrum of a kernel matrix says about training by its gradient flow.
///
/// With squared loss the error in an eigendirection of eigenvalue λ decays as e^(-ηλt) under gradient flow
/// with rate η, and by the factor |1 - ηλ| in a step of gradient descent. The best constant step is
/// η = 2/(λ_min + λ_max), and its factor (ρ - 1)/(ρ + 1) (Polyak 1964; Nesterov 2004, theorem 2.1.15).
public struct TrainingTimes: Sendable {
  /// λ_min.
  public let smallest: RealBall
  /// λ_max.
  public let largest: RealBall
  /// Bits of the arithmetic.
  public let precision: Int

  /// Creates the read-outs of a spectrum.
  ///
  /// - Precondition: both eigenvalues are certainly positive.
  public init(smallest: RealBall, largest: RealBall, precision: Int) {
    precondition(
      smallest.isCertainlyPositive && largest.isCertainlyPositive, "no positive spectrum")
    (self.smallest, self.largest, self.precision) = (smallest, largest, precision)
  }

  /// (λ_max - λ_min)/(λ_max + λ_min) = (ρ - 1)/(ρ + 1).
  public var convergenceFactor: RealBall {
    largest.subtracting(smallest, precision: precision)
      .divided(by: largest.adding(smallest, precision: precision), precision: precision)
  }

  /// 2/(λ_min + λ_max).
  public var bestStep: RealBall {
    RealBall(2).divided(by: largest.adding(smallest, precision: precision), precision: precision)
  }

  /// The time at which e^(-λt) is `error`, for an eigenvalue λ and rate 1: log(1/error)/λ.
  ///
  /// - Precondition: 0 < error < 1, and λ is certainly positive.
  public func time(of eigenvalue: RealBall, toError error: Rational) -> RealBall {
    logarithm(1 / error).divided(by: eigenvalue, precision: precision)
  }

  /// The number of steps of gradient descent that bring the error down to `error` times what it was.
  ///
  /// With the best step it is log(1/error)/log((ρ+1)/(ρ-1)), and one where ρ is 1.
  public func steps(toError error: Rational) -> RealBall {
    let gap = largest.subtracting(smallest, precision: precision)
    guard gap.isCertainlyPositive else { return .one }
    let ratio = largest.adding(smallest, precision: precision).divided(
      by: gap, precision: precision)
    guard let rate = try? RealBall.log(ratio, precision: precision) else { return .everything }
    return logarithm(1 / error).divided(by: rate, precision: precision)
  }

  private func logarithm(_ value: Rational) -> RealBall {
    (try? RealBall.log(RealBall(value, precision: precision), precision: precision)) ?? .everything
  }
}
