internal import Arithmetic

/// A value of a function next to an end of the meridian, for angles θ in (0, δ], δ ≤ 1/2, from that end.
///
/// Bounded functions are enclosed; others, and those that vanish at the end, lie between powers:
///
///     lower·θ^p  ≤  |f(θ)|  ≤  upper·θ^p.
///
/// That bounds what a short piece contributes to an integral where the function is unbounded or has a logarithm, as
/// in (1 − t)·log(1 − t).
struct EndMeridianValue: MeridianValue {
  /// lower·θ^p ≤ |f| ≤ upper·θ^p.
  struct Growth {
    let exponent: Rational
    let lower: Magnitude
    let upper: Magnitude

    static let unknown = Growth(exponent: 0, lower: .zero, upper: .infinity)

    /// |f|^a between the powers, for a > 0; numbers are rounded to powers of two.
    func power(_ a: Rational) -> Growth {
      func bound(_ value: Magnitude, isUpper: Bool) -> Magnitude {
        if value.isZero || value.isInfinite { return value }
        let exponent = Rational(value.ceilingExponent - (isUpper ? 0 : 1)) * a
        guard let whole = (isUpper ? -(-exponent).floor : exponent.floor).word else {
          return isUpper ? .infinity : .zero
        }
        return .powerOfTwo(whole)
      }
      return Growth(
        exponent: exponent * a, lower: bound(lower, isUpper: false),
        upper: bound(upper, isUpper: true))
    }

    /// 1/|f|.
    var reciprocal: Growth {
      let one = Magnitude.powerOfTwo(0)
      return Growth(
        exponent: -exponent,
        lower: upper.isInfinite ? .zero : Self.quotientRoundedDown(upper),
        upper: one.divided(byLowerBound: lower))
    }

    /// A lower bound for 1/value: the power of two below it.
    private static func quotientRoundedDown(_ value: Magnitude) -> Magnitude {
      value.isZero ? .zero : .powerOfTwo(-value.ceilingExponent)
    }
  }

  /// Any value on the same angles, which constants are made of.
  private let sample: ComplexMeridianValue
  /// An enclosure on [0, δ], where there is one.
  private let base: ComplexMeridianValue?
  /// The bounds by powers.
  let growth: Growth

  /// ±cos θ on [0, δ].
  init(cosineOf theta: ComplexBall, isMirrored: Bool, precision: Int) {
    let cosine = ComplexMeridianValue(cosineOf: theta, precision: precision)
    let value = isMirrored ? cosine.negated(precision: precision) : cosine
    self.init(value, sample: cosine)
  }

  private init(_ base: ComplexMeridianValue?, sample: ComplexMeridianValue, _ known: Growth? = nil)
  {
    self.sample = sample
    self.base = base
    growth = Self.better(known, base.map(Self.growth))
  }

  /// What the behaviour at 0 tells: f = −θ²q, or a value.
  private static func growth(of value: ComplexMeridianValue) -> Growth {
    if let defect = value.defect, defect.exact == .zero {
      return Growth(
        exponent: 2, lower: defect.quotient.lowerMagnitude, upper: defect.quotient.magnitude)
    }
    return Growth(
      exponent: 0, lower: value.value.lowerMagnitude, upper: value.value.magnitude)
  }

  /// The bounds with the larger exponent; for θ < 1 these are the smaller ones next to the end.
  private static func better(_ a: Growth?, _ b: Growth?) -> Growth {
    let finite = [a, b].compactMap { $0 }.filter { !$0.upper.isInfinite }
    return finite.max { $0.exponent < $1.exponent } ?? .unknown
  }

  /// θ^a ≤ 2^⌈ea⌉ for a ≥ 0 and θ ≤ 2^e.
  private func ceiling(_ a: Rational) -> Magnitude {
    let size = sample.theta.magnitude
    if size.isZero { return .powerOfTwo(0) }
    let exponent = Rational(min(size.ceilingExponent, 0)) * a
    return .powerOfTwo((-(-exponent).floor).word ?? 0)
  }

  /// The enclosure, or one of a value that tends to 0.
  private func settled(_ precision: Int) -> ComplexMeridianValue? {
    if let base { return base }
    guard growth.exponent.signum >= 0, !growth.upper.isInfinite else { return nil }
    let radius = growth.upper * ceiling(growth.exponent)
    let ball = ComplexBall(RealBall(midpoint: .zero, radius: radius))
    return sample.plain(ball, precision: precision)
  }

