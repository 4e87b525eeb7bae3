internal import Arithmetic

// Sine and cosine of a sum are polynomials in those of its terms, by the addition theorems: with the turn
// cos u + i·sin u = e^(iu), turns of sums are products and turns of multiples are powers. What is left are
// pairs of generators sin(v), cos(v), where cos(v)² is written 1 - sin(v)². A term c·m, for m a product of
// generators, is a multiple of a common unit of all such terms, as for exponentials.
extension NormalFormField {
  /// cos u and sin u of an element u.
  struct Turn {
    var cosine: Fraction
    var sine: Fraction

    static let none = Turn(cosine: Fraction(1), sine: .zero)
  }

  /// Sums of more terms are no longer split.
  private static let angleTermLimit = 6
  /// Higher multiples of a unit are generators of their own.
  private static let multipleLimit = 32

  /// The cosine and sine of an element.
  func turn(by u: Fraction) throws(NormalFormError) -> Turn {
    guard u.denominators.isEmpty, u.numerator.terms.count <= Self.angleTermLimit else {
      return try turnGenerators(u)
    }
    var result = Turn.none
    for (monomial, coefficient) in u.numerator.sortedTerms {
      result = try product(result, try turn(by: monomial, coefficient))
    }
    return result
  }

  private func turn(
    by monomial: Monomial, _ coefficient: Rational
  ) throws(NormalFormError) -> Turn {
    if let known = try knownTurn(monomial, coefficient) { return known }
    let whole = Fraction(numerator: Polynomial(monomial, coefficient))
    let unit = angleUnits[monomial] ?? coefficient.magnitude
    angleUnits[monomial] = unit
    guard let count = (coefficient / unit).word else {
      angleUnits[monomial] = unit / Rational((coefficient / unit).denominator)
      throw .finerUnitsNeeded
    }
    guard abs(count) <= Self.multipleLimit else { return try turnGenerators(whole) }
    return try power(try turnGenerators(Fraction(numerator: Polynomial(monomial, unit))), count)
  }

  /// The turn by a multiple of π or of arccos v that is known in closed form.
  private func knownTurn(
    _ monomial: Monomial, _ coefficient: Rational
  ) throws(NormalFormError) -> Turn? {
    guard monomial.powers.count == 1, monomial.powers[0].exponent == 1 else { return nil }
    switch generators[monomial.powers[0].generator] {
    case .pi:
      guard let part = coefficient.denominator.word, let base = try turnOfPi(over: part)
      else { return nil }
      let period = Integer(2 * part)
      let count = coefficient.numerator.quotientAndRemainder(dividingBy: period).remainder
      return try power(base, count.word ?? 0)
    case .function(.arccos, let cosine):
      // arccos v lies in [0, π], so sin(arccos v), cos(arccos v/2) and sin(arccos v/2) are not negative.
      if let count = coefficient.word, abs(count) <= Self.multipleLimit {
        let square = try add(Fraction(1), negated(try multiply(cosine, cosine)))
        return try power(
          Turn(cosine: cosine, sine: try root(of: square, degree: 2)), count)
      }
      guard let count = (coefficient * 2).word, abs(count) <= Self.multipleLimit else {
        return nil
      }
      // √(1/2) stands outside, as in expressions.
      let scale = try root(of: Fraction(Rational(1, over: 2)), degree: 2)
      let above = try root(of: try add(Fraction(1), cosine), degree: 2)
      let below = try root(of: try add(Fraction(1), negated(cosine)), degree: 2)
      return try power(
        Turn(cosine: try multiply(scale, above), sine: try multiply(scale, below)), count)
    case .symbol, .root, .function, .application: return nil
    }
  }

  /// The turn by π/n for n = 1, 2, 3, 4, 6.
  private func turnOfPi(over n: Int) throws(NormalFormError) -> Turn? {
    func halfRoot(_ radicand: Int) throws(NormalFormError) -> Fraction {
      try multiply(
        Fraction(Rational(1, over: 2)), try root(of: Fraction(Rational(radicand)), degree: 2))
    }
    switch n {
    case 1: return Turn(cosine: Fraction(-1), sine: .zero)
    case 2: return Turn(cosine: .zero, sine: Fraction(1))
    case 3: return Turn(cosine: try halfRoot(1), sine: try halfRoot(3))
    case 4: return Turn(cosine: try halfRoot(2), sine: try halfRoot(2))
    case 6: return Turn(cosine: try halfRoot(3), sine: try halfRoot(1))
    default: return nil
    }
  }

  /// The generators of the sine and the cosine of an element; those of its negative, if they are there.
  private func turnGenerators(_ u: Fraction) throws(NormalFormError) -> Turn {
    if let sine = try generator(.sin, u), let cosine = try generator(.cos, u) {
      return Turn(cosine: Fraction(generator: cosine), sine: Fraction(generator: sine))
    }
    let opposite = negated(u)
    if let sine = try generator(.sin, opposite), let cosine = try generator(.cos, opposite) {
      return Turn(
        cosine: Fraction(generator: cosine), sine: negated(Fraction(generator: sine)))
    }
    let sine = append(.function(.sin, u))
    let cosine = append(.function(.cos, u))
    sines[cosine] = sine
    return Turn(cosine: Fraction(generator: cosine), sine: Fraction(generator: sine))
  }

  /// cos(u+v) = cos u·cos v - sin u·sin v and sin(u+v) = sin u·cos v + cos u·sin v.
  private func product(_ left: Turn, _ right: Turn) throws(NormalFormError) -> Turn {
    let cosines = try multiply(left.cosine, right.cosine)
    let sines = try multiply(left.sine, right.sine)
    let mixed = try multiply(left.sine, right.cosine)
    return Turn(
      cosine: try add(cosines, negated(sines)),
      sine: try add(mixed, try multiply(left.cosine, right.sine)))
  }

  private func power(_ base: Turn, _ count: Int) throws(NormalFormError) -> Turn {
    var factor = base
    if count < 0 { factor.sine = negated(factor.sine) }
    var result = Turn.none
    for _ in 0..<abs(count) { result = try product(result, factor) }
    return result
  }

  /// The relation gᵈ = b that a generator satisfies: that of a root, or cos(v)² = 1 - sin(v)².
  func relation(ofGenerator index: Int) -> (degree: Int, value: Fraction)? {
    switch generators[index] {
    case .root(let degree, let radicand): return (degree, radicand)
    case .function(.cos, _):
      guard let sine = sines[index] else { return nil }
      var square = Polynomial(1)
      square.add(-1, Monomial(generator: sine, exponent: 2))
      return (2, Fraction(numerator: square))
    case .pi, .symbol, .function, .application: return nil
    }
  }
}
