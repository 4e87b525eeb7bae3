public import Arithmetic

/// Numbers aₙ for all n ≥ n₀ of one parity, as n^exponent times a ball that holds all of them.
public struct ScaledTail: Sendable {
  /// The power of n.
  public let exponent: Rational
  /// Holds aₙ·n^(-exponent) for all n ≥ n₀ of the parity.
  public let ball: RealBall

  /// Creates a tail.
  public init(exponent: Rational, ball: RealBall) {
    self.exponent = exponent
    self.ball = ball
  }
}

extension ExplicitExpansion {
  /// The Taylor coefficients with indices n ≥ start of one parity; `nil` when start is too small for the bounds
  /// to be monotone.
  ///
  /// n^(ν+1)·Γ(n-ν)/Γ(n+1) falls to 1 for ν > 0: its ratio at n + 1 to that at n is (1 + 1/n)^(ν+1)·(n - ν)/(n + 1) =
  /// (1 + 1/n)^ν·(1 - ν/n), and log(1 - ν/n) ≤ -ν/n ≤ -ν·log(1 + 1/n). n^(ν+1)·R^(-n) falls from (ν + 1)/log R on.
  public func taylorTail(from start: Int, parity: Int) -> ScaledTail? {
    func factor(_ exponent: Rational, _ bits: Int) -> (Rational, RealBall)? {
      // Γ(n-ν)/(Γ(-ν)·Γ(n+1))·n^(ν+1) between the limit and the value at the start.
      let first = GammaRatio.value(index: start, exponent: exponent, precision: bits)
      guard
        let power = try? RealBall.power(RealBall(start), exponent + 1, precision: bits),
        let gamma = Self.gamma(ofNegative: exponent, precision: bits)
      else { return nil }
      let top = first.multiplied(by: power, precision: bits)
      let range = RealBall.one.union(top, precision: bits).divided(by: gamma, precision: bits)
      return (exponent + 1, range)
    }
    return tail(from: start, parity: parity, factor, geometric: .one)
  }

  /// The eigenvalues on S^(d-1) with degrees k ≥ start of one parity, likewise.
  ///
  /// With x = k + (d-2)/2 and m = ν + d/2 ≥ 1, Γ(k-ν)/Γ(k+ν+d-1) = Γ(x+1-m)/Γ(x+m), and x^(2m-1) times that falls
  /// to 1: D(m) = ψ(x+m) - ψ(x+1-m) - (2m-1)/x is 0 at m = 1, where D' = 2ψ'(x) - 1/x² - 2/x > 0, and D'' =
  /// ψ''(x+m) - ψ''(x+1-m) > 0. And (k/x)^(2m-1) rises to 1. So k^(2m-1) times the ratio lies between (k₀/x₀)^(2m-1)
  /// and the value of the falling factor at the start.
  public func eigenvalueTail(from start: Int, parity: Int, dimension: Int) -> ScaledTail? {
    func factor(_ exponent: Rational, _ bits: Int) -> (Rational, RealBall)? {
      let ratio = GammaProduct.eigenvalueRatio(
        degree: start, dimension: dimension, exponent: exponent, precision: bits)
      let power = exponent * 2 + Rational(dimension - 1)
      let centre = Rational(start) + Rational(dimension - 2, over: 2)
      guard let constant = Self.eigenvalueConstant(exponent, dimension, precision: bits),
        let top = try? RealBall.power(RealBall(centre, precision: bits), power, precision: bits),
        let bottom = try? RealBall.power(
          RealBall(Rational(start) / centre, precision: bits), power, precision: bits)
      else { return nil }
      let range = bottom.union(ratio.multiplied(by: top, precision: bits), precision: bits)
        .union(.one, precision: bits)
      return (power, range.multiplied(by: constant, precision: bits))
    }
    // 1/(1 - R^(-2))
    let square = 1 - 1 / (circle.radius * circle.radius)
    return tail(
      from: start, parity: parity, factor,
      geometric: RealBall(1 / square, precision: Self.precision))
  }

  private func tail(
    from start: Int, parity: Int, _ factor: (Rational, Int) -> (Rational, RealBall)?,
    geometric: RealBall
  ) -> ScaledTail? {
    let bits = Self.precision
    guard let leading = terms[parity].first, Rational(start) > error.exponent + 1 else {
      return nil
    }
    guard let (power, first) = factor(leading.exponent, bits) else { return nil }
    let index = RealBall(start)
    var sum = first.multiplied(by: leading.strength, precision: bits)
    let rest = terms[parity].dropFirst().map { ($0.exponent, $0.strength) }
    let symmetric = RealBall(midpoint: .zero, radius: error.bound.magnitude)
    for (exponent, strength) in rest + [(error.exponent, symmetric)] {
      guard let (other, ratio) = factor(exponent, bits),
        let decay = try? RealBall.power(index, power - other, precision: bits)
      else { return nil }
      // What falls to 0 lies between 0 and its value at the start.
      let range = decay.union(.zero, precision: bits).multiplied(by: ratio, precision: bits)
      sum = sum.adding(range.multiplied(by: strength, precision: bits), precision: bits)
    }
    guard let circle = circlePart(start, power, bits) else { return nil }
    let ends = circle.multiplied(by: geometric, precision: bits)
    return ScaledTail(exponent: -power, ball: sum.widened(by: ends.magnitude))
  }

  /// start^power·R^(-start)·sup|G|, when n^power·R^(-n) falls from the start on.
  private func circlePart(_ start: Int, _ power: Rational, _ bits: Int) -> RealBall? {
    let radius = RealBall(circle.radius, precision: bits)
    guard let logarithm = try? RealBall.log(radius, precision: bits),
      RealBall(power, precision: bits).isCertainlyLess(
        than: logarithm.multiplied(by: RealBall(start), precision: bits)),
      let growth = try? RealBall.power(RealBall(start), power, precision: bits)
    else { return nil }
    return growth.divided(by: radius.power(start, precision: bits), precision: bits)
      .multiplied(by: circle.bound, precision: bits)
  }

  /// Γ(-ν) for ν > 0 that is no integer.
  private static func gamma(ofNegative exponent: Rational, precision: Int) -> RealBall? {
    // Γ(x) = Γ(x + m)/(x(x+1)…(x+m-1))
    var x = -exponent
    var product = Rational.one
    while x.signum <= 0 {
      if x.isZero { return nil }
      product *= x
      x += 1
    }
    return RealBall.gamma(x, precision: precision)
      .multiplied(by: 1 / product, precision: precision)
  }

  /// C(d, ν), see ``AsymptoticTerm/eigenvalueConstant(dimension:in:)``.
  private static func eigenvalueConstant(
    _ exponent: Rational, _ dimension: Int, precision: Int
  ) -> RealBall? {
    let two = RealBall(2)
    guard let gamma = gamma(ofNegative: exponent, precision: precision),
      let power = try? RealBall.power(
        two, exponent + Rational(dimension - 2), precision: precision),
      let root = try? RealBall.sqrt(RealBall.pi(precision: precision), precision: precision)
    else { return nil }
    let half = RealBall.gamma(Rational(dimension, over: 2), precision: precision)
    let shifted = RealBall.gamma(
      exponent + Rational(dimension - 1, over: 2), precision: precision)
    return power.multiplied(by: half, precision: precision)
      .multiplied(by: shifted, precision: precision)
      .divided(by: root.multiplied(by: gamma, precision: precision), precision: precision)
  }
}
