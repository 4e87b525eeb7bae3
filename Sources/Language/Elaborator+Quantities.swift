internal import Arithmetic
internal import Expressions
internal import Recurrences
internal import Syntax

extension Elaborator {
  /// `taylor(K, n)` and `eigenvalue(K, d, k)`: a symbol that stands for a computed number.
  func quantity(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard scope.allowsQuantities else { throw misplacedQuantity(callee, at: term.range, scope) }
    if let sequence = try sequence(callee, arguments, scope) { return sequence }
    let quantity: Quantity
    switch callee.text {
    case "taylor" where arguments.count > 2:
      quantity = try pixelCoefficient(arguments, scope)
    case "taylor":
      try expect(2, of: callee, arguments, scope, form: "`taylor(K, n)`")
      quantity = .taylorCoefficient(
        kernel: try kernelWithoutSymbols(arguments[0], scope),
        index: try index(arguments[1], "the index of a coefficient", limit: 10_000_000, scope))
    case let name where MatrixQuantity(rawValue: name) != nil:
      quantity = try matrixQuantity(callee, arguments, scope)
    case "spectral_norm", "gram_bound": quantity = try normQuantity(callee, arguments, scope)
    case "eigenvalue" where arguments.count > 3:
      quantity = try pixelEigenvalue(arguments, scope)
    default:
      try expect(3, of: callee, arguments, scope, form: "`eigenvalue(K, d, k)`")
      let dimension = try sphereDimension(arguments[1], scope)
      quantity = .eigenvalue(
        kernel: try kernelWithoutSymbols(arguments[0], scope), dimension: dimension,
        frequency: try index(arguments[2], "the frequency", limit: 1_000_000, scope))
    }
    return store.symbol(symbol(for: quantity))
  }

  /// The error of a quantity where a formula belongs.
  func misplacedQuantity(_ callee: Name, at range: SourceRange, _ scope: Scope) -> SyntaxError {
    scope.error(
      "`\(callee.text)` stands in claims only", at: range, expected: "a formula",
      suggestion: Self.command(for: callee.text))
  }

  /// The d of a sphere in d-dimensional space.
  func sphereDimension(_ term: Term, _ scope: Scope) throws(SyntaxError) -> Int {
    let dimension = try index(term, "the dimension", limit: 1000, scope)
    guard dimension >= 2 else {
      throw scope.error(
        "the sphere S^(d-1) needs a dimension d of at least 2", at: term.range,
        expected: "2, 3, …")
    }
    return dimension
  }

  /// The command that prints what a function of claims stands for.
  private static func command(for function: String) -> String {
    switch function {
    case "taylor": "`zonal expand` prints the coefficients"
    case "eigenvalue": "`zonal spectrum` prints the eigenvalues"
    case "spectral_norm", "gram_bound": "claims compare spectral norms and their bounds"
    default: "`zonal condition` prints the condition number"
    }
  }

  private func symbol(for quantity: Quantity) -> Symbol {
    if let known = quantitySymbols[quantity] { return known }
    // A space keeps the name out of reach of the language.
    let symbol = Symbol("quantity \(quantitySymbols.count + 1)")
    quantitySymbols[quantity] = symbol
    quantities[symbol] = quantity
    return symbol
  }

  func index(
    _ term: Term, _ what: String, limit: Int, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    let value = try naturalNumber(term, what, scope)
    guard value <= limit else {
      throw scope.error("\(what) is beyond \(limit)", at: term.range, expected: "a smaller number")
    }
    return value
  }

  func kernelWithoutSymbols(
    _ term: Term, _ scope: Scope, isOfPixels: Bool = false
  ) throws(SyntaxError) -> Expression {
    var inner = scope
    inner.allowsQuantities = false
    // A coefficient or an eigenvalue asks nothing of the kernel at single points.
    let (kernel, _) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: term, in: inner)
    }
    let fixed = try checked(term, scope) { () throws(ExpressionError) in
      try substitutingValues(in: kernel)
    }
    let isAllowed = { (symbol: Symbol) in isOfPixels ? symbol.isCosine : symbol == .cosine }
    guard let free = store.symbols(in: fixed).first(where: { !isAllowed($0) }) else {
      return fixed
    }
    if free.isCosine {
      throw scope.error(
        "the kernel is one of images: it depends on `\(free.name)`", at: term.range,
        expected: "a function of t",
        suggestion: "`at(K, t)` sets all cosines to t; `taylor(K, n1, n2, …)` has one exponent for "
          + "each pixel, `eigenvalue(K, d, k1, k2, …)` one frequency")
    }
    try refuseSymbolicDepth(of: fixed, at: term, scope)
    throw scope.error(
      "the kernel still depends on `\(free.name)`", at: term.range,
      expected: "a kernel with numbers for all parameters",
      suggestion: "give it values with `for \(free.name) in {1/2, 1}`")
  }

  /// Elements of recurrences have no series.
  func refuseSymbolicDepth(
    of kernel: Expression, at term: Term, _ scope: Scope
  ) throws(SyntaxError) {
    guard store.symbols(in: kernel).contains(where: { recurrences.element($0) != nil }) else {
      return
    }
    let depth = depthParameters.sorted().first ?? "L"
    throw scope.error(
      "the kernel still depends on the depth", at: term.range,
      expected: "a kernel with a number for the depth",
      suggestion: "give it values with `for \(depth) in 1...6`, or write a number")
  }
}
