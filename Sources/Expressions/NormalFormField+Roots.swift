internal import Arithmetic

// Roots are taken of primitive radicands, so that √(1 - 1/π²) and √(π² - 1)/π are one element: what is
// known to be positive leaves the root, and only a numerator with integer coefficients prime to each
// other stays under it. Each step is ᵈ√(pᵈ·b) = p·ᵈ√b for p > 0.
extension NormalFormField {
  /// The nonnegative root of an element.
  func root(of base: Fraction, degree: Int) throws(NormalFormError) -> Fraction {
    if base.isZero { return .zero }
    var outside = Fraction(1)
    var radicand = base
    try moveDenominators(of: &radicand, degree, to: &outside)
    try moveContent(of: &radicand, degree, to: &outside)
    try splitPositive(&radicand, degree, to: &outside)
    if radicand.denominators.isEmpty, let constant = radicand.numerator.constant {
      guard constant.signum > 0 else { throw .undefined }
      if constant.isOne { return outside }
      if let primes = SmallFactors.primes(of: constant), primes.count > 1 {
        return try multiply(outside, try product(ofRootsOf: primes, degree))
      }
    }
    if let split = try splitRoot(radicand, degree) { return try multiply(outside, split) }
    return try multiply(outside, Fraction(generator: try rootGenerator(radicand, degree)))
  }

  /// ᵈ√(pʳ·b) = (ᵈ√p)ʳ·ᵈ√b for a positive generator p, so that √(2π) and √2·√π are one element.
  private func splitPositive(
    _ radicand: inout Fraction, _ degree: Int, to outside: inout Fraction
  ) throws(NormalFormError) {
    for power in radicand.numerator.monomialContent.powers {
      let generator = Fraction(generator: power.generator)
      let rest = Monomial(generator: power.generator, exponent: -power.exponent)
      let others = radicand.numerator.scaled(by: 1, rest)
      let isAlone = power.exponent == 1 && others == .one && radicand.denominators.isEmpty
      guard !isAlone, store.isPositive(try expression(of: generator)) else { continue }
      radicand.numerator = others
      let root = try root(of: generator, degree: degree)
      outside = try multiply(outside, try self.power(root, power.exponent))
    }
  }

  private func product(
    ofRootsOf primes: [Integer], _ degree: Int
  ) throws(NormalFormError) -> Fraction {
    var result = Fraction(1)
    for prime in primes {
      result = try multiply(result, try root(of: Fraction(Rational(prime)), degree: degree))
    }
    return result
  }

  private func rootGenerator(
    _ radicand: Fraction, _ degree: Int
  ) throws(NormalFormError) -> Int {
    for (index, generator) in generators.enumerated() {
      if case .root(degree, let known) = generator, try isSame(known, radicand) { return index }
    }
    return append(.root(degree: degree, of: radicand))
  }

  /// ᵈ√(Q·S) = ᵈ√Q·ᵈ√S for a known radicand Q and a cofactor S that is shown to be nonnegative, so that
  /// √(1-t²) and √(1-t)·√(1+t) are one element.
  private func splitRoot(
    _ radicand: Fraction, _ degree: Int
  ) throws(NormalFormError) -> Fraction? {
    guard radicand.denominators.isEmpty else { return nil }
    for (index, generator) in generators.enumerated() {
      guard case .root(degree, let known) = generator, known.denominators.isEmpty,
        known.numerator.terms.count > 1,
        let cofactor = radicand.numerator.dividedExactly(by: known.numerator),
        cofactor.constant == nil, isNonnegative(Fraction(numerator: cofactor))
      else { continue }
      return try multiply(
        Fraction(generator: index), try root(of: Fraction(numerator: cofactor), degree: degree))
    }
    return nil
  }

  /// Whether the structure shows that an element is nonnegative for all admitted values.
  func isNonnegative(_ element: Fraction) -> Bool {
    guard let written = try? expression(of: element) else { return false }
    return RangeAnalysis(store: store, intervals: intervals).range(of: written).impliesNonnegative
      || store.isNonnegative(written)
  }

  /// ᵈ√(N/pᵉ) = ᵈ√(N·pʳ)/pᵏ with e = kd - r, for factors p that are known to be positive.
  private func moveDenominators(
    of radicand: inout Fraction, _ degree: Int, to outside: inout Fraction
  ) throws(NormalFormError) {
    for (factor, exponent) in radicand.denominators {
      let written = try expression(of: Fraction(numerator: factor))
      guard store.isPositive(written) else { continue }
      let whole = (exponent + degree - 1) / degree
      radicand.denominators[factor] = nil
      for _ in 0..<(whole * degree - exponent) {
        radicand = try multiply(radicand, Fraction(numerator: factor))
      }
      outside = try multiply(
        outside, try inverse(try power(Fraction(numerator: factor), whole)))
    }
  }

  /// Takes out positive generators and the rational content.
  private func moveContent(
    of radicand: inout Fraction, _ degree: Int, to outside: inout Fraction
  ) throws(NormalFormError) {
    for power in radicand.numerator.monomialContent.powers {
      let generator = try expression(of: Fraction(generator: power.generator))
      guard store.isPositive(generator) else { continue }
      let whole = Int((Double(power.exponent) / Double(degree)).rounded(.down))
      let inverse = Monomial(generator: power.generator, exponent: -whole * degree)
      radicand.numerator = radicand.numerator.scaled(by: 1, inverse)
      outside = try multiply(outside, Fraction(generator: power.generator, exponent: whole))
    }
    let content = radicand.numerator.rationalContent
    // ᵈ√(p/q) = ᵈ√(p·q^(d-1))/q.
    let whole = content.numerator * content.denominator.power(degree - 1)
    let (outer, inner) =
      whole.exactRoot(degree).map { ($0, Integer.one) } ?? SmallFactors.split(whole, degree: degree)
    radicand.numerator = radicand.numerator.scaled(by: Rational(inner) / content)
    outside = try multiply(outside, Fraction(Rational(outer, over: content.denominator)))
  }
}

extension Polynomial {
  /// The positive rational number c for which the coefficients over c are integers prime to each other.
  var rationalContent: Rational {
    var top = Integer.zero
    var bottom = Integer.one
    for coefficient in terms.values {
      top = Integer.gcd(top, coefficient.numerator)
      let common = Integer.gcd(bottom, coefficient.denominator)
      bottom = bottom.dividedExactly(by: common) * coefficient.denominator
    }
    return Rational(top, over: bottom)
  }
}
