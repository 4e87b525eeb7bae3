package import Arithmetic

extension NormalFormField {
  /// A rational power: the integer part by arithmetic, the rest by a root generator.
  package func power(_ base: Fraction, _ exponent: Rational) throws(NormalFormError) -> Fraction {
    guard let top = exponent.numerator.word, let degree = exponent.denominator.word,
      abs(top) <= 4096
    else { throw .tooLarge }
    if degree == 1 { return try power(base, top) }
    if base.isZero {
      guard top > 0 else { throw .undefined }
      return .zero
    }
    return try power(try root(of: base, degree: degree), top)
  }

  func isSame(_ left: Fraction, _ right: Fraction) throws(NormalFormError) -> Bool {
    try add(left, negated(right)).isZero
  }

  /// A function of an element.
  package func value(of function: Function, at u: Fraction) throws(NormalFormError) -> Fraction {
    if let known = try closedForm(of: function, at: u) { return known }
    switch function {
    case .arccos: return try arccosine(of: u)
    case .arcsin:
      let half = try multiply(try pi(), Fraction(Rational(1, over: 2)))
      return try add(half, negated(try arccosine(of: u)))
    case .kappa(let degree):
      return keepsKappas ? try single(function, u) : try kappa(degree, at: u)
    case .erf: return try reflected(function, u, sum: .zero)
    case .sin: return try turn(by: u).sine
    case .cos: return try turn(by: u).cosine
    case .abs:
      if isNonnegative(u) { return u }
      return isNonnegative(negated(u))
        ? negated(u) : try root(of: try multiply(u, u), degree: 2)
    case .normalCDF:
      let scaled = try multiply(u, try power(Fraction(2), Rational(-1, over: 2)))
      let half = Fraction(Rational(1, over: 2))
      return try multiply(half, try add(Fraction(1), try value(of: .erf, at: scaled)))
    case .exp: return try exponential(of: u)
    case .log: return try logarithm(of: u)
    }
  }

  /// log(c·Πpᵢ^mᵢ·b) = Σ log of the primes of c + Σ mᵢ·log pᵢ + log b, for positive generators pᵢ; the
  /// logarithm of an exponential is its argument.
  private func logarithm(of u: Fraction) throws(NormalFormError) -> Fraction {
    var sum = Fraction.zero
    var rest = u
    for power in u.numerator.monomialContent.powers {
      let generator = Fraction(generator: power.generator)
      guard store.isPositive(try expression(of: generator)) else { continue }
      rest.numerator = rest.numerator.scaled(
        by: 1, Monomial(generator: power.generator, exponent: -power.exponent))
      let one: Fraction
      if case .function(.exp, let argument) = generators[power.generator] {
        one = argument
      } else {
        one = try single(.log, generator)
      }
      sum = try add(sum, try multiply(Fraction(Rational(power.exponent)), one))
    }
    let content = rest.numerator.rationalContent
    guard let above = SmallFactors.primes(of: Rational(content.numerator)),
      let below = SmallFactors.primes(of: Rational(content.denominator))
    else { return try add(sum, try single(.log, rest)) }
    rest.numerator = rest.numerator.scaled(by: Rational.one / content)
    for (primes, sign) in [(above, Fraction(1)), (below, Fraction(-1))] {
      for prime in primes {
        let one = try single(.log, Fraction(Rational(prime)))
        sum = try add(sum, try multiply(sign, one))
      }
    }
    let isOne = rest.denominators.isEmpty && rest.numerator == .one
    return isOne ? sum : try add(sum, try single(.log, rest))
  }

  /// The value at a rational number where it is known in closed form, such as κ₀(1) = 1.
  private func closedForm(
    of function: Function, at u: Fraction
  ) throws(NormalFormError) -> Fraction? {
    guard u.denominators.isEmpty, let number = u.numerator.constant else { return nil }
    guard let value = try? store.function(function, store.rational(number)) else {
      throw .undefined
    }
    if case .function = store.node(value) { return nil }
    return try fraction(of: value)
  }

  private func pi() throws(NormalFormError) -> Fraction { try fraction(of: store.pi) }

