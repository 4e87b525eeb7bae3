public import Arithmetic

/// Evaluates expressions in balls whose exponents have no bound.
///
/// The enclosures and `isDefinednessProved` mean what they mean for ``RealBallAlgebra``, which computes the
/// functions other than exp, log and powers where their arguments are in a ball's range. Beyond it
/// erf and Φ are enclosed by their values at 2²⁰, sin and cos by [-1, 1], and others not at all.
public struct ScaledBallAlgebra: ExpressionAlgebra {
  /// Scaled balls.
  public typealias Value = ScaledBall
  /// A missing binding or a point outside a domain.
  public typealias Failure = EvaluationError

  private var ordinary: RealBallAlgebra
  private var isDefinedBeyond = true

  /// Creates an algebra with values for symbols.
  public init(precision: Int, bindings: [Symbol: RealBall]) {
    ordinary = RealBallAlgebra(precision: precision, bindings: bindings)
  }

  /// Bits of the mantissas.
  public var precision: Int { ordinary.precision }
  /// Whether the expression is known to be defined at all points of the bound balls.
  public var isDefinednessProved: Bool { isDefinedBeyond && ordinary.isDefinednessProved }

  /// Encloses a rational number.
  public func rational(_ value: Rational) -> ScaledBall { ScaledBall(ordinary.rational(value)) }

  /// Encloses π.
  public func pi() -> ScaledBall { ScaledBall(ordinary.pi()) }

  /// The ball bound to a symbol.
  ///
  /// - Throws: ``EvaluationError/unbound(_:)``.
  public func symbol(_ symbol: Symbol) throws(EvaluationError) -> ScaledBall {
    ScaledBall(try ordinary.symbol(symbol))
  }

  /// The sum.
  public func sum(_ terms: [ScaledBall]) -> ScaledBall {
    terms.dropFirst().reduce(terms[0]) { $0.adding($1, precision: precision) }
  }

  /// The product.
  public func product(_ coefficient: Rational, _ factors: [ScaledBall]) -> ScaledBall {
    let product = factors.dropFirst().reduce(factors[0]) {
      $0.multiplied(by: $1, precision: precision)
    }
    if coefficient.isOne { return product }
    return coefficient == -1
      ? product.negated() : product.multiplied(by: rational(coefficient), precision: precision)
  }

  /// A rational power.
  ///
  /// - Throws: ``EvaluationError/outsideDomain(function:)``.
  public mutating func power(_ base: ScaledBall, _ exponent: Rational) throws(EvaluationError)
    -> ScaledBall
  {
    let singular = exponent.signum < 0 && base.containsZero
    let negative = !exponent.isInteger && !base.isCertainlyNonnegative
    if singular || negative { isDefinedBeyond = false }
    do {
      return try ScaledBall.power(base, exponent, precision: precision)
    } catch {
      throw .outsideDomain(function: error.function)
    }
  }

  /// A function of a ball.
  ///
  /// - Throws: ``EvaluationError/outsideDomain(function:)``.
  public mutating func function(
    _ function: Function, _ value: ScaledBall, argument: Int, isInDomain: Bool
  ) throws(EvaluationError) -> ScaledBall {
    switch function {
    case .exp: return ScaledBall.exp(value, precision: precision)
    case .abs: return value.absolute(precision: precision)
    case .log:
      if !value.isCertainlyPositive { isDefinedBeyond = false }
      do {
        return try ScaledBall.log(value, precision: precision)
      } catch {
        throw .outsideDomain(function: error.function)
      }
    case .erf, .normalCDF:
      if let limit = Self.limit(of: function, at: value) { return limit }
    case .sin, .cos:
      if value.isFinite && value.exponent > Integer(ScaledBall.argumentBits) {
        return ScaledBall(RealBallAlgebra.unitInterval)
      }
    case .arccos, .arcsin, .kappa: break
    }
    return ScaledBall(
      try ordinary.function(function, value.ball, argument: argument, isInDomain: isInDomain))
  }

  /// A function of several balls.
  public mutating func application(
    _ function: MultivariateProgram, _ values: [ScaledBall], arguments: [Int], isInDomain: Bool
  ) throws(EvaluationError) -> ScaledBall {
    ScaledBall(
      try ordinary.application(
        function, values.map(\.ball), arguments: arguments, isInDomain: isInDomain))
  }

  /// erf or Φ at numbers beyond ±2²⁰, where it is its limit up to a tail.
  ///
  /// erfc(x) ≤ e^(-x²) and 1 - Φ(x) ≤ e^(-x²/2), both below 2^(-2²⁹) for x ≥ 2²⁰.
  private static func limit(of function: Function, at value: ScaledBall) -> ScaledBall? {
    let bound = ScaledBall(RealBall(1 << 20))
    let excess = value.absolute(precision: 64).subtracting(bound, precision: 64)
    guard excess.isCertainlyPositive else { return nil }
    let lower = function == .erf ? -1 : 0
    return ScaledBall(
      RealBall(value.isCertainlyPositive ? 1 : lower).widened(by: .powerOfTwo(-(1 << 29) + 32)))
  }
}

/// An enclosure with an exponent of any size and what is known about it.
public struct ScaledEvaluation: Sendable {
  /// The enclosure.
  public let value: ScaledBall
  /// Whether the relative error asked for was reached before the precision cap.
  public let isGoalMet: Bool
  /// Whether the expression is proved to be defined at the point.
  public let isDefinednessProved: Bool
}

extension Tape {
  /// Encloses the value of the first expression with exponents of any size, at rational points, raising
  /// precision until the radius is at most 2^(-bits) of the value or the cap is reached.
  ///
  /// - Throws: ``EvaluationError`` when a symbol has no value or the expression has none there.
  public func evaluateScaled(
    at point: [Symbol: Rational], relativeBits bits: Int, precisionCap: Int
  ) throws(EvaluationError) -> ScaledEvaluation {
    var precision = bits + 32
    while true {
      let bindings = point.mapValues { RealBall($0, precision: precision) }
      var algebra = ScaledBallAlgebra(precision: precision, bindings: bindings)
      let value = try run(in: &algebra)[0]
      // A relative error is that of the mantissa.
      let isMet = AccuracyGoal.relative(bits: bits).isMet(by: value.mantissa)
      if isMet || 2 * precision > precisionCap {
        return ScaledEvaluation(
          value: value, isGoalMet: isMet && value.isFinite,
          isDefinednessProved: algebra.isDefinednessProved)
      }
      precision *= 2
    }
  }
}
