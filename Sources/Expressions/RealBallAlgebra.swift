public import Arithmetic
internal import Quadrature

/// A value could not be enclosed.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A symbol has no value.
  case unbound(Symbol)
  /// A function or root has no value there.
  case outsideDomain(function: String)

  /// The reason in words.
  public var description: String {
    switch self {
    case .unbound(let symbol): "`\(symbol.name)` has no value"
    case .outsideDomain(let function): "the argument of `\(function)` is outside its domain"
    }
  }
}

/// Evaluates expressions in real balls.
///
/// The enclosure holds for every choice of a number from each bound ball at which the expression is
/// defined. `isDefinednessProved` turns false when a ball sticks out of a function's domain and the
/// structure does not prove that the argument stays inside.
public struct RealBallAlgebra: ExpressionAlgebra {
  /// Real balls.
  public typealias Value = RealBall
  /// A missing binding or a point outside a domain.
  public typealias Failure = EvaluationError

  /// Bits of the midpoints.
  public let precision: Int
  /// The values of the symbols.
  public let bindings: [Symbol: RealBall]
  /// Whether the expression is known to be defined at all points of the bound balls.
  public private(set) var isDefinednessProved = true
  private var arccosines: [Int: RealBall] = [:]

  /// Creates an algebra with values for symbols.
  public init(precision: Int, bindings: [Symbol: RealBall]) {
    self.precision = precision
    self.bindings = bindings
  }

  /// Encloses a rational number.
  public func rational(_ value: Rational) -> RealBall { RealBall(value, precision: precision) }

  /// Encloses π.
  public func pi() -> RealBall { RealBall.pi(precision: precision) }

  /// The ball bound to a symbol.
  ///
  /// - Throws: ``EvaluationError/unbound(_:)``.
  public func symbol(_ symbol: Symbol) throws(EvaluationError) -> RealBall {
    guard let value = bindings[symbol] else { throw .unbound(symbol) }
    return value
  }

  /// The sum.
  public func sum(_ terms: [RealBall]) -> RealBall {
    terms.dropFirst().reduce(terms[0]) { $0.adding($1, precision: precision) }
  }

  /// The product.
  public func product(_ coefficient: Rational, _ factors: [RealBall]) -> RealBall {
    let product = factors.dropFirst().reduce(factors[0]) {
      $0.multiplied(by: $1, precision: precision)
    }
    if coefficient.isOne { return product }
    return coefficient == -1
      ? product.negated() : product.multiplied(by: coefficient, precision: precision)
  }

  /// A rational power.
  ///
  /// - Throws: ``EvaluationError/outsideDomain(function:)``.
  public mutating func power(_ base: RealBall, _ exponent: Rational) throws(EvaluationError)
    -> RealBall
  {
    let singular = exponent.signum < 0 && base.containsZero
    let negative = !exponent.isInteger && !base.isCertainlyNonnegative
    if singular || negative { isDefinednessProved = false }
    do {
      return try RealBall.power(base, exponent, precision: precision)
    } catch {
      throw .outsideDomain(function: error.function)
    }
  }

  /// A function of a ball.
  ///
  /// - Throws: ``EvaluationError/outsideDomain(function:)``.
  public mutating func function(
    _ function: Function, _ value: RealBall, argument: Int, isInDomain: Bool
  ) throws(EvaluationError) -> RealBall {
    if !isInDomain && !RealBallAlgebra.unitInterval.contains(value) { isDefinednessProved = false }
    if function == .log && !value.isCertainlyPositive { isDefinednessProved = false }
    do {
      switch function {
      case .arccos: return try arccosine(value, argument)
      case .arcsin: return try RealBall.asin(value, precision: precision)
      case .exp: return RealBall.exp(value, precision: precision)
      case .log: return try RealBall.log(value, precision: precision)
      case .erf: return RealBall.erf(value, precision: precision)
      case .normalCDF: return try normalCDF(value)
      case .sin: return RealBall.sin(value, precision: precision)
      case .cos: return RealBall.cos(value, precision: precision)
      case .abs: return value.absolute(precision: precision)
      case .kappa(let degree): return try kappa(degree, value, argument)
      }
    } catch {
      throw .outsideDomain(function: function.name)
    }
  }

  /// A function of several balls.
  public mutating func application(
    _ function: MultivariateProgram, _ values: [RealBall], arguments: [Int], isInDomain: Bool
  ) throws(EvaluationError) -> RealBall {
    if !isInDomain && !hasValue(function, values, arguments) { isDefinednessProved = false }
    switch function {
    case .bivariateNormalCDF:
      return BivariateNormal.distribution(
        values[0], values[1], correlation: values[2], precision: precision)
    case .flow(let program):
      let isOutside = values[0].isCertainlyNegative
      guard !isOutside else { throw .outsideDomain(function: program.name) }
      return program.value(at: values, precision: precision)
    case .dual(let program):
      let isDiagonal = arguments[0] == arguments[1] && arguments[1] == arguments[2]
      return GaussianDual.value(
        of: program, values[0], values[1], values[2], isDiagonal: isDiagonal,
        precision: precision)
    }
  }

  /// Whether the balls show that a function of several variables has a value.
  private func hasValue(
    _ function: MultivariateProgram, _ values: [RealBall], _ arguments: [Int]
  ) -> Bool {
    switch function {
    case .bivariateNormalCDF: return RealBallAlgebra.unitInterval.contains(values[2])
    case .flow(let program): return program.isDefined(at: values)
    case .dual:
      let (p, q, r) = (values[0], values[1], values[2])
      guard p.isCertainlyPositive, r.isCertainlyPositive else { return false }
      if arguments[0] == arguments[1] && arguments[1] == arguments[2] { return true }
      return q.squared(precision: precision)
        .isCertainlyAtMost(p.multiplied(by: r, precision: precision))
    }
  }

  static let unitInterval = RealBall(midpoint: .zero, radius: .powerOfTwo(0))

  private mutating func arccosine(
    _ value: RealBall, _ argument: Int
  ) throws(DomainError) -> RealBall {
    if let known = arccosines[argument] { return known }
    let angle = try RealBall.acos(value, precision: precision)
    arccosines[argument] = angle
    return angle
  }

  /// Φ(x) = (1 + erf(x/√2))/2.
  private func normalCDF(_ x: RealBall) throws(DomainError) -> RealBall {
    let root = try RealBall.sqrt(RealBall(2), precision: precision)
    let error = RealBall.erf(x.divided(by: root, precision: precision), precision: precision)
    return RealBall.one.adding(error, precision: precision).scaled(byPowerOfTwo: -1)
  }

  private mutating func kappa(
    _ degree: Int, _ value: RealBall, _ argument: Int
  ) throws(DomainError) -> RealBall {
    if value.radius > .powerOfTwo(-precision / 2) {
      return try ArcCosineKernel.image(degree: degree, of: value, precision: precision)
    }
    let angle = try arccosine(value, argument)
    return try ArcCosineKernel.value(
      degree: degree, at: value, arccosine: angle, precision: precision)
  }
}