  /// πκₙ = Aₙ(u)√(1-u²) + Bₙ(u)(π - arccos u).
  private func kappa(_ degree: Int, at u: Fraction) throws(NormalFormError) -> Fraction {
    let (a, b) = ArcCosineKernel.polynomials(degree: degree)
    let opening = try add(try pi(), negated(try arccosine(of: u)))
    var sum = try multiply(try polynomial(b, at: u), opening)
    if !a.isEmpty {
      let square = try add(Fraction(1), negated(try multiply(u, u)))
      let sine = square.isZero ? .zero : try root(of: square, degree: 2)
      sum = try add(sum, try multiply(try polynomial(a, at: u), sine))
    }
    return try multiply(sum, try inverse(try pi()))
  }

  private func polynomial(
    _ coefficients: [Rational], at u: Fraction
  ) throws(NormalFormError) -> Fraction {
    var sum = Fraction.zero
    for coefficient in coefficients.reversed() {
      sum = try add(try multiply(sum, u), Fraction(coefficient))
    }
    return sum
  }

  /// The generator of a function at an argument equal to `u`, if there is one.
  func generator(_ function: Function, _ u: Fraction) throws(NormalFormError) -> Int? {
    for (index, generator) in generators.enumerated() {
      if case .function(function, let known) = generator, try isSame(known, u) { return index }
    }
    return nil
  }

  private func append(_ function: Function, _ u: Fraction) -> Int {
    append(.function(function, u))
  }

  /// f with f(u) + f(-u) = sum.
  private func reflected(
    _ function: Function, _ u: Fraction, sum: Fraction
  ) throws(NormalFormError) -> Fraction {
    if let same = try generator(function, u) { return Fraction(generator: same) }
    if let opposite = try generator(function, negated(u)) {
      return try add(sum, negated(Fraction(generator: opposite)))
    }
    return Fraction(generator: append(function, u))
  }

  /// e^(Σ cᵢmᵢ) as a product over the terms: e^(n·log b) = bⁿ for integers n, and a power of one generator
  /// for terms that are integer multiples of each other.
  private func exponential(of u: Fraction) throws(NormalFormError) -> Fraction {
    guard u.denominators.isEmpty else { return try single(.exp, u) }
    var result = Fraction(1)
    for (monomial, coefficient) in u.numerator.sortedTerms {
      result = try multiply(result, try exponential(of: monomial, coefficient))
    }
    return result
  }

  private func exponential(
    of monomial: Monomial, _ coefficient: Rational
  ) throws(NormalFormError) -> Fraction {
    if let count = coefficient.word, monomial.powers.count == 1, monomial.powers[0].exponent == 1,
      case .function(.log, let base) = generators[monomial.powers[0].generator]
    {
      return try power(base, count)
    }
    let unit = exponentialUnits[monomial] ?? coefficient
    exponentialUnits[monomial] = unit
    guard let count = (coefficient / unit).word else {
      let ratio = coefficient / unit
      exponentialUnits[monomial] = unit / Rational(ratio.denominator)
      throw .finerUnitsNeeded
    }
    let argument = Fraction(numerator: Polynomial(monomial, unit))
    return try power(try single(.exp, argument), count)
  }

  /// The generator of an application; arguments that may change places are compared both ways.
  func application(
    _ function: MultivariateFunction, _ arguments: [Fraction]
  ) throws(NormalFormError) -> Fraction {
    var swapped = arguments
    if let (i, j) = function.symmetricArguments { swapped.swapAt(i, j) }
    for (index, generator) in generators.enumerated() {
      guard case .application(function, let known) = generator else { continue }
      if try areSame(known, arguments) { return Fraction(generator: index) }
      if try areSame(known, swapped) { return Fraction(generator: index) }
    }
    return Fraction(generator: append(.application(function, arguments)))
  }

  private func areSame(_ left: [Fraction], _ right: [Fraction]) throws(NormalFormError) -> Bool {
    for (a, b) in zip(left, right) {
      if try !isSame(a, b) { return false }
    }
    return true
  }

  private func single(_ function: Function, _ u: Fraction) throws(NormalFormError) -> Fraction {
    Fraction(generator: try generator(function, u) ?? append(function, u))
  }
}
