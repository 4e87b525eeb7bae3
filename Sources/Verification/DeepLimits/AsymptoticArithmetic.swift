internal import Arithmetic
internal import Expressions
internal import Puiseux

/// The arithmetic of truncated asymptotic expansions in powers and logarithms of one variable L.
///
/// All results are complete up to their rest. Sums and products exist always; negative powers need a leading coefficient
/// that is proved to differ from 0, fractional powers and logarithms one that is proved to be positive. Series are
/// cut after ``seriesLength`` powers, and expansions inside of them after ``termLimit`` terms.
struct AsymptoticArithmetic {
  let store: ExpressionStore

  static let seriesLength = 6
  static let termLimit = 8
  /// Powers with natural exponents up to this one are products.
  private static let naturalLimit: Rational = 16

  func constant(_ value: Expression) -> AsymptoticExpansion { AsymptoticExpansion(value, .one) }
  func constant(_ value: Rational) -> AsymptoticExpansion { constant(store.rational(value)) }
  /// L.
  var variable: AsymptoticExpansion { AsymptoticExpansion(store.rational(1), AsymptoticPower(1)) }

  // MARK: Ring operations

  func sum(_ parts: [AsymptoticExpansion]) -> AsymptoticExpansion {
    collected(parts.flatMap(\.terms), remainder: parts.compactMap(\.remainder).max())
  }

  func difference(_ left: AsymptoticExpansion, _ right: AsymptoticExpansion) -> AsymptoticExpansion
  {
    sum([left, scaled(right, by: store.rational(-1))])
  }

  func scaled(_ expansion: AsymptoticExpansion, by factor: Expression) -> AsymptoticExpansion {
    product(expansion, constant(factor))
  }

  func product(_ left: AsymptoticExpansion, _ right: AsymptoticExpansion) -> AsymptoticExpansion {
    var terms: [AsymptoticExpansion.Term] = []
    for a in left.terms {
      for b in right.terms {
        terms.append(
          .init(power: a.power * b.power, coefficient: store.product(a.coefficient, b.coefficient)))
      }
    }
    var orders: [AsymptoticOrder] = []
    if let rest = left.remainder, let whole = right.order { orders.append(rest * whole) }
    if let rest = right.remainder, let whole = left.order { orders.append(rest * whole) }
    return collected(terms, remainder: orders.max())
  }

  /// Adds up what belongs to one power.
  private func collected(
    _ terms: [AsymptoticExpansion.Term], remainder: AsymptoticOrder?
  ) -> AsymptoticExpansion {
    var sums: [AsymptoticPower: [Expression]] = [:]
    for term in terms { sums[term.power, default: []].append(term.coefficient) }
    let collected = sums.compactMap { power, parts -> AsymptoticExpansion.Term? in
      let value = parts.count == 1 ? parts[0] : store.simplified(store.sum(parts))
      return store.rationalValue(value)?.isZero == true
        ? nil : .init(power: power, coefficient: value)
    }
    return AsymptoticExpansion(collected, remainder: remainder)
  }

  // MARK: Leading parts

  /// The expansion without leading terms whose coefficients are proved to be zero.
  func reduced(_ expansion: AsymptoticExpansion) -> AsymptoticExpansion {
    let zero = store.rational(0)
    let rest = expansion.terms.drop { store.areProvedEqual($0.coefficient, zero) }
    return AsymptoticExpansion(Array(rest), remainder: expansion.remainder)
  }

  /// c·p and δ with expansion = c·p·(1 + δ), where δ → 0; `nil` unless c is proved to differ from 0.
  private func factored(
    _ expansion: AsymptoticExpansion
  ) -> (leading: AsymptoticExpansion.Term, sign: Int, rest: AsymptoticExpansion)? {
    for (place, term) in expansion.terms.enumerated() {
      let sign: Int
      switch CoefficientSign(of: term.coefficient, in: store) {
      case .zero: continue
      case .positive: sign = 1
      case .negative: sign = -1
      case .generic, .unknown: return nil
      }
      guard let inverse = try? store.power(term.coefficient, -1) else { return nil }
      let others = AsymptoticExpansion(
        Array(expansion.terms[(place + 1)...]), remainder: expansion.remainder)
      let rest = product(others, AsymptoticExpansion(inverse, term.power.raised(to: -1)))
      return (term, sign, rest)
    }
    return nil
  }

  // MARK: Powers and functions

  /// Σ a(k)·δ^k for δ → 0 with the function a of k given as far as it is known; the rest is O of the first power left
  /// out.
  private func series(
    _ rest: AsymptoticExpansion, length: Int = seriesLength, _ coefficient: (Int) -> Expression?
  ) -> AsymptoticExpansion? {
    guard let first = coefficient(0) else { return nil }
    var parts = [constant(first)]
    guard let order = rest.order else { return parts[0] }
    guard order.vanishes else { return nil }
    var power = constant(1)
    for k in 1...length {
      let here = order.raised(to: Rational(k))
      let isBeyond = k > 1 && rest.remainder.map { here <= $0 } == true
      guard k < length, !isBeyond, let factor = coefficient(k) else {
        return sum(parts).with(remainder: here)
      }
      power = product(power, rest).prefix(Self.termLimit)
      parts.append(scaled(power, by: factor))
    }
    return nil
  }

