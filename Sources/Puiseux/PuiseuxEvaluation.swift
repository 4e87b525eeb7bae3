internal import Arithmetic
internal import Expressions

/// Evaluates the nodes of an expression as Puiseux series, children before parents.
struct PuiseuxEvaluation {
  let pole: Pole
  let arithmetic: PuiseuxArithmetic
  /// The series of the parts that vary.
  private(set) var values: [Expression: PuiseuxSeries] = [:]
  /// Where the arguments of functions on [-1, 1] tend to.
  private(set) var places: [Expression: UnitPlace] = [:]
  /// Symbols that stand for functions of t, with their series.
  private let bindings: [Symbol: PuiseuxSeries]
  private var varying: Set<Expression> = []

  private var field: CoefficientField { arithmetic.field }
  private var store: ExpressionStore { arithmetic.field.store }

  init(pole: Pole, arithmetic: PuiseuxArithmetic, bindings: [Symbol: PuiseuxSeries] = [:]) {
    self.pole = pole
    self.arithmetic = arithmetic
    self.bindings = bindings
  }

  /// The series of an expression in s = 1 ∓ t.
  mutating func series(of kernel: Expression) throws(PuiseuxError) -> PuiseuxSeries {
    for expression in store.topologicalOrder(of: [kernel]) where values[expression] == nil {
      guard varies(expression) else { continue }
      varying.insert(expression)
      values[expression] = try computed(expression)
    }
    return try value(kernel)
  }

  private func varies(_ expression: Expression) -> Bool {
    switch store.node(expression) {
    case .rational, .pi: false
    case .symbol(let symbol): symbol == .cosine || bindings[symbol] != nil
    case .sum(let terms): terms.contains(where: varying.contains)
    case .product(_, let factors): factors.contains { varying.contains($0.base) }
    case .function(_, let argument): varying.contains(argument)
    case .application(_, let arguments): arguments.contains(where: varying.contains)
    }
  }

  private func value(_ expression: Expression) throws(PuiseuxError) -> PuiseuxSeries {
    if let known = values[expression] { return known }
    return PuiseuxSeries(try field.element(expression))
  }

  private mutating func computed(_ expression: Expression) throws(PuiseuxError) -> PuiseuxSeries {
    switch store.node(expression) {
    case .rational, .pi: return try value(expression)
    case .symbol(let symbol):
      if let known = bindings[symbol] { return known }
      // t = ±(1 - s).
      let terms = [
        PuiseuxPower(0): Fraction(pole.point), PuiseuxPower(1): Fraction(-pole.point),
      ]
      return PuiseuxSeries(terms, order: nil).truncated(at: arithmetic.limit)
    case .sum(let terms):
      var series: [PuiseuxSeries] = []
      for term in terms { series.append(try value(term)) }
      return try arithmetic.sum(series)
    case .product(let coefficient, let factors):
      // Constant factors are brought together first, so that they cancel.
      var constant = Fraction(coefficient)
      var series: PuiseuxSeries?
      for factor in factors {
        if !varying.contains(factor.base) {
          let power = try field.power(try field.element(factor.base), factor.exponent)
          constant = try field.multiply(constant, power)
          continue
        }
        let base = try value(factor.base)
        let power = factor.exponent.isOne ? base : try arithmetic.power(base, factor.exponent)
        series =
          try series.map { (known) throws(PuiseuxError) in
            try arithmetic.multiply(known, power)
          } ?? power
      }
      return try arithmetic.scaled(series ?? PuiseuxSeries(Fraction(1)), by: constant)
    case .function(let function, let argument): return try value(of: function, at: argument)
    case .application(.bivariateNormalCDF, _): return try integral(of: expression)
    case .application(let function, _): throw .unsupported(function: function.name)
    }
  }

  /// Φ₂ from its value at the pole and its derivative, which is made of functions of one variable (Plackett 1954).
  ///
  /// Φ₂(h, k, ρ) is continuous, at ρ = ±1 too. With t = σ(1 - s), f(s) = f(0) - σ·∫₀ˢ f'(t) ds; a series may be
  /// integrated term by term, with what is left out.
  private mutating func integral(
    of application: Expression
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let name = MultivariateFunction.bivariateNormalCDF.name
    let symbols = store.symbols(in: application)
    guard symbols.allSatisfy({ bindings[$0] == nil }),
      let slope = try? store.derivative(of: application, with: .cosine),
      let start = try? store.substituting(
        [.cosine: store.rational(pole.point)], in: application)
    else { throw .unsupported(function: name) }
    let derivative = try series(of: store.simplified(slope))
    var terms = [PuiseuxPower(0): try field.element(store.simplified(start))]
    for (power, coefficient) in derivative.terms {
      let exponent = power.exponent + 1
      guard exponent.signum > 0 else { throw .undefined("a slope that is not integrable") }
      guard power.logarithm == 0 else { throw .logarithm("an integral") }
      terms[PuiseuxPower(exponent)] = field.scaled(coefficient, by: -pole.point / exponent)
    }
    return PuiseuxSeries(terms, order: derivative.order.map { $0 + 1 })
      .truncated(at: arithmetic.limit)
  }