  private func derived(_ value: ComplexMeridianValue?, _ growth: Growth? = nil) -> EndMeridianValue
  {
    EndMeridianValue(value, sample: sample, growth)
  }

  func constant(_ value: Rational, precision: Int) -> EndMeridianValue {
    derived(sample.constant(value, precision: precision))
  }

  func constant(_ value: RealBall) -> EndMeridianValue { derived(sample.constant(value)) }

  func adding(_ other: EndMeridianValue, precision: Int) -> EndMeridianValue {
    let sum = base.flatMap { a in other.base.map { a.adding($0, precision: precision) } }
    let least = min(growth.exponent, other.growth.exponent)
    let upper = [growth, other.growth].reduce(Magnitude.zero) { total, part in
      total + part.upper * ceiling(part.exponent - least)
    }
    return derived(sum, Growth(exponent: least, lower: .zero, upper: upper))
  }

  func multiplied(by other: EndMeridianValue, precision: Int) -> EndMeridianValue {
    let product = base.flatMap { a in other.base.map { a.multiplied(by: $0, precision: precision) }
    }
    let (a, b) = (growth, other.growth)
    // Lower bounds are products rounded down to powers of two.
    let lower =
      a.lower.isZero || b.lower.isZero
      ? Magnitude.zero : .powerOfTwo(a.lower.ceilingExponent + b.lower.ceilingExponent - 2)
    return derived(
      product,
      Growth(exponent: a.exponent + b.exponent, lower: lower, upper: a.upper * b.upper))
  }

  func reciprocal(precision: Int) -> EndMeridianValue? {
    derived(base?.reciprocal(precision: precision), growth.reciprocal).unlessUnknown
  }

  func absolute(precision: Int) -> EndMeridianValue? {
    derived(base?.absolute(precision: precision), growth).unlessUnknown
  }

  func squareRoot(precision: Int) -> EndMeridianValue? {
    derived(base?.squareRoot(precision: precision), growth.power(Rational(1, over: 2)))
      .unlessUnknown
  }

  func power(_ exponent: Rational, precision: Int) -> EndMeridianValue? {
    let size = exponent.magnitude
    let power = growth.power(size)
    return derived(
      base?.power(exponent, precision: precision),
      exponent.signum < 0 ? power.reciprocal : power
    ).unlessUnknown
  }

  /// log f for f between positive powers: |log f| ≤ L + |p|·|log θ|, where L bounds |log lower| and |log upper|, and
  /// |log θ| ≤ θ^(−1/8)/(e/8) ≤ 3·θ^(−1/8) for θ ≤ 1.
  func logarithm(precision: Int) -> EndMeridianValue? {
    let direct = base?.logarithm(precision: precision)
    if growth.lower.isZero || growth.upper.isInfinite { return derived(direct).unlessUnknown }
    let ends = [growth.lower, growth.upper].map { abs($0.ceilingExponent) + 1 }
    let slope = (-(-growth.exponent.magnitude * 3).floor).word ?? 0
    let size = Magnitude(ends.max() ?? 0) + Magnitude(slope)
    return derived(
      direct, Growth(exponent: Rational(-1, over: 8), lower: .zero, upper: size))
  }

  func arccosine(precision: Int) -> EndMeridianValue? {
    derived(settled(precision)?.arccosine(precision: precision)).unlessUnknown
  }

  func kappas(precision: Int) -> (kappa0: EndMeridianValue, kappa1: EndMeridianValue)? {
    settled(precision)?.kappas(precision: precision).map {
      (derived($0.kappa0), derived($0.kappa1))
    }
  }

  func sine(precision: Int) -> EndMeridianValue {
    derived(settled(precision)?.sine(precision: precision))
  }

  func cosine(precision: Int) -> EndMeridianValue {
    derived(settled(precision)?.cosine(precision: precision))
  }

  func errorFunction(precision: Int) -> EndMeridianValue {
    derived(settled(precision)?.errorFunction(precision: precision))
  }

  func exponential(precision: Int) -> EndMeridianValue {
    derived(settled(precision)?.exponential(precision: precision))
  }

  /// 0 ≤ Φ₂ ≤ 1.
  func normalDistribution(_ path: NormalPath, precision: Int) -> EndMeridianValue? {
    derived(
      base?.normalDistribution(path, precision: precision),
      Growth(exponent: 0, lower: .zero, upper: .powerOfTwo(0)))
  }

  private var unlessUnknown: EndMeridianValue? {
    base == nil && growth.upper.isInfinite ? nil : self
  }
}
