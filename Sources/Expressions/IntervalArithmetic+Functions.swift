internal import Arithmetic

extension IntervalArithmetic {
  /// Bits of ends that are not written exactly.
  private static let precision = 64

  /// Ends beyond 2^(±limit) are given up: exact fractions of that size are long.
  private static let exponentLimit = 1 << 20

  /// An end that may be rounded outwards: the rounded number is never reached, so calling it included is
  /// safe.
  private static func outward(_ value: Dyadic) -> End? {
    if value.isInfinite || (!value.isZero && abs(value.exponent) > exponentLimit) { return nil }
    return End(value.rational, isIncluded: true)
  }

  /// Long ends are rounded outwards to 64 bits.
  static func rounded(_ a: Assumption) -> Assumption {
    func isLong(_ end: End?) -> Bool {
      guard let end else { return false }
      return end.value.numerator.bitWidth + end.value.denominator.bitWidth > 4 * precision
    }
    return Assumption(
      lower: isLong(a.lower)
        ? a.lower.flatMap { outward(Dyadic($0.value, precision: precision, rounding: .down)) }
        : a.lower,
      upper: isLong(a.upper)
        ? a.upper.flatMap { outward(Dyadic($0.value, precision: precision, rounding: .up)) }
        : a.upper)
  }

  /// x^(p/q) for x ≥ 0.
  static func root(_ a: Assumption, _ exponent: Rational) -> Assumption {
    let base =
      a.impliesNonnegative ? a : Assumption(lower: End(0, isIncluded: true), upper: a.upper)
    if exponent.signum < 0 {
      return power(root(base, -exponent), -1)
    }
    return increasing(base) { x in
      if x.isZero || x.isOne { return .exact(x) }
      let ball = RealBall(x, precision: precision)
      return (try? RealBall.power(ball, exponent, precision: precision)).map(Image.ball)
    }
  }

  /// The value of an increasing function at an end.
  private enum Image {
    case exact(Rational)
    case ball(RealBall)
  }

  private static func increasing(
    _ a: Assumption, _ value: (Rational) -> Image?
  ) -> Assumption {
    func end(_ end: End?, isLower: Bool) -> End? {
      guard let end, let image = value(end.value) else { return nil }
      switch image {
      case .exact(let number): return End(number, isIncluded: end.isIncluded)
      case .ball(let ball):
        return outward(
          isLower ? ball.lowerBound(precision: precision) : ball.upperBound(precision: precision))
      }
    }
    return Assumption(lower: end(a.lower, isLower: true), upper: end(a.upper, isLower: false))
  }

  /// The values of a function on an interval.
  static func image(of a: Assumption, under function: Function) -> Assumption {
    switch function {
    case .kappa(let degree): return kappa(degree, clamped(a))
    case .arcsin: return increasing(clamped(a)) { ball($0) { try .asin($0, precision: precision) } }
    case .arccos:
      let mirrored = increasing(negated(clamped(a))) {
        ball($0) { try .acos($0.negated(), precision: precision) }
      }
      let isOpen = a.upper.map { $0.value < 1 || !$0.isIncluded } ?? false
      // arccos x > 0 for x < 1.
      return a.upper?.value == 1 || a.upper == nil
        ? Assumption(lower: End(0, isIncluded: !isOpen), upper: mirrored.upper) : mirrored
    case .exp:
      let raw = increasing(a) { x in
        x.isZero
          ? .exact(1)
          : x.magnitude < 1000
            ? .ball(.exp(RealBall(x, precision: precision), precision: precision)) : nil
      }
      return Assumption(lower: raw.lower ?? End(0, isIncluded: false), upper: raw.upper)
    case .log:
      guard a.impliesPositive else { return .real }
      return increasing(a) { x in
        x.isOne
          ? .exact(0)
          : x.isZero ? nil : ball(x) { try .log($0, precision: precision) }
      }
    case .erf:
      return Assumption(lower: End(-1, isIncluded: false), upper: End(1, isIncluded: false))
    case .normalCDF:
      return Assumption(lower: End(0, isIncluded: false), upper: End(1, isIncluded: false))
    case .sin, .cos: return .cosine
    case .abs: return absolute(a)
    }
  }

  /// κₙ increases from 0 at -1 to 1 at 1, strictly.
  private static func kappa(_ degree: Int, _ a: Assumption) -> Assumption {
    increasing(a) { x in
      if x == -1 { return .exact(0) }
      if x.isOne { return .exact(1) }
      return ball(x) { point in
        try ArcCosineKernel.image(degree: degree, of: point, precision: precision)
      }
    }
  }

  private static func ball(_ x: Rational, _ value: (RealBall) throws -> RealBall) -> Image? {
    (try? value(RealBall(x, precision: precision))).map(Image.ball)
  }

  /// The part in [-1, 1].
  private static func clamped(_ a: Assumption) -> Assumption {
    let unit = Assumption.cosine
    let lower = a.lower.flatMap { $0.value >= -1 ? $0 : nil } ?? unit.lower
    let upper = a.upper.flatMap { $0.value <= 1 ? $0 : nil } ?? unit.upper
    return Assumption(lower: lower, upper: upper)
  }
}
