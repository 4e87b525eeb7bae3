// Recursions: a header line and one equation on each line below.
//
//     recursion = "recursion" name parameters? ":" equation+
//     equation  = name "[" (integer | name) ("," name)* "]" parameters? "=" term

extension Parser {
  /// Reads a recursion; `nil` when some of its equations have been reported.
  mutating func parseRecursion() throws(Failure) -> Recursion? {
    let (name, parameters) = try parseHeader(
      of: "recursion",
      equations: "an equation such as `k[0](t) = t`, indented, on the next line")
    let equations = parseEquations()
    return equations.map { Recursion(name, parameters: parameters, equations: $0) }
  }

  private mutating func parseEquations() -> [Equation]? {
    let parts = Chunk.equations(in: tokens[position..<end])
    var equations: [Equation] = []
    var seen: [Equation.LeftSide: SourcePosition] = [:]
    for part in parts {
      let equation = parse(part, as: "the equation") { (parser) throws(Failure) in
        let equation = try parser.parseEquation()
        try parser.refuseRepetition(of: equation, after: seen[equation.leftSide])
        return equation
      }
      guard let equation else { continue }
      equations.append(equation)
      seen[equation.leftSide] = equation.range.lower
    }
    return equations.count == parts.count ? equations : nil
  }

  private mutating func parseEquation() throws(Failure) -> Equation {
    let sequence = try expectName("an equation such as `k[0](t) = t`")
    try expect(.openBracket, expected: "`[` and an index after the sequence `\(sequence)`")
    let index = try parseIndex()
    var pixels: [Name] = []
    while accept(.comma) { pixels.append(try expectName("a name for the number of a pixel")) }
    try expect(
      .closeBracket,
      suggestion: "index the left side by `0` or `l`, and shift the index on the right")
    let parameters = try parseParameters()
    let body = try parseRightSide(after: parameters)
    return Equation(sequence, index, pixels: pixels, parameters: parameters, body: body)
  }

  private mutating func parseIndex() throws(Failure) -> Equation.Index {
    let token = current
    if token.kind == .name { return .step(try expectName("an index")) }
    guard token.kind == .number, let value = Int(text(token)) else {
      throw unexpected(expected: "an index: an integer or a name", note: keywordNote)
    }
    advance()
    return .base(value)
  }

  private func refuseRepetition(
    of equation: Equation, after first: SourcePosition?
  ) throws(Failure) {
    guard let first else { return }
    throw Failure(
      at: equation.range, message: "`\(equation.sequence)[\(equation.index)]` is defined twice",
      expected: "one equation for each base and one for the step",
      note: "the first equation is at \(first)")
  }
}

extension Equation {
  /// What two equations of a recursion must not share: the sequence, and the base or the step.
  fileprivate struct LeftSide: Hashable {
    let sequence: Name
    let base: Int?
  }

  fileprivate var leftSide: LeftSide {
    switch index {
    case .base(let value): LeftSide(sequence: sequence, base: value)
    case .step: LeftSide(sequence: sequence, base: nil)
    }
  }
}
