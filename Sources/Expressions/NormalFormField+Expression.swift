internal import Arithmetic

extension NormalFormField {
  /// An element written as an expression: over one denominator, or collected by its roots and functions
  /// with a fraction for each, whichever has fewer nodes.
  ///
  /// - Throws: ``NormalFormError/undefined`` when a part has no value.
  package func expression(of fraction: Fraction) throws(NormalFormError) -> Expression {
    let single = try singleFraction(fraction)
    let groups = groupedByFunctions(fraction.numerator)
    if groups.count < 2 || fraction.denominators.isEmpty { return single }
    var terms: [Expression] = []
    for (functions, coefficient) in groups {
      let reduced = try cancelled(
        Fraction(numerator: coefficient, denominators: fraction.denominators))
      let factor = Fraction(numerator: Polynomial(functions))
      terms.append(
        store.product(try singleFraction(reduced), try singleFraction(factor)))
    }
    let collected = store.sum(terms)
    return size(collected) < size(single) ? collected : single
  }

  /// An element collected by its roots and functions, each with the shortest form of its coefficient.
  ///
  /// - Throws: ``NormalFormError/undefined`` when a part has no value.
  package func collected(_ fraction: Fraction) throws(NormalFormError) -> Expression {
    var terms: [Expression] = []
    for (functions, coefficient) in groupedByFunctions(fraction.numerator) {
      let reduced = try cancelled(
        Fraction(numerator: coefficient, denominators: fraction.denominators))
      let factor = Fraction(numerator: Polynomial(functions))
      terms.append(
        store.product(
          store.shortestForm(of: try singleFraction(reduced)), try singleFraction(factor)))
    }
    return store.sum(terms)
  }

  private func size(_ expression: Expression) -> Int {
    store.topologicalOrder(of: [expression]).count
  }

  /// The terms of a polynomial by their parts in roots and functions, those of the fewest such factors
  /// first.
  private func groupedByFunctions(
    _ polynomial: Polynomial
  ) -> [(functions: Monomial, coefficient: Polynomial)] {
    var groups: [Monomial: Polynomial] = [:]
    for (monomial, coefficient) in polynomial.terms {
      let functions = Monomial(
        powers: monomial.powers.filter { power in
          switch generators[power.generator] {
          case .root, .function, .application: true
          case .pi, .symbol: false
          }
        })
      groups[functions, default: .zero].add(
        coefficient, monomial.multiplied(by: functions, power: -1))
    }
    return groups.sorted { left, right in
      left.key.powers.count != right.key.powers.count
        ? left.key.powers.count < right.key.powers.count : left.key.precedes(right.key)
    }.map { ($0.key, $0.value) }
  }

  /// The terms over one denominator.
  private func singleFraction(_ fraction: Fraction) throws(NormalFormError) -> Expression {
    do {
      var parts: [Expression] = []
      let content = fraction.numerator.monomialContent
      let primitive = fraction.numerator.scaled(
        by: 1, Monomial.one.multiplied(by: content, power: -1))
      parts.append(try polynomial(primitive))
      parts.append(try monomial(content, coefficient: 1))
      let factors = fraction.denominators.keys.sorted { left, right in
        left.terms.count != right.terms.count
          ? left.terms.count < right.terms.count
          : left.sortedTerms.map { $0.monomial.powers.count }
            .lexicographicallyPrecedes(right.sortedTerms.map { $0.monomial.powers.count })
      }
      for factor in factors {
        let exponent = fraction.denominators[factor] ?? 0
        parts.append(try store.power(try polynomial(factor), Rational(-exponent)))
      }
      return store.product(parts)
    } catch {
      throw .undefined
    }
  }

  private func polynomial(_ polynomial: Polynomial) throws(ExpressionError) -> Expression {
    var terms: [Expression] = []
    for (one, coefficient) in polynomial.sortedTerms {
      terms.append(try monomial(one, coefficient: coefficient))
    }
    return store.sum(terms)
  }

  private func monomial(
    _ monomial: Monomial, coefficient: Rational
  ) throws(ExpressionError) -> Expression {
    var parts = [store.rational(coefficient)]
    for power in monomial.powers {
      parts.append(
        try store.power(try expression(ofGenerator: power.generator), Rational(power.exponent)))
    }
    return store.product(parts)
  }

  private func expression(ofGenerator index: Int) throws(ExpressionError) -> Expression {
    if let known = written[index] { return known }
    let expression = try writtenOut(index)
    written[index] = expression
    return expression
  }

  private func writtenOut(_ index: Int) throws(ExpressionError) -> Expression {
    switch generators[index] {
    case .pi: return store.pi
    case .symbol(let symbol): return store.symbol(symbol)
    case .root(let degree, let radicand):
      return try store.power(try inner(radicand), Rational(1, over: degree))
    case .function(let function, let argument):
      return try store.function(function, try inner(argument))
    case .application(let function, let arguments):
      var values: [Expression] = []
      for argument in arguments { values.append(try inner(argument)) }
      return try store.application(function, values)
    }
  }

  private func inner(_ fraction: Fraction) throws(ExpressionError) -> Expression {
    do {
      return try expression(of: fraction)
    } catch {
      throw .divisionByZero
    }
  }
}
