internal import Arithmetic

extension ExpressionStore {
  /// A component of the solution of x' = F(x) after some time.
  ///
  /// The components on which the one asked for does not depend are left out.
  ///
  /// - Parameters:
  ///   - name: The name of the flow.
  ///   - equations: The components with their slopes, in which ``FlowFunction/state(_:)`` numbers the components by
  ///     their places.
  ///   - component: The place of the component asked for.
  ///   - initial: The initial values.
  ///   - time: The time.
  /// - Throws: ``FlowObstacle`` where the solution is not shown to exist for all times (``FlowExistence``).
  public func flow(
    named name: String, _ equations: [(name: String, slope: Expression)], component: Int,
    from initial: [Expression], after time: Expression
  ) throws -> Expression {
    let needed = closure(of: component, equations.map(\.slope))
    let renaming = Dictionary(
      uniqueKeysWithValues: needed.enumerated().map {
        (FlowFunction.state($1), symbol(FlowFunction.state($0)))
      })
    let slopes = try needed.map { simplified(try substituting(renaming, in: equations[$0].slope)) }
    let staysInside: [Bool]
    do {
      staysInside = try FlowExistence(slopes: slopes, in: self).componentsInUnitInterval()
    } catch {
      throw FlowObstacle(component: needed[error.component], reason: error.reason)
    }
    let states = Set(needed.indices.map(FlowFunction.state))
    let parameters = Set(slopes.flatMap { symbols(in: $0) }).subtracting(states)
      .sorted { $0.name < $1.name }
    let declared = needed.map { initial[$0] } + parameters.map { symbol($0) }
    let function = FlowFunction(
      flow: name, components: needed.map { equations[$0].name }, slopes: slopes,
      staysInUnitInterval: staysInside, parameters: parameters,
      component: needed.firstIndex(of: component) ?? 0, declared: declared)
    return try application(.flow(function), [time] + declared)
  }

  /// The components that a component depends on, itself included, in ascending order.
  private func closure(of component: Int, _ slopes: [Expression]) -> [Int] {
    var needed: Set<Int> = [component]
    var open = [component]
    while let next = open.popLast() {
      let used = Set(symbols(in: slopes[next]))
      for other in slopes.indices
      where used.contains(FlowFunction.state(other)) && needed.insert(other).inserted {
        open.append(other)
      }
    }
    return needed.sorted()
  }

  /// The value where it has a formula: at time 0, for components at rest, and for those whose slope is constant
  /// because all they depend on is at rest.
  ///
  /// A component is at rest when its slope is 0 at the initial values and depends on components at rest only; as the
  /// solution is unique, it is constant.
  func flowValue(
    _ function: FlowFunction, _ arguments: [Expression]
  ) throws(ExpressionError) -> Expression? {
    let initial = Array(function.initialValues(arguments))
    for (place, value) in initial.enumerated() where function.staysInUnitInterval[place] {
      if let number = rationalValue(value), number.magnitude > 1 {
        throw .outsideDomain(function: function.name, argument: number.description)
      }
    }
    if let number = rationalValue(arguments[0]) {
      if number.isZero { return initial[function.component] }
      if number.signum < 0 {
        throw .outsideDomain(function: function.name, argument: number.description)
      }
    }
    let resting = try componentsAtRest(function, arguments)
    if resting.contains(function.component) { return initial[function.component] }
    let slope = try slope(function.component, with: resting, function, arguments)
    let isFree = initial.indices.allSatisfy {
      !symbols(in: slope).contains(FlowFunction.state($0))
    }
    return isFree
      ? simplified(sum(initial[function.component], product(arguments[0], slope))) : nil
  }

  private func componentsAtRest(
    _ function: FlowFunction, _ arguments: [Expression]
  ) throws(ExpressionError) -> Set<Int> {
    var resting = Set(function.slopes.indices)
    while true {
      var remaining: Set<Int> = []
      for place in resting {
        let slope = try slope(place, with: resting, function, arguments)
        if rationalValue(slope)?.isZero == true { remaining.insert(place) }
      }
      if remaining == resting { return resting }
      resting = remaining
    }
  }

  /// A slope with the initial values in the place of components at rest.
  private func slope(
    _ place: Int, with resting: Set<Int>, _ function: FlowFunction, _ arguments: [Expression]
  ) throws(ExpressionError) -> Expression {
    var values = function.values(arguments)
    for other in resting { values[FlowFunction.state(other)] = arguments[1 + other] }
    return simplified(try substituting(values, in: function.slopes[place]))
  }

  /// The derivative with respect to the time, the slope at the solution.
  ///
  /// - Throws: ``ExpressionError/notDifferentiable(_:)`` for other arguments.
  func partial(
    _ function: FlowFunction, _ arguments: [Expression], _ place: Int
  ) throws(ExpressionError) -> Expression {
    guard place == 0 else {
      throw .notDifferentiable("the flow `\(function.name)` in its initial values")
    }
    var values = function.values(arguments)
    for other in function.slopes.indices {
      values[FlowFunction.state(other)] = try application(
        .flow(function.asking(for: other)), arguments)
    }
    return try substituting(values, in: function.slopes[function.component])
  }

  /// The flow laid out for evaluation.
  func program(of function: FlowFunction) -> FlowProgram {
    if let known = flowPrograms[function] { return known }
    let program = FlowProgram(function, in: self)
    flowPrograms[function] = program
    return program
  }
}
