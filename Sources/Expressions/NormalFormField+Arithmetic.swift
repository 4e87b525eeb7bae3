internal import Arithmetic

extension NormalFormField {
  /// The sum over the least common denominator.
  package func add(_ left: Fraction, _ right: Fraction) throws(NormalFormError) -> Fraction {
    if left.isZero { return right }
    if right.isZero { return left }
    work += left.numerator.terms.count + right.numerator.terms.count
    guard work <= workLimit else { throw .tooLarge }
    let common = left.denominators.merging(right.denominators) { max($0, $1) }
    let numerator =
      try lifted(left, to: common) + (try lifted(right, to: common))
    return try cancelled(Fraction(numerator: numerator, denominators: common))
  }

  /// The numerator after expanding a fraction to a larger denominator.
  private func lifted(
    _ fraction: Fraction, to denominators: [Polynomial: Int]
  ) throws(NormalFormError) -> Polynomial {
    var numerator = fraction.numerator
    for (factor, exponent) in denominators {
      for _ in 0..<(exponent - (fraction.denominators[factor] ?? 0)) {
        numerator = try reduced(numerator, times: factor)
      }
    }
    return numerator
  }

  /// The product.
  package func multiply(_ left: Fraction, _ right: Fraction) throws(NormalFormError) -> Fraction {
    if left.isZero || right.isZero { return .zero }
    let numerator = try reduced(left.numerator, times: right.numerator)
    let denominators = left.denominators.merging(right.denominators, uniquingKeysWith: +)
    return try cancelled(Fraction(numerator: numerator, denominators: denominators))
  }

  /// The negative.
  package func negated(_ fraction: Fraction) -> Fraction {
    Fraction(
      numerator: fraction.numerator.scaled(by: -1), denominators: fraction.denominators)
  }

  /// The product of polynomials with the relations of the roots applied: rᵈ = b becomes b.
  ///
  /// Relations whose right side is a proper fraction are applied in ``rootsReduced(_:)`` afterwards.
  private func reduced(
    _ left: Polynomial, times right: Polynomial
  ) throws(NormalFormError) -> Polynomial {
    work += left.terms.count * right.terms.count
    guard work <= workLimit else { throw .tooLarge }
    let product = left * right
    guard product.terms.count <= termLimit else { throw .tooLarge }
    return product
  }

  /// Denominator factors that divide the numerator are divided out, and high powers of roots replaced.
  func cancelled(_ fraction: Fraction) throws(NormalFormError) -> Fraction {
    if fraction.isZero { return .zero }
    if let replaced = try rootsReduced(fraction) { return replaced }
    var result = fraction
    for (factor, exponent) in fraction.denominators {
      var left = exponent
      while left > 0, let quotient = quotient(of: result.numerator, by: factor) {
        result.numerator = quotient
        left -= 1
      }
      result.denominators[factor] = left == 0 ? nil : left
    }
    return result
  }

  private func quotient(of numerator: Polynomial, by factor: Polynomial) -> Polynomial? {
    let content = numerator.monomialContent
    let inverse = Monomial.one.multiplied(by: content, power: -1)
    return numerator.scaled(by: 1, inverse).dividedExactly(by: factor)?.scaled(by: 1, content)
  }

  /// Replaces powers of a root outside 0..<degree, or returns `nil` when there are none.
  private func rootsReduced(_ fraction: Fraction) throws(NormalFormError) -> Fraction? {
    for index in generators.indices {
      guard let (degree, value) = relation(ofGenerator: index) else { continue }
      let isHigh = fraction.numerator.terms.keys.contains {
        !(0..<degree).contains($0.exponent(of: index))
      }
      if isHigh { return try replacing(root: index, degree, value, in: fraction) }
    }
    return nil
  }

  /// Writes r^(qd+e) as b^q·r^e, term by term.
  private func replacing(
    root: Int, _ degree: Int, _ radicand: Fraction, in fraction: Fraction
  ) throws(NormalFormError) -> Fraction {
    var groups: [Int: Polynomial] = [:]
    for (monomial, coefficient) in fraction.numerator.terms {
      let exponent = monomial.exponent(of: root)
      let whole = Int((Double(exponent) / Double(degree)).rounded(.down))
      let shift = Monomial(generator: root, exponent: -whole * degree)
      groups[whole, default: .zero].add(coefficient, monomial.multiplied(by: shift))
    }
    var sum = Fraction.zero
    for whole in groups.keys.sorted() {
      let part = Fraction(
        numerator: groups[whole] ?? .zero, denominators: fraction.denominators)
      sum = try add(sum, try multiply(part, try power(radicand, whole)))
    }
    return sum
  }

  /// An integer power.
  package func power(_ base: Fraction, _ exponent: Int) throws(NormalFormError) -> Fraction {
    if exponent < 0 { return try power(try inverse(base), -exponent) }
    var result = Fraction(1)
    for _ in 0..<exponent { result = try multiply(result, base) }
    return result
  }

  /// The inverse of an element that is not zero.
  package func inverse(_ fraction: Fraction) throws(NormalFormError) -> Fraction {
    guard !fraction.isZero else { throw .undefined }
    let content = fraction.numerator.monomialContent
    let inverseContent = Monomial.one.multiplied(by: content, power: -1)
    let primitive = fraction.numerator.scaled(by: 1, inverseContent)
    guard let lead = primitive.leading else { throw .undefined }
    var result = Fraction(
      numerator: Polynomial(inverseContent, Rational.one / lead.coefficient))
    if primitive.terms.count > 1 {
      result.denominators[primitive.scaled(by: Rational.one / lead.coefficient)] = 1
    }
    for (factor, exponent) in fraction.denominators {
      for _ in 0..<exponent {
        result = try multiply(result, Fraction(numerator: factor))
      }
    }
    return try cancelled(result)
  }
}
