internal import Arithmetic
internal import Expressions
internal import Language

/// Fixed points that are known by enclosures and equations, in comparisons of limits.
///
/// The symbol of a fixed point stands for one number of its interval: what holds on the whole interval holds for it,
/// but what fails elsewhere in the interval need not fail.
struct FixedPointLimits {
  let store: ExpressionStore
  let points: [InteriorFixedPoint]

  private static let precision = 192
  private static let digits = 30

  /// The fixed points by their symbols.
  private var symbols: [Symbol: InteriorFixedPoint] {
    Dictionary(points.compactMap { point in point.symbol.map { ($0, point) } }) { first, _ in first
    }
  }

  /// The symbols with balls.
  var balls: [Symbol: RealBall] { symbols.mapValues { $0.ball(precision: Self.precision) } }

  /// Whether fixed points without a closed form occur.
  func occur(in expressions: [Expression]) -> Bool {
    expressions.contains { expression in
      store.symbols(in: expression).contains { symbols[$0] != nil }
    }
  }

  /// The fixed points for which the equality of two expressions gives a closed form that is proved.
  func closedForms(equating left: Expression, _ right: Expression) -> [Symbol: Expression] {
    let difference = store.difference(left, right)
    var forms: [Symbol: Expression] = [:]
    for (symbol, point) in symbols where store.symbols(in: difference) == [symbol] {
      guard let candidate = try? root(of: difference, in: symbol), point.isValue(candidate),
        let rest = try? store.substituting([symbol: candidate], in: difference),
        store.areProvedEqual(rest, store.rational(0))
      else { continue }
      forms[symbol] = candidate
    }
    return forms
  }

  /// The zero of a function, if it is a quotient of linear functions.
  private func root(of function: Expression, in variable: Symbol) throws -> Expression {
    func value(_ expression: Expression) throws -> Expression {
      store.simplified(
        try store.substituting([variable: store.rational(0)], in: expression))
    }
    let slope = try store.derivative(of: function, with: variable)
    let f = try value(function)
    let f1 = try value(slope)
    let f2 = try value(try store.derivative(of: slope, with: variable))
    // f + f1·x/(1 - f2/(2·f1)·x) = 0.
    let bend = store.scaled(try store.quotient(store.product(f, f2), f1), by: Rational(-1, over: 2))
    return store.simplified(try store.quotient(store.negated(f), store.sum(f1, bend)))
  }

  /// Values of both sides that are apart, and the values of the other symbols there; `nil` when none are found.
  func separation(
    of left: Expression, _ right: Expression, _ instance: ClaimInstance
  ) -> (values: WitnessValues, point: [String: String])? {
    for place in samples(of: [left, right], instance) {
      guard let values = values(of: left, right, at: place) else { continue }
      let point = place.map { ($0.key.name, $0.value.description) }
      return (values, Dictionary(point) { first, _ in first })
    }
    return nil
  }

  /// Values of the other symbols, some of those that are admitted.
  private func samples(of sides: [Expression], _ instance: ClaimInstance) -> [[Symbol: Rational]] {
    let fixed = symbols
    let others = sides.flatMap { store.symbols(in: $0) }.filter { fixed[$0] == nil }
    let numbers: [Rational] = [0, Rational(1, over: 2), Rational(-1, over: 2), 1, 2, -1]
    return numbers.map { number in
      var place: [Symbol: Rational] = [:]
      for symbol in others {
        let domain = instance.intervals.interval(of: symbol) ?? store.assumption(of: symbol)
        place[symbol] = ([number] + numbers).first(where: domain.admits)
      }
      return place
    }
  }

  /// Values of both sides that are apart, at a point; `nil` when none are found.
  func values(
    of left: Expression, _ right: Expression, at place: [Symbol: Rational]
  ) -> WitnessValues? {
    var box = balls
    for (symbol, value) in place where box[symbol] == nil {
      box[symbol] = RealBall(value, precision: Self.precision)
    }
    let sides = [left, right].compactMap { side in
      try? Tape(side, in: store).evaluate(over: box, precision: Self.precision).values.first
    }
    guard sides.count == 2, sides.allSatisfy(\.isFinite), !sides[0].overlaps(sides[1]) else {
      return nil
    }
    return WitnessValues(sides[0], sides[1], digits: Self.digits)
  }
}
