internal import Arithmetic
internal import Expressions

extension PuiseuxArithmetic {
  /// A function of a series whose constant term is a point where the function is analytic.
  func analytic(
    _ function: Function, _ argument: PuiseuxSeries
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let (constant, rest) = try split(argument, for: function)
    return try composition(rest, limit: limit) { (count) throws(PuiseuxError) in
      try self.field.taylorCoefficients(of: function, at: constant, count: count)
    }
  }

  /// The constant term and what tends to zero.
  func split(
    _ argument: PuiseuxSeries, for function: Function
  ) throws(PuiseuxError) -> (constant: Fraction, rest: PuiseuxSeries) {
    let rest = argument.removing(PuiseuxPower(0))
    if let first = rest.terms.first?.power, first.exponent.signum <= 0 {
      if first.exponent.isZero { throw .logarithm(function.name) }
      _ = try leading(rest)
      throw .essential(function: function.name)
    }
    if let order = argument.order, order.signum <= 0 { throw .insufficientOrder }
    return (argument.coefficient(0), rest)
  }

  /// e^u; a term m·log s with a rational m gives sᵐ.
  ///
  /// Where u ~ -c·s^(-γ) with c, γ > 0, e^u is smaller than every power of s, with all its derivatives: no term is below
  /// any order.
  func exponential(_ argument: PuiseuxSeries) throws(PuiseuxError) -> PuiseuxSeries {
    if let first = argument.terms.first?.power, first.exponent.signum < 0,
      let leading = try leading(argument), leading.exponent.signum < 0, leading.sign == .negative
    {
      return PuiseuxSeries([:], order: limit)
    }
    let logarithm = PuiseuxPower(0, logarithm: 1)
    guard let term = argument.terms.first(where: { $0.power == logarithm }) else {
      return try analytic(.exp, argument)
    }
    guard term.coefficient.denominators.isEmpty, let power = term.coefficient.numerator.constant
    else { throw .logarithm("a power with an irrational or symbolic exponent") }
    let wider = PuiseuxArithmetic(field: field, limit: limit - power)
    return try wider.analytic(.exp, argument.removing(logarithm)).shifted(by: power)
  }

  /// log u = log c + μ·log s + log(1 + δ) for u = c·s^μ·(1 + δ), c > 0.
  func logarithm(_ argument: PuiseuxSeries) throws(PuiseuxError) -> PuiseuxSeries {
    guard let leading = try leading(argument) else { throw .undefined("the logarithm of 0") }
    guard leading.sign == .positive else {
      if leading.sign == .negative { throw .undefined("the logarithm of a negative number") }
      let text = field.store.text(try field.expression(leading.coefficient))
      throw .undecided("\(text) is positive, of which a logarithm is taken")
    }
    let series = try composition(try tail(of: leading), limit: limit) { count in
      (0..<count).map { k in
        Fraction(k == 0 ? 0 : Rational(k % 2 == 0 ? -1 : 1, over: k))
      }
    }
    let constant = try field.value(of: .log, at: leading.coefficient)
    let start = PuiseuxSeries(
      [
        PuiseuxPower(0): constant,
        PuiseuxPower(0, logarithm: 1): Fraction(leading.exponent),
      ], order: nil)
    return try sum([start, series])
  }

  /// |u|, by the sign of the leading term.
  func absolute(_ argument: PuiseuxSeries) throws(PuiseuxError) -> PuiseuxSeries {
    guard let leading = try leading(argument) else { return argument }
    switch leading.sign {
    case .positive: return leading.series
    case .negative: return try scaled(leading.series, by: Fraction(-1))
    case .zero, .generic, .unknown:
      let text = field.store.text(try field.expression(leading.coefficient))
      throw .undecided("\(text) is positive, whose absolute value is taken")
    }
  }
}
