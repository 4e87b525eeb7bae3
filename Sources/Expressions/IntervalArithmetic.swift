internal import Arithmetic

/// Arithmetic of intervals with rational ends that belong to them or not.
enum IntervalArithmetic {
  typealias End = Assumption.End

  static func point(_ value: Rational) -> Assumption {
    Assumption(lower: End(value, isIncluded: true), upper: End(value, isIncluded: true))
  }

  /// 333/106 < π < 355/113.
  static let pi = Assumption(
    lower: End(Rational(333, over: 106), isIncluded: false),
    upper: End(Rational(355, over: 113), isIncluded: false))

  static func negated(_ a: Assumption) -> Assumption {
    Assumption(
      lower: a.upper.map { End(-$0.value, isIncluded: $0.isIncluded) },
      upper: a.lower.map { End(-$0.value, isIncluded: $0.isIncluded) })
  }

  static func sum(_ a: Assumption, _ b: Assumption) -> Assumption {
    func add(_ x: End?, _ y: End?) -> End? {
      guard let x, let y else { return nil }
      return End(x.value + y.value, isIncluded: x.isIncluded && y.isIncluded)
    }
    return Assumption(lower: add(a.lower, b.lower), upper: add(a.upper, b.upper))
  }

  /// Products of nonnegative intervals go end by end; others are split at 0.
  static func product(_ a: Assumption, _ b: Assumption) -> Assumption {
    // An interval between 0 and 0 is nonnegative and so is its negative.
    if isZero(a) || isZero(b) { return point(0) }
    if IntervalArithmetic.negated(a).impliesNonnegative { return negated(product(negated(a), b)) }
    if IntervalArithmetic.negated(b).impliesNonnegative { return negated(product(a, negated(b))) }
    if a.impliesNonnegative && b.impliesNonnegative {
      return Assumption(lower: times(a.lower, b.lower), upper: times(a.upper, b.upper))
    }
    if a.impliesNonnegative { return hull(product(a, positivePart(b)), negativeProduct(a, b)) }
    if b.impliesNonnegative { return product(b, a) }
    return hull(product(positivePart(a), b), negated(product(positivePart(negated(a)), b)))
  }

  private static func isZero(_ a: Assumption) -> Bool {
    a.lower?.value.isZero == true && a.upper?.value.isZero == true
  }

  private static func negativeProduct(_ a: Assumption, _ b: Assumption) -> Assumption {
    negated(product(a, positivePart(negated(b))))
  }

  private static func positivePart(_ a: Assumption) -> Assumption {
    Assumption(lower: End(0, isIncluded: true), upper: a.upper)
  }

  /// The product of two ends that are not negative; 0 times anything is 0 when the 0 is reached.
  private static func times(_ x: End?, _ y: End?) -> End? {
    if let x, x.value.isZero, x.isIncluded { return x }
    if let y, y.value.isZero, y.isIncluded { return y }
    guard let x, let y else { return nil }
    return End(x.value * y.value, isIncluded: x.isIncluded && y.isIncluded)
  }

  static func hull(_ a: Assumption, _ b: Assumption) -> Assumption {
    Assumption(
      lower: outer(a.lower, b.lower) { $0 < $1 }, upper: outer(a.upper, b.upper) { $0 > $1 })
  }

  private static func outer(
    _ x: End?, _ y: End?, _ isFurther: (Rational, Rational) -> Bool
  ) -> End? {
    guard let x, let y else { return nil }
    if x.value == y.value { return End(x.value, isIncluded: x.isIncluded || y.isIncluded) }
    return isFurther(x.value, y.value) ? x : y
  }

  static func power(_ a: Assumption, _ exponent: Rational) -> Assumption {
    if exponent.isOne { return a }
    guard exponent.isInteger else { return root(a, exponent) }
    guard let n = exponent.word, n.magnitude <= 4096 else {
      // The ends would get too long; the sign is known.
      let isEven = (exponent / 2).isInteger
      return isEven || a.impliesNonnegative
        ? Assumption(lower: End(0, isIncluded: true), upper: nil) : .real
    }
    if n < 0 { return reciprocal(power(a, Rational(-n))) }
    if n % 2 == 0 {
      let size = absolute(a)
      return monotone(size) { $0.power(n) }
    }
    if a.impliesNonnegative { return monotone(a) { $0.power(n) } }
    if negated(a).impliesNonnegative { return negated(power(negated(a), exponent)) }
    return Assumption(
      lower: a.lower.map { End($0.value.power(n), isIncluded: $0.isIncluded) },
      upper: a.upper.map { End($0.value.power(n), isIncluded: $0.isIncluded) })
  }

  static func absolute(_ a: Assumption) -> Assumption {
    if a.impliesNonnegative { return a }
    if negated(a).impliesNonnegative { return negated(a) }
    return hull(positivePart(a), positivePart(negated(a)))
  }

  private static func monotone(
    _ a: Assumption, _ image: (Rational) -> Rational
  ) -> Assumption {
    Assumption(
      lower: a.lower.map { End(image($0.value), isIncluded: $0.isIncluded) },
      upper: a.upper.map { End(image($0.value), isIncluded: $0.isIncluded) })
  }

  /// 1/x for x > 0 or x < 0; nothing is known otherwise.
  private static func reciprocal(_ a: Assumption) -> Assumption {
    if negated(a).impliesPositive { return negated(reciprocal(negated(a))) }
    guard a.impliesPositive else { return .real }
    func inverse(_ end: End?) -> End? {
      guard let end, !end.value.isZero else { return nil }
      return End(Rational.one / end.value, isIncluded: end.isIncluded)
    }
    return Assumption(
      lower: a.upper == nil ? End(0, isIncluded: false) : inverse(a.upper), upper: inverse(a.lower))
  }
}
