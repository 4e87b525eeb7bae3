public import Arithmetic

extension ExpressionStore {
  /// A rational power.
  ///
  /// (b^e)^q becomes b^(eq) when q is an integer or b is not negative; a factor that is not known to be
  /// nonnegative stays under the root.
  ///
  /// - Throws: ``ExpressionError`` for 0 to a negative power and for an even root of a negative number.
  public func power(_ base: Expression, _ exponent: Rational) throws(ExpressionError) -> Expression
  {
    if exponent.isZero { return rational(1) }
    if exponent.isOne { return base }
    try checkSize(of: base, exponent)
    switch node(base) {
    case .rational(let value):
      if value.isZero {
        if exponent.signum < 0 { throw .divisionByZero }
        return base
      }
      if value.signum < 0 && !exponent.isInteger { throw .rootOfNegative }
      return product(1, [Factor(base, exponent)])
    case .product(let coefficient, let factors):
      if exponent.isInteger { return product(1, [Factor(base, exponent)]) }
      return try root(of: coefficient, factors, exponent)
    case .pi, .symbol, .sum, .function, .application:
      return product(1, [Factor(base, exponent)])
    }
  }

  /// Powers of numbers are written out up to this many bits.
  private static let bitLimit = 1 << 24

  /// The numbers in a base are raised to the power at once; GMP ends the process when they get too long.
  private func checkSize(of base: Expression, _ exponent: Rational) throws(ExpressionError) {
    func check(_ number: Rational, _ exponent: Rational) throws(ExpressionError) {
      let bits = max(number.numerator.bitWidth, number.denominator.bitWidth)
      if bits > 1, Rational(bits) * exponent.magnitude > Rational(Self.bitLimit) { throw .tooLarge }
      // A root of 2^(p/q) is looked for among q-th powers.
      if bits > 1, !exponent.isInteger, exponent.denominator > Integer(Self.bitLimit) {
        throw .tooLarge
      }
    }
    switch node(base) {
    case .rational(let value): try check(value, exponent)
    case .product(let coefficient, let factors):
      try check(coefficient, exponent)
      for factor in factors {
        guard let number = rationalValue(factor.base) else { continue }
        try check(number, factor.exponent * exponent)
      }
    case .pi, .symbol, .sum, .function, .application: return
    }
  }

  /// The square root.
  ///
  /// - Throws: ``ExpressionError/rootOfNegative`` for a negative number.
  public func squareRoot(_ base: Expression) throws(ExpressionError) -> Expression {
    try power(base, Rational(1, over: 2))
  }

  /// A fractional power of a product: nonnegative factors leave the root one by one.
  private func root(
    of coefficient: Rational, _ factors: [Factor], _ exponent: Rational
  ) throws(ExpressionError) -> Expression {
    var outside: [Factor] = [Factor(rational(coefficient.magnitude), exponent)]
    var inside: [Factor] = []
    for factor in factors {
      if isNonnegative(factor.base) {
        outside.append(Factor(factor.base, factor.exponent * exponent))
      } else if let even = evenRoot(of: factor, exponent) {
        outside.append(even)
      } else {
        inside.append(factor)
      }
    }
    let sign: Rational = coefficient.signum < 0 ? -1 : 1
    if inside.isEmpty && sign == -1 { throw .rootOfNegative }
    if inside.isEmpty && sign == 1 { return product(1, outside) }
    let radicand = product(sign, inside)
    return product(1, outside + [Factor(radicand, exponent)])
  }

  /// (b^(2m))^(1/2) = |b|^m, as far as the exponents allow it.
  private func evenRoot(of factor: Factor, _ exponent: Rational) -> Factor? {
    guard let e = factor.exponent.word, e % 2 == 0 else { return nil }
    return Factor(absolute(factor.base), factor.exponent * exponent)
  }

  /// The absolute value.
  public func absolute(_ expression: Expression) -> Expression {
    if isNonnegative(expression) { return expression }
    if isNonpositive(expression) { return negated(expression) }
    return intern(.function(.abs, expression))
  }

  /// A power whose exponent is an expression, for a positive base.
  ///
  /// b^(c + q·x) becomes b^c·(e^(x·log b))^q for rational c, q, so that powers of one base with exponents
  /// l, l - 1, 2l share the one part e^(l·log b).
  ///
  /// A base that is not known to be positive, such as 2 - 2t, keeps its exponent in one piece, e^(x·log b); where it is
  /// not positive the expression has no value.
  ///
  /// - Throws: ``ExpressionError`` when a part has no value.
  public func power(
    _ base: Expression, symbolicExponent exponent: Expression
  ) throws(ExpressionError) -> Expression {
    let logarithm = try function(.log, base)
    if !isPositive(base) { return try function(.exp, product(exponent, logarithm)) }
    let terms = if case .sum(let terms) = node(exponent) { terms } else { [exponent] }
    var parts: [Expression] = []
    for term in terms {
      if let number = rationalValue(term) {
        parts.append(try power(base, number))
      } else {
        let (coefficient, core) = split(term)
        let unit = try function(.exp, product(core, logarithm))
        parts.append(try power(unit, coefficient))
      }
    }
    return product(parts)
  }
}
