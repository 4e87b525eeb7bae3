// Flows: a header line and two equations for each component on the lines below.
//
//     flow     = "flow" name parameters? ":" (initial | slope)+
//     initial  = name "(" "0" ")" "=" term
//     slope    = name "'" "=" term

extension Parser {
  /// Reads a flow; `nil` when some of its equations have been reported.
  mutating func parseFlow() throws(Failure) -> Flow? {
    let (name, parameters) = try parseHeader(
      of: "flow",
      equations:
        "equations such as `u(0) = t` and `u' = kappa1(u) - u`, indented, on the next lines")
    let parts = Chunk.equations(in: tokens[position..<end])
    var equations: [FlowEquation] = []
    for part in parts {
      let equation = parse(part, as: "the equation") { (parser) throws(Failure) in
        try parser.parseFlowEquation()
      }
      if let equation { equations.append(equation) }
    }
    guard equations.count == parts.count else { return nil }
    return Flow(name, parameters: parameters, components: try components(of: equations))
  }

  private struct FlowEquation {
    let component: Name
    let isSlope: Bool
    let body: Term
  }

  private mutating func parseFlowEquation() throws(Failure) -> FlowEquation {
    let component = try expectName("an equation such as `u(0) = t` or `u' = kappa1(u) - u`")
    let isSlope = accept(.prime)
    if !isSlope {
      let opening = current
      guard accept(.openParenthesis) else {
        throw unexpected(
          expected: "`'` for the slope of `\(component)`, or `(0)` for its initial value")
      }
      guard current.kind == .number, text(current) == "0" else {
        throw unexpected(
          expected: "`0`",
          suggestion: "initial values are given at time 0, and slopes as `\(component)' = …`")
      }
      advance()
      try expect(.closeParenthesis, closing: opening)
    }
    try expect(
      .assign,
      suggestion: isSlope && isAt(.openParenthesis)
        ? "write `\(component)' = …`; the components have no arguments on the right side" : nil)
    let body = try parseTerm()
    try expectEndOfDefinition()
    return FlowEquation(component: component, isSlope: isSlope, body: body)
  }

  private func components(of equations: [FlowEquation]) throws(Failure) -> [Flow.Component] {
    var names: [Name] = []
    var bodies: [Bool: [Name: Term]] = [true: [:], false: [:]]
    for equation in equations {
      let name = equation.component
      if !names.contains(name) { names.append(name) }
      guard bodies[equation.isSlope]?[name] == nil else {
        throw Failure(
          at: name.range,
          message:
            "the \(equation.isSlope ? "slope" : "initial value") of `\(name)` is given twice",
          expected: "one initial value and one slope for each component")
      }
      bodies[equation.isSlope]?[name] = equation.body
    }
    var components: [Flow.Component] = []
    for name in names {
      guard let initial = bodies[false]?[name] else {
        throw Failure(
          at: name.range, message: "`\(name)` has no initial value",
          expected: "an equation such as `\(name)(0) = t`")
      }
      guard let slope = bodies[true]?[name] else {
        throw Failure(
          at: name.range, message: "`\(name)` has no slope",
          expected: "an equation such as `\(name)' = kappa1(\(name)) - \(name)`")
      }
      components.append(Flow.Component(name, from: initial, slope: slope))
    }
    return components
  }
}
