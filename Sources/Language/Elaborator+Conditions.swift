internal import Arithmetic
internal import Expressions
internal import Recurrences
internal import Syntax

extension Elaborator {
  /// The conditions under which the kernels read so far have values.
  public var notedConditions: [Condition] { conditions.all }

  /// Notes a condition, unless the structure shows that it always holds.
  ///
  /// Conditions on elements of recurrences with a symbolic index are left out: nothing is known of the
  /// values of such elements.
  func require(_ requirement: Condition.Requirement, of expression: Expression) {
    let holds =
      switch requirement {
      case .positive: store.isPositive(expression)
      case .nonnegative: store.isNonnegative(expression)
      case .nonzero:
        store.rationalValue(expression).map { !$0.isZero }
          ?? (store.isPositive(expression) || store.isPositive(store.negated(expression)))
      case .unit: store.isBoundedByOne(expression)
      }
    // The structure shows signs wherever the expression has a value, which its own conditions are about.
    if holds { return }
    if recurrences.hasElements, !recurrences.elements(in: expression).isEmpty { return }
    conditions.add(Condition(expression, requirement))
  }

  /// Notes the conditions of every part of an expression that was not read term by term.
  func require(partsOf expression: Expression) {
    for part in store.topologicalOrder(of: [expression]) {
      switch store.node(part) {
      case .rational, .pi, .symbol, .sum: break
      case .product(_, let factors): factors.forEach { require(baseOf: $0.exponent, $0.base) }
      case .function(let function, let argument): require(argumentOf: function, argument)
      case .application(let function, let arguments):
        require(argumentsOf: function, arguments)
      }
    }
  }

  /// Notes what a function asks of its argument.
  func require(argumentOf function: Function, _ argument: Expression) {
    if function.needsUnitInterval { require(.unit, of: argument) }
    if function == .log { require(.positive, of: argument) }
  }

  /// Notes what a function of several variables asks of its arguments.
  func require(argumentsOf function: MultivariateFunction, _ arguments: [Expression]) {
    let domain = store.domain(of: function, arguments)
    domain.positive.forEach { require(.positive, of: $0) }
    domain.nonnegative.forEach { require(.nonnegative, of: $0) }
    domain.unit.forEach { require(.unit, of: $0) }
  }

  /// Notes what a rational power asks of its base.
  func require(baseOf exponent: Rational, _ base: Expression) {
    if exponent.isInteger {
      if exponent.signum < 0 { require(.nonzero, of: base) }
    } else {
      require(exponent.signum < 0 ? .positive : .nonnegative, of: base)
    }
  }

  /// Runs a part of the elaboration and returns the conditions that it notes, without adding them.
  func collectingConditions<Result>(
    _ body: () throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> (result: Result, conditions: [Condition]) {
    let outer = conditions
    conditions = ConditionList()
    defer { conditions = outer }
    let result = try body()
    return (result, conditions.all)
  }

  /// Conditions on a function of t, taken at another point.
  ///
  /// A condition that has no value there has none of its own to fulfil: what it is about has no value
  /// either, which is reported where that is built.
  func moved(_ list: [Condition], to point: Expression) {
    for condition in list {
      let part = try? recurrences.substituting(cosine: point, in: condition.expression)
      guard let part else { continue }
      require(condition.requirement, of: part)
    }
  }
}