  /// A power with a rational exponent.
  func power(_ base: AsymptoticExpansion, _ exponent: Rational) -> AsymptoticExpansion? {
    if exponent.isZero { return constant(1) }
    if exponent.isOne { return base }
    let isNatural = exponent.isInteger && exponent.signum > 0
    if isNatural, base.isZero { return base }
    if isNatural, exponent <= Self.naturalLimit {
      var result = base
      var count = Rational(1)
      while count < exponent {
        result = product(result, base)
        count = count + 1
      }
      return result
    }
    guard let (leading, sign, rest) = factored(base), sign > 0 || exponent.isInteger,
      let coefficient = try? store.power(leading.coefficient, exponent)
    else { return nil }
    var binomial = Rational(1)
    let series = series(rest) { k in
      if k > 0 { binomial = binomial * (exponent - Rational(k - 1)) / Rational(k) }
      return store.rational(binomial)
    }
    return series.map {
      product($0, AsymptoticExpansion(coefficient, leading.power.raised(to: exponent)))
    }
  }

  /// The natural logarithm; `nil` where log log L would occur.
  func logarithm(_ argument: AsymptoticExpansion) -> AsymptoticExpansion? {
    guard let (leading, sign, rest) = factored(argument), sign > 0, leading.power.logarithm.isZero,
      let constant = try? store.function(.log, leading.coefficient),
      let series = series(
        rest,
        { k in
          store.rational(k == 0 ? 0 : Rational(k % 2 == 0 ? -1 : 1) / Rational(k))
        })
    else { return nil }
    let growth = AsymptoticExpansion(
      store.rational(leading.power.exponent), AsymptoticPower(0, logarithm: 1))
    let parts = leading.power.exponent.isZero ? [] : [growth]
    return sum(parts + [self.constant(constant), series])
  }

  /// The exponential function; what grows in the argument must be m·log L with a rational m, or decrease faster than
  /// every multiple of log L.
  func exponential(_ argument: AsymptoticExpansion) -> AsymptoticExpansion? {
    let argument = reduced(argument)
    if let (leading, sign, _) = factored(argument), sign < 0,
      leading.power > AsymptoticPower(0, logarithm: 1)
    {
      return AsymptoticExpansion([], remainder: .negligible)
    }
    var growth = AsymptoticPower.one
    var limit = store.rational(0)
    var small: [AsymptoticExpansion.Term] = []
    for term in argument.terms {
      if term.power == AsymptoticPower(0, logarithm: 1),
        let slope = store.rationalValue(term.coefficient)
      {
        growth = AsymptoticPower(slope)
      } else if term.power == .one {
        limit = term.coefficient
      } else if term.power < .one {
        small.append(term)
      } else {
        return nil
      }
    }
    guard let factor = try? store.function(.exp, limit) else { return nil }
    var factorial = Rational(1)
    let rest = AsymptoticExpansion(small, remainder: argument.remainder)
    let series = series(rest) { k in
      if k > 0 { factorial = factorial * Rational(k) }
      return store.rational(1 / factorial)
    }
    return series.map { product($0, AsymptoticExpansion(factor, growth)) }
  }

  /// The absolute value.
  func absolute(_ argument: AsymptoticExpansion) -> AsymptoticExpansion? {
    if let (_, sign, _) = factored(argument) {
      return scaled(argument, by: store.rational(Rational(sign)))
    }
    // ||x| - |y|| ≤ |x - y|.
    guard let leading = argument.terms.first,
      let size = try? store.function(.abs, leading.coefficient)
    else { return argument }
    let rest = AsymptoticExpansion(
      Array(argument.terms.dropFirst()), remainder: argument.remainder)
    return AsymptoticExpansion(size, leading.power).with(remainder: rest.order)
  }

  /// Taylor's series of a function that is analytic around the limit of its argument.
  func taylor(_ function: Function, _ argument: AsymptoticExpansion) -> AsymptoticExpansion? {
    let argument = reduced(argument)
    let limit = argument.coefficient(of: .one) ?? store.rational(0)
    guard argument.terms.allSatisfy({ $0.power <= .one }), isAnalytic(function, at: limit) else {
      return nil
    }
    let variable = Symbol("asymptotic argument")
    guard var derivative = try? store.function(function, store.symbol(variable)) else { return nil }
    var factorial = Rational(1)
    return series(argument.removing(.one)) { k in
      if k > 0 {
        guard let next = try? store.derivative(of: derivative, with: variable) else { return nil }
        derivative = store.simplified(next)
        factorial = factorial * Rational(k)
      }
      guard let value = try? store.substituting([variable: limit], in: derivative) else {
        return nil
      }
      return store.simplified(store.scaled(value, by: 1 / factorial))
    }
  }

  private func isAnalytic(_ function: Function, at limit: Expression) -> Bool {
    func isPositive(_ expression: Expression) -> Bool {
      CoefficientSign(of: expression, in: store) == .positive
    }
    switch function {
    case .exp, .erf, .normalCDF, .sin, .cos: return true
    case .log: return isPositive(limit)
    case .abs: return false
    case .arccos, .arcsin, .kappa:
      let one = store.rational(1)
      return isPositive(store.difference(one, limit)) && isPositive(store.sum(one, limit))
    }
  }
}
