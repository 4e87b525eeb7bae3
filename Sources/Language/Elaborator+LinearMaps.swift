internal import Arithmetic
internal import Conditioning
internal import Matrices
internal import Syntax

extension Elaborator {
  /// `spectral_norm(M)` and `gram_bound(M, k)`.
  func normQuantity(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Quantity {
    if callee.text == "spectral_norm" {
      try expect(1, of: callee, arguments, scope, form: "`spectral_norm(M)`")
      return .spectralNorm(try operatorDescription(arguments[0], scope))
    }
    try expect(2, of: callee, arguments, scope, form: "`gram_bound(M, k)`")
    let description = try operatorDescription(arguments[0], scope)
    let iterations = try index(
      arguments[1], "the number of iterations", limit: GramIteration.iterationLimit, scope)
    return .gramBound(description, iterations: iterations)
  }

  private static let operators =
    "`normal_matrix(rows, columns, seed)`, `matrix(\"file\")` or "
    + "`circular_convolution(pixels, outputs, inputs, taps, seed)`, "
    + "`circular_convolution(\"file\", pixels)`"

  private static func isText(_ term: Term) -> Bool {
    if case .text = term.kind { true } else { false }
  }

  /// The linear map that a term names; it is read or made when it is first met.
  private func operatorDescription(
    _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> OperatorDescription {
    guard case .call(let name, let arguments) = term.kind else {
      throw scope.error("this is no matrix", at: term.range, expected: Self.operators)
    }
    let description: OperatorDescription
    switch name.text {
    case "normal_matrix":
      try expect(3, of: name, arguments, scope, form: "`normal_matrix(rows, columns, seed)`")
      let numbers = try naturalNumbers(arguments, scope)
      description = .normal(rows: numbers[0], columns: numbers[1], seed: numbers[2])
    case "circular_convolution" where arguments.first.map(Self.isText) == true:
      guard arguments.count == 2, case .text(let path) = arguments[0].kind else {
        throw scope.error(
          "`circular_convolution` of a file takes its name and the number of pixels",
          at: term.range, expected: "`circular_convolution(\"file.npy\", 16)` or `(16, 16)`")
      }
      description = .filters(path, sides: try self.numbers([arguments[1]], scope))
    case "circular_convolution":
      try expect(
        5, of: name, arguments, scope,
        form: "`circular_convolution(pixels, outputs, inputs, taps, seed)`")
      let numbers = try naturalNumbers(arguments, scope)
      description = .convolution(
        pixels: numbers[0], outputs: numbers[1], inputs: numbers[2], taps: numbers[3],
        seed: numbers[4])
    case "matrix":
      guard arguments.count == 1, case .text(let path) = arguments[0].kind else {
        throw scope.error(
          "`matrix` takes the name of a file", at: term.range, expected: "`matrix(\"file.csv\")`")
      }
      description = .file(path)
    default: throw scope.error("this is no matrix", at: term.range, expected: Self.operators)
    }
    if let problem = description.problem {
      throw scope.error(problem, at: term.range, expected: "a smaller matrix with entries")
    }
    if linearMaps[description] == nil {
      linearMaps[description] = try reading(term, scope) { try description.map(reading: $0) }
    }
    return description
  }

  private func naturalNumbers(_ terms: [Term], _ scope: Scope) throws(SyntaxError) -> [Int] {
    var numbers: [Int] = []
    for term in terms { numbers.append(try naturalNumber(term, "a size or seed", scope)) }
    return numbers
  }
}
