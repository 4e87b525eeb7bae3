internal import Arithmetic
internal import Expressions

/// Evaluates the nodes of an expression without symbols besides t as pole models in x = s^(1/m).
///
/// Coefficients that the exact series shows to be zero or rational are put in exactly, so that leading powers
/// can be divided out; the exact evaluation also says where arguments tend to.
struct PoleModelEvaluation {
  let exact: PuiseuxEvaluation
  let store: ExpressionStore
  let arithmetic: PoleModelArithmetic
  /// m.
  let grid: Int
  private var models: [Expression: PoleModel] = [:]

  private var precision: Int { arithmetic.precision }

  init(
    _ exact: PuiseuxEvaluation, in store: ExpressionStore, grid: Int,
    arithmetic: PoleModelArithmetic
  ) {
    self.exact = exact
    self.store = store
    self.grid = grid
    self.arithmetic = arithmetic
  }

  mutating func model(of kernel: Expression) throws -> PoleModel {
    for expression in store.topologicalOrder(of: [kernel]) where exact.values[expression] != nil {
      let model = try computed(expression)
      models[expression] = try refined(model, exact.values[expression])
    }
    return try model(kernel)
  }

  private func model(_ expression: Expression) throws -> PoleModel {
    if let known = models[expression] { return known }
    let result = try Tape(expression, in: store).evaluate(over: [:], precision: precision)
    return arithmetic.constant(result.values[0])
  }

  /// Puts in what the exact series knows of the coefficients.
  private func refined(_ model: PoleModel, _ series: PuiseuxSeries?) throws -> PoleModel {
    guard let series else { return model }
    var refined = model
    for place in refined.coefficients.indices {
      let exponent = Rational(place, over: grid)
      if let order = series.order, exponent >= order { break }
      let element = series.coefficient(exponent)
      if element.isZero {
        refined.coefficients[place] = .zero
      } else if element.denominators.isEmpty, let value = element.numerator.constant {
        refined.coefficients[place] = RealBall(value, precision: precision)
      }
    }
    return refined
  }

  private func computed(_ expression: Expression) throws -> PoleModel {
    switch store.node(expression) {
    case .rational, .pi: return try model(expression)
    case .symbol:
      let point = exact.pole.point
      var model = arithmetic.constant(RealBall(point, precision: precision))
      guard grid < model.order else { throw PoleModelFailure() }
      model.coefficients[grid] = RealBall(-point, precision: precision)
      return model
    case .sum(let terms):
      var sum = try model(terms[0])
      for term in terms.dropFirst() { sum = arithmetic.add(sum, try model(term)) }
      return sum
    case .product(let coefficient, let factors):
      var product = arithmetic.constant(RealBall(coefficient, precision: precision))
      for factor in factors {
        let base = try model(factor.base)
        let power = factor.exponent.isOne ? base : try arithmetic.power(base, factor.exponent)
        product = arithmetic.multiply(product, power)
      }
      return product
    case .function(let function, let argument): return try value(of: function, at: argument)
    case .application: throw PoleModelFailure()
    }
  }

  private func value(of function: Function, at argument: Expression) throws -> PoleModel {
    let inner = try model(argument)
    if case .abs = function {
      let sign = arithmetic.range(of: arithmetic.lowered(inner, by: inner.valuation))
      if sign.isCertainlyNonnegative { return inner }
      guard sign.isCertainlyNonpositive else { throw PoleModelFailure() }
      return arithmetic.scaled(inner, by: RealBall(-1))
    }
    guard function.needsUnitInterval, case .end(let end)? = exact.places[argument] else {
      let taylor = BallTaylor(precision: precision)
      return try arithmetic.composition(inner) { ball, count in
        if function.needsUnitInterval {
          // The part of the ball outside [-1, 1] is no value of the argument.
          guard ball.magnitude < .powerOfTwo(0) else { throw PoleModelFailure() }
        }
        return try taylor.coefficients(of: function, at: ball, count)
      }
    }
    var distance = arithmetic.scaled(inner, by: RealBall(-end.point, precision: precision))
    distance.coefficients[0] = .zero
    return try atEnd(function, end, distance)
  }

  private func atEnd(
    _ function: Function, _ end: Pole, _ distance: PoleModel
  ) throws -> PoleModel {
    let root = try RealBall.sqrt(RealBall(2), precision: precision)
    let pi = RealBall.pi(precision: precision)
    switch function {
    case .kappa(let degree):
      return try arithmetic.singular(
        distance, degree: degree, regular: ArcCosineExpansion.regular(degree: degree, at: end),
        scale: root.divided(by: pi, precision: precision)
      ) { ArcCosineExpansion.singular(degree: degree, at: end, count: $0) }
    default:
      let angle = try arithmetic.singular(distance, degree: 0, regular: [], scale: root) {
        ArcCosineExpansion.arccosine(count: $0)
      }
      // arccos(1-S), π - arccos(1-S), and π/2 minus these for arcsin.
      let opposite =
        end == .one
        ? angle
        : arithmetic.add(
          arithmetic.constant(pi), arithmetic.scaled(angle, by: RealBall(-1)))
      if case .arccos = function { return opposite }
      return arithmetic.add(
        arithmetic.constant(pi.scaled(byPowerOfTwo: -1)),
        arithmetic.scaled(opposite, by: RealBall(-1)))
    }
  }
}