  private mutating func value(
    of function: Function, at argument: Expression
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let inner = try value(argument)
    switch function {
    case .exp: return try arithmetic.exponential(inner)
    case .log: return try arithmetic.logarithm(inner)
    case .abs: return try arithmetic.absolute(inner)
    case .erf, .normalCDF, .sin, .cos: return try arithmetic.analytic(function, inner)
    case .arccos, .arcsin, .kappa: return try onUnitInterval(function, inner, argument)
    }
  }

  /// A function that is singular at ±1 and analytic between.
  private mutating func onUnitInterval(
    _ function: Function, _ inner: PuiseuxSeries, _ argument: Expression
  ) throws(PuiseuxError) -> PuiseuxSeries {
    let (constant, rest) = try arithmetic.split(inner, for: function)
    let place = try place(of: constant, argument)
    places[argument] = place
    switch place {
    case .inside:
      let short = PuiseuxSeries(try field.settledInside(constant))
      return try arithmetic.analytic(function, try arithmetic.sum([short, rest]))
    case .end(let end):
      let distance = try arithmetic.scaled(rest, by: Fraction(-end.point))
      let checked = try nonnegative(distance, argument)
      switch function {
      case .kappa(let degree):
        return try arithmetic.kappa(degree, at: end, distance: checked)
      case .arccos: return try arithmetic.arccosine(at: end, distance: checked)
      default:
        let right = try field.multiply(try field.pi(), Fraction(Rational(1, over: 2)))
        let angle = try arithmetic.arccosine(at: end, distance: checked)
        return try arithmetic.sum([
          PuiseuxSeries(right), try arithmetic.scaled(angle, by: Fraction(-1)),
        ])
      }
    case .outside: throw .undefined("the argument of `\(function.name)` leaves [-1, 1]")
    case .unknown:
      let text = store.text(try field.expression(constant))
      throw .undecided("\(text) lies inside (-1, 1), the argument of `\(function.name)`")
    }
  }

  /// The distance of an argument from ±1, whose leading coefficient must be positive.
  private func nonnegative(
    _ distance: PuiseuxSeries, _ argument: Expression
  ) throws(PuiseuxError) -> PuiseuxSeries {
    guard let leading = try arithmetic.leading(distance) else { return distance }
    switch leading.sign {
    case .positive: break
    case .generic where store.isBoundedByOne(argument): break
    case .negative: throw .undefined("the argument of a function leaves [-1, 1]")
    case .zero, .generic, .unknown:
      let text = store.text(try field.expression(leading.coefficient))
      throw .undecided("\(text) is positive")
    }
    return leading.series
  }

  /// Where the value of an argument at the pole lies.
  private func place(
    of constant: Fraction, _ argument: Expression
  ) throws(PuiseuxError) -> UnitPlace {
    let below = try field.add(Fraction(1), field.negated(constant))
    let above = try field.add(Fraction(1), constant)
    if below.isZero { return .end(.one) }
    if above.isZero { return .end(.minusOne) }
    if pole == .minusOne, store.isBoundedByOne(argument), store.isStrictAtMinusOne(argument) {
      return .inside
    }
    switch (try sign(below, argument, plus: false), try sign(above, argument, plus: true)) {
    case (.positive, .positive): return .inside
    case (.zero, _): return .end(.one)
    case (_, .zero): return .end(.minusOne)
    case (.negative, _), (_, .negative): return .outside
    case (.positive, _), (.generic, _), (.unknown, _): return .unknown
    }
  }

  /// The sign of 1 ∓ u at the pole, from the form that the argument has there or from its normal form.
  private func sign(
    _ element: Fraction, _ argument: Expression, plus: Bool
  ) throws(PuiseuxError) -> CoefficientSign {
    let point = [Symbol.cosine: store.rational(pole.point)]
    if let value = try? store.substituting(point, in: argument) {
      let distance =
        plus
        ? store.sum(store.rational(1), value) : store.difference(store.rational(1), value)
      let sign = CoefficientSign(of: distance, in: store)
      if sign == .positive { return sign }
    }
    return try field.sign(of: element)
  }
}
