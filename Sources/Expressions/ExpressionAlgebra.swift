public import Arithmetic

/// A system of values in which expressions can be evaluated: real balls, complex balls, power series.
///
/// The operations follow the node kinds, so one walk over the graph (``Tape``) serves every algebra. An
/// implementation keeps the inclusion principle of its values.
public protocol ExpressionAlgebra {
  /// What expressions evaluate to.
  associatedtype Value
  /// What an operation throws.
  associatedtype Failure: Error

  /// The value of a rational number.
  mutating func rational(_ value: Rational) throws(Failure) -> Value
  /// The value of π.
  mutating func pi() throws(Failure) -> Value
  /// The value of a symbol.
  mutating func symbol(_ symbol: Symbol) throws(Failure) -> Value
  /// The sum of at least two values.
  mutating func sum(_ terms: [Value]) throws(Failure) -> Value
  /// The product of a coefficient and at least one factor.
  mutating func product(_ coefficient: Rational, _ factors: [Value]) throws(Failure) -> Value
  /// A rational power, not the zeroth or first.
  mutating func power(_ base: Value, _ exponent: Rational) throws(Failure) -> Value
  /// A function of a value. `argument` identifies the argument within the tape, so that an algebra can
  /// share work between functions of one argument; `isInDomain` says that the structure of the argument
  /// proves it to lie in the function's domain for every t in [-1, 1].
  mutating func function(
    _ function: Function, _ value: Value, argument: Int, isInDomain: Bool
  ) throws(Failure) -> Value
  /// A function of several values. `arguments` identifies them within the tape; `isInDomain` says that the
  /// structure proves them to lie in the function's domain.
  mutating func application(
    _ function: MultivariateProgram, _ values: [Value], arguments: [Int], isInDomain: Bool
  ) throws(Failure) -> Value
}

/// A function of several variables, laid out for evaluation.
public enum MultivariateProgram: Sendable {
  /// The distribution function of two normal variables.
  case bivariateNormalCDF
  /// The dual of a function given by pieces.
  case dual(PointwiseProgram)
  /// A component of a flow.
  case flow(FlowProgram)

  /// The name in the language.
  public var name: String {
    switch self {
    case .bivariateNormalCDF: "Phi2"
    case .dual(let program): "dual(\(program.name))"
    case .flow(let program): program.name
    }
  }
}

/// A straight-line program that computes an expression: its nodes, children before parents.
///
/// Building one costs a traversal; evaluating it at many points costs nothing more.
public struct Tape: Sendable {
  enum Step: Sendable {
    case rational(Rational)
    case pi
    case symbol(Symbol)
    case sum([Int])
    case product(Rational, [(base: Int, exponent: Rational)])
    case function(Function, Int, isInDomain: Bool)
    case application(MultivariateProgram, [Int], isInDomain: Bool)
  }

  let steps: [Step]
  /// The place of the last use of each value, so that it can be released.
  let lastUse: [Int]
  let results: [Int]
  /// Whether the structure proves that every step is defined for all t in [-1, 1] and all admitted values
  /// of the parameters.
  public let isDefinedThroughout: Bool

  /// The number of steps.
  public var count: Int { steps.count }

  /// Lays out the program for one expression.
  public init(_ expression: Expression, in store: ExpressionStore) {
    self.init([expression], in: store)
  }

  /// Lays out one program for several expressions, which share their common parts.
  public init(_ expressions: [Expression], in store: ExpressionStore) {
    let order = store.topologicalOrder(of: expressions)
    let places = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    func place(_ expression: Expression) -> Int { places[expression] ?? 0 }
    steps = order.map { expression in
      switch store.node(expression) {
      case .rational(let value): .rational(value)
      case .pi: .pi
      case .symbol(let symbol): .symbol(symbol)
      case .sum(let terms): .sum(terms.map(place))
      case .product(let coefficient, let factors):
        .product(coefficient, factors.map { (place($0.base), $0.exponent) })
      case .function(let function, let argument):
        .function(
          function, place(argument),
          isInDomain: !function.needsUnitInterval || store.isBoundedByOne(argument))
      case .application(let function, let arguments):
        .application(
          store.program(of: function), arguments.map(place),
          isInDomain: store.isApplicationDefined(function, arguments))
      }
    }
    results = expressions.map(place)
    isDefinedThroughout = order.allSatisfy(store.isStepDefined)
    var lastUse = Array(order.indices)
    for (index, expression) in order.enumerated() {
      store.forEachChild(of: expression) { lastUse[place($0)] = index }
    }
    for result in results { lastUse[result] = .max }
    self.lastUse = lastUse
  }

  /// For each place that is an argument of some κₙ, the largest such n.
  public var highestKappaDegrees: [Int: Int] {
    var degrees: [Int: Int] = [:]
    for case .function(.kappa(let degree), let argument, _) in steps {
      degrees[argument] = max(degrees[argument] ?? 0, degree)
    }
    return degrees
  }

  /// Runs the program and returns the values of its expressions.
  ///
  /// Values are released after their last use, so memory is that of the widest cut of the graph.
  public func run<Algebra: ExpressionAlgebra>(
    in algebra: inout Algebra
  ) throws(Algebra.Failure) -> [Algebra.Value] {
    var values = [Algebra.Value?](repeating: nil, count: steps.count)
    var expiring = [[Int]](repeating: [], count: steps.count)
    for (value, last) in lastUse.enumerated() where last < steps.count {
      expiring[last].append(value)
    }
    func value(_ place: Int) -> Algebra.Value {
      guard let value = values[place] else { preconditionFailure("a tape is in topological order") }
      return value
    }
    for (place, step) in steps.enumerated() {
      switch step {
      case .rational(let number): values[place] = try algebra.rational(number)
      case .pi: values[place] = try algebra.pi()
      case .symbol(let symbol): values[place] = try algebra.symbol(symbol)
      case .sum(let terms): values[place] = try algebra.sum(terms.map(value))
      case .product(let coefficient, let factors):
        var powers: [Algebra.Value] = []
        for factor in factors {
          let base = value(factor.base)
          powers.append(
            factor.exponent.isOne ? base : try algebra.power(base, factor.exponent))
        }
        values[place] = try algebra.product(coefficient, powers)
      case .function(let function, let argument, let isInDomain):
        values[place] = try algebra.function(
          function, value(argument), argument: argument, isInDomain: isInDomain)
      case .application(let function, let arguments, let isInDomain):
        values[place] = try algebra.application(
          function, arguments.map(value), arguments: arguments, isInDomain: isInDomain)
      }
      for expired in expiring[place] where expired != place { values[expired] = nil }
    }
    return results.map(value)
  }
}
