internal import Arithmetic
internal import Expressions
internal import Syntax

// Components of initial value problems: `limit.theta(1)`.
extension Elaborator {
  /// A component of a flow at a time.
  func flowValue(
    _ value: FlowValue, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    let (flow, entry, place) = try place(of: value, scope)
    guard scope.nesting < 100 else {
      throw scope.error(
        "`\(flow.name)` is defined in terms of itself", at: term.range,
        expected: "initial values from elsewhere")
    }
    let time = try expression(of: value.time, in: scope)
    if let number = store.rationalValue(time), number.signum < 0 {
      throw scope.error(
        "a flow is taken at times from 0 on, not at \(number)", at: value.time.range,
        expected: "a time that is not negative")
    }
    require(.nonnegative, of: time)
    var inner = Scope(source: entry.source)
    inner.nesting = scope.nesting + 1
    for (name, argument) in zip(flow.parameters, try values(of: value.flow.arguments, in: scope)) {
      inner.locals[name.text] = argument
    }
    var initial: [Expression] = []
    for component in flow.components {
      initial.append(try expression(of: component.initialValue, in: inner))
    }
    let equations = try slopes(of: flow, inner)
    let result: Expression
    do {
      result = try store.flow(
        named: flow.name.text, equations, component: place, from: initial, after: time)
    } catch let obstacle as FlowObstacle {
      let component = flow.components[obstacle.component]
      throw inner.error(
        "no solution is shown to exist for all times: `\(component.name)`: \(obstacle.reason)",
        at: component.slope.range,
        expected: "components that stay in [-1, 1], or slopes that are affine in the others")
    } catch ExpressionError.outsideDomain(_, let argument) {
      throw scope.error(
        "a component of `\(flow.name)` that stays in [-1, 1] starts at \(argument)", at: term.range,
        expected: "initial values in [-1, 1]")
    } catch let error as ExpressionError {
      return try checked(term, scope) { () throws(ExpressionError) in throw error }
    } catch {
      throw scope.error("the flow has no value", at: term.range)
    }
    if case .application(let function, let arguments) = store.node(result) {
      require(argumentsOf: function, arguments)
    }
    return result
  }

  /// The flow that a value is of, and the place of its component.
  func place(
    of value: FlowValue, _ scope: Scope
  ) throws(SyntaxError) -> (flow: Flow, entry: Entry, place: Int) {
    let (flow, entry) = try declaration(value.flow, scope, as: Flow.self)
    let names = flow.components.map(\.name.text)
    guard let place = names.firstIndex(of: value.component.text) else {
      throw scope.error(
        "the flow has no component `\(value.component)`", at: value.component.range,
        expected: "one of its components",
        suggestion: correction(of: value.component.text, among: names))
    }
    return (flow, entry, place)
  }

  /// The slopes, in which the components are numbered symbols.
  private func slopes(
    of flow: Flow, _ scope: Scope
  ) throws(SyntaxError) -> [(name: String, slope: Expression)] {
    var inner = scope
    for (place, component) in flow.components.enumerated() {
      inner.locals[component.name.text] = .expression(store.symbol(FlowFunction.state(place)))
    }
    var equations: [(name: String, slope: Expression)] = []
    for component in flow.components {
      if inner.locals["t"] == nil, let place = Self.cosine(in: component.slope) {
        throw inner.error(
          "a slope depends on the components and on parameters, not on t", at: place.range,
          expected: "a name of a component",
          suggestion: "`t` is the cosine similarity; for the time add a component with slope 1")
      }
      // That slopes have values is shown as a whole, so their conditions need not be kept.
      let (slope, _) = try collectingConditions { () throws(SyntaxError) in
        try expression(of: component.slope, in: inner)
      }
      equations.append((component.name.text, slope))
    }
    return equations
  }

  private static func cosine(in term: Term) -> Term? {
    if case .name("t") = term.kind { return term }
    for child in term.kind.children {
      if let found = cosine(in: child) { return found }
    }
    return nil
  }
}
