internal import Arithmetic
internal import Expressions
public import Puiseux
internal import Recurrences
internal import Syntax

extension Elaborator {
  /// `puiseux(K, p, a)`: the coefficient of sᵃ in K(p(1 - s)), for p = 1 or -1.
  func puiseuxCoefficient(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(3, of: callee, arguments, scope, form: "`puiseux(K, 1, 3/2)`")
    // A coefficient asks nothing of the kernel at single points.
    let (written, _) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: arguments[0], in: scope)
    }
    let kernel = try checked(arguments[0], scope) { () throws(ExpressionError) in
      try substitutingValues(in: written)
    }
    guard let pole = Pole(try number(arguments[1], scope)) else {
      throw scope.error(
        "kernels are expanded at the poles", at: arguments[1].range, expected: "1 or -1",
        suggestion: "`taylor(K, n)` is the coefficient of t^n at 0")
    }
    if pole == .one, recurrences.hasVaryingElements(in: kernel),
      recurrences.rootExpansion(of: kernel, terms: 1) != nil
    {
      let exponent = try expression(of: arguments[2], in: scope)
      return try rootCoefficient(of: exponent, in: kernel, arguments, scope)
    }
    let exponent = try number(arguments[2], scope)
    guard exponent.magnitude <= 50 else {
      throw scope.error(
        "an exponent of s is at most 50 here", at: arguments[2].range,
        expected: "a number such as 3/2")
    }
    do throws(PuiseuxError) {
      if !recurrences.elements(in: kernel).isEmpty {
        return try symbolicCoefficient(of: exponent, in: kernel, pole)
      }
      let expansion = try PuiseuxExpansion.expand(
        kernel, at: pole, .exponent(exponent), in: store)
      guard let coefficient = expansion.coefficient(of: exponent, in: store) else {
        throw PuiseuxError.insufficientOrder
      }
      for condition in expansion.conditions { require(.nonzero, of: condition) }
      return coefficient
    } catch {
      throw noExpansion(error, pole, arguments[0], scope)
    }
  }

  private func noExpansion(
    _ error: PuiseuxError, _ pole: Pole, _ term: Term, _ scope: Scope
  ) -> SyntaxError {
    scope.error(
      "the kernel has no expansion at t = \(pole.point) that could be found: \(error)",
      at: term.range, expected: "a kernel with a Puiseux series there",
      isUndecided: error.isUndecided)
  }

  /// So many terms are looked for, one after the other, so that the depths for which they hold are all that there are.
  private static let rootTermCount = 8

  /// A coefficient of a kernel whose exponents depend on the depth.
  private func rootCoefficient(
    of exponent: Expression, in kernel: Expression, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    for count in 1...Self.rootTermCount {
      guard let expansion = recurrences.rootExpansion(of: kernel, terms: count),
        let coefficient = expansion.coefficient(of: exponent, in: store)
      else { continue }
      guard expansion.least <= 1 else {
        throw scope.error(
          "this coefficient is known for \(expansion.depth.name) >= \(expansion.least) only",
          at: arguments[2].range, expected: "a lower exponent, or a number for the depth",
          isUndecided: true)
      }
      return coefficient
    }
    throw scope.error(
      "the coefficient with this exponent is not known for every depth", at: arguments[2].range,
      expected: "a multiple of the leading exponent, or a number for the depth", isUndecided: true)
  }

  /// A coefficient in terms of those of elements with a symbolic index, which come in powers of s^(1/2).
  private func symbolicCoefficient(
    of exponent: Rational, in kernel: Expression, _ pole: Pole
  ) throws(PuiseuxError) -> Expression {
    guard let top = ((exponent + 2) * 2).floor.word else { throw .tooLarge }
    var series: [Symbol: PuiseuxExpansion.Ansatz] = [:]
    for (symbol, element) in recurrences.elements(in: kernel)
    where recurrences.variesWithCosine(element.point) {
      guard element.order == 0, element.point == store.cosine else { throw .symbol(symbol.name) }
      var coefficients: [Rational: Expression] = [:]
      for place in 0..<max(top, 1) {
        let power = Rational(place, over: 2)
        coefficients[power] = recurrences.expression(
          for: RecurrenceElement(
            recurrence: element.recurrence, sequence: element.sequence, index: element.index,
            point: store.rational(pole.point), exponent: power))
      }
      series[symbol] = PuiseuxExpansion.Ansatz(
        coefficients: coefficients, order: Rational(max(top, 1), over: 2))
    }
    let expansion = try PuiseuxExpansion.expand(
      kernel, at: pole, upTo: exponent, given: series, in: store)
    guard exponent < expansion.order else { throw .insufficientOrder }
    return expansion.coefficients[exponent] ?? store.rational(0)
  }

  /// The limit of a formula at a pole, when it has no value there; `nil` when it has one or is no formula.
  func limit(
    of kernel: Expression, at point: Expression, _ conditions: [Condition], _ term: Term,
    _ scope: Scope
  ) throws(SyntaxError) -> Expression? {
    guard let pole = store.rationalValue(point).flatMap(Pole.init),
      recurrences.elements(in: kernel).isEmpty, !hasValue(kernel, at: point, conditions),
      conditions.allSatisfy({ !store.dependsOnCosine($0.expression) || holds($0, near: pole) })
    else { return nil }
    let fixed = try checked(term, scope) { () throws(ExpressionError) in
      try substitutingValues(in: kernel)
    }
    let limit: PuiseuxExpansion.Limit
    do {
      limit = try PuiseuxExpansion.limit(of: fixed, at: pole, in: store)
    } catch {
      throw scope.error(
        "the kernel, as written, has no value at t = \(pole.point), and no limit was found: \(error)",
        at: term.range, expected: "a kernel with a limit there")
    }
    switch limit {
    case .finite(let value, let divisors):
      for divisor in divisors { require(.nonzero, of: divisor) }
      for condition in conditions where !store.dependsOnCosine(condition.expression) {
        require(condition.requirement, of: condition.expression)
      }
      return value
    case .infinite(let exponent):
      let growth = exponent.isZero ? "log s" : "s^(\(exponent))"
      throw scope.error(
        "the value at t = \(pole.point) is infinite: it grows like \(growth) with s = \(pole.distance)",
        at: term.range, expected: "a finite value",
        suggestion: "`puiseux(f, \(pole.point), \(exponent))` is its coefficient")
    }
  }

  /// Whether a formula has a value at a point: it can be put in, and no condition fails there.
  private func hasValue(
    _ kernel: Expression, at point: Expression, _ conditions: [Condition]
  ) -> Bool {
    (try? store.substituting([.cosine: point], in: kernel)) != nil
      && conditions.allSatisfy { !failsExactly($0, at: point) }
  }

  /// Whether a condition fails because an expression is exactly zero at a point, or has no value there.
  private func failsExactly(_ condition: Condition, at point: Expression) -> Bool {
    guard let part = try? store.substituting([.cosine: point], in: condition.expression) else {
      return true
    }
    switch condition.requirement {
    case .nonnegative, .unit: return false
    case .nonzero, .positive: return store.areProvedEqual(part, store.rational(0))
    }
  }

  /// Whether a condition certainly holds next to a pole, inside [-1, 1]: by the first term of the expansion
  /// of what it asks to be positive.
  ///
  /// A limit is a limit of values, so every part of the formula as it was written must have one there.
  public func holds(_ condition: Condition, near pole: Pole) -> Bool {
    let one = store.rational(1)
    let part = (try? substitutingValues(in: condition.expression)) ?? condition.expression
    switch condition.requirement {
    case .positive: return sign(of: part, near: pole) == .positive
    case .nonnegative: return isNonnegative(part, near: pole)
    case .nonzero: return [.positive, .negative].contains(sign(of: part, near: pole))
    case .unit:
      return isNonnegative(store.difference(one, part), near: pole)
        && isNonnegative(store.sum(one, part), near: pole)
    }
  }

  private func isNonnegative(_ part: Expression, near pole: Pole) -> Bool {
    store.isNonnegative(part) || [.positive, .zero].contains(sign(of: part, near: pole))
  }

  /// The sign of the first term of an expansion; for a constant, its own.
  private func sign(of part: Expression, near pole: Pole) -> CoefficientSign {
    if !store.dependsOnCosine(part) { return CoefficientSign(of: part, in: store) }
    guard let expansion = try? PuiseuxExpansion.expand(part, at: pole, .terms(1), in: store) else {
      return .unknown
    }
    guard let first = expansion.terms.first else {
      return expansion.order == nil ? .zero : .unknown
    }
    let sign = CoefficientSign(of: first.coefficient, in: store)
    // log s is negative next to the pole, and so are its odd powers.
    guard first.logarithm % 2 == 1 else { return sign }
    return sign == .positive ? .negative : sign == .negative ? .positive : sign
  }
}
