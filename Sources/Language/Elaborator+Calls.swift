internal import Arithmetic
internal import Expressions
internal import Kernels
internal import Recurrences
internal import Syntax

extension Elaborator {
  /// The meaning of a name with arguments.
  func call(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let name = callee.text
    if let degree = kappaDegree(name) {
      try expect(1, of: callee, arguments, scope)
      return .expression(try kappa(degree, arguments[0], term, scope))
    }
    if let function = Self.functions[name] {
      try expect(1, of: callee, arguments, scope)
      let argument = try expression(of: arguments[0], in: scope)
      require(argumentOf: function, argument)
      return .expression(
        try checked(arguments[0], scope) { () throws(ExpressionError) in
          try store.function(function, argument)
        })
    }
    if let activation = try activation(callee, arguments, term, scope) {
      return .network(Layer(.activation(activation), origin: origin(of: term)))
    }
    if Reserved.layers.contains(name) { return try layer(callee, arguments, term, scope) }
    if Reserved.imageLayers.contains(name) {
      return try imageLayer(callee, arguments, term, scope)
    }
    if name == "gpk" || name == "ntk" { return try kernel(callee, arguments, scope) }
    if Reserved.functions.contains(name) {
      return .expression(try operation(callee, arguments, term, scope))
    }
    return try applyNamed(callee, arguments, term, scope)
  }

  private static let functions: [String: Function] = [
    "arccos": .arccos, "arcsin": .arcsin, "exp": .exp, "log": .log, "erf": .erf,
    "Phi": .normalCDF, "sin": .sin, "cos": .cos, "abs": .abs,
  ]

  func expect(
    _ count: Int, of callee: Name, _ arguments: [Term], _ scope: Scope, form: String? = nil
  ) throws(SyntaxError) {
    if arguments.count == count { return }
    let noun = count == 1 ? "argument" : "arguments"
    throw scope.error(
      "`\(callee.text)` takes \(count) \(noun), not \(arguments.count)",
      at: arguments.count > count ? arguments[count].range : callee.range,
      expected: form ?? "`\(callee.text)(\(count == 1 ? "x" : "…"))`")
  }

  /// κₙ at a term, or at t without one.
  func kappa(
    _ degree: Int, _ argument: Term?, _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    guard degree <= 200 else {
      throw scope.error(
        "the degree of an arc-cosine kernel is at most 200 here", at: term.range,
        expected: "a smaller degree")
    }
    var value = store.cosine
    if let argument { value = try expression(of: argument, in: scope) }
    require(.unit, of: value)
    return try checked(argument ?? term, scope) { () throws(ExpressionError) in
      try store.function(.kappa(degree), value)
    }
  }

  /// The operations that are not plain functions of one expression.
  private func operation(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    switch callee.text {
    case "sqrt":
      try expect(1, of: callee, arguments, scope)
      let radicand = try expression(of: arguments[0], in: scope)
      require(.nonnegative, of: radicand)
      return try checked(arguments[0], scope) { () throws(ExpressionError) in
        try store.squareRoot(radicand)
      }
    case "min", "max": return try extremum(callee, arguments, scope)
    case "at": return try value(callee, arguments, term, scope)
    case "normalized": return try normalized(callee, arguments, term, scope)
    case "diff": return try derivative(callee, arguments, term, scope)
    case "kappa":
      try expect(1, of: callee, arguments, scope, form: "`kappa(n)` for a natural number n")
      let degree = try naturalNumber(arguments[0], "a degree", scope)
      return try kappa(degree, nil, term, scope)
    case "circular": return try circular(callee, arguments, term, scope)
    case "receptive_field": return try receptiveField(callee, arguments, scope)
    case "puiseux": return try puiseuxCoefficient(callee, arguments, term, scope)
    case "dual": return try dual(callee, arguments, term, scope)
    case "Phi2": return try bivariateNormal(callee, arguments, term, scope)
    case "Gamma": return try gamma(callee, arguments, scope)
    default: return try quantity(callee, arguments, term, scope)
    }
  }

  /// `Gamma(x)` at an integer or half-integer, where it has an exact value.
  private func gamma(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(1, of: callee, arguments, scope)
    let argument = try expression(of: arguments[0], in: scope)
    let range = arguments[0].range
    guard let x = store.rationalValue(argument) else {
      let symbol = store.symbols(in: argument).map(\.name).min()
      throw scope.error(
        "`Gamma` is known at whole and half numbers"
          + (symbol.map { ", and `\($0)` has no value here" } ?? ""),
        at: range, expected: "a number such as 5/2",
        suggestion: symbol.map {
          "give it values with a finite range such as `for \($0) in 3...6`"
        })
    }
    if let value = store.gamma(x) { return value }
    let isPole = x.isInteger && x.signum <= 0
    let isLarge = x.magnitude > Rational(ExpressionStore.gammaLimit)
    throw scope.error(
      isPole
        ? "`Gamma` has a pole at \(x)"
        : isLarge
          ? "the argument of `Gamma` is at most \(ExpressionStore.gammaLimit) here"
          : "`Gamma` is known at whole and half numbers, and \(x) is neither",
      at: range, expected: "a number such as 5/2")
  }

  /// `Phi2(h, k, rho)`.
  private func bivariateNormal(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(3, of: callee, arguments, scope, form: "`Phi2(h, k, rho)`")
    var values: [Expression] = []
    for argument in arguments { values.append(try expression(of: argument, in: scope)) }
    require(.unit, of: values[2])
    return try checked(arguments[2], scope) { () throws(ExpressionError) in
      try store.application(.bivariateNormalCDF, values)
    }
  }

  /// max(a, b) = (a + b + |a - b|)/2.
  private func extremum(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(2, of: callee, arguments, scope, form: "`\(callee.text)(a, b)`")
    let a = try expression(of: arguments[0], in: scope)
    let b = try expression(of: arguments[1], in: scope)
    if let x = store.rationalValue(a), let y = store.rationalValue(b) {
      return store.rational(callee.text == "max" ? max(x, y) : min(x, y))
    }
    let gap = store.absolute(store.difference(a, b))
    let signed = callee.text == "max" ? gap : store.negated(gap)
    return store.scaled(store.sum([a, b, signed]), by: Rational(1, over: 2))
  }

  /// `at(K, x)`: K with t replaced by x, or with the cosines of all pixels; `at(K, x, y, …)`: those of
  /// pixels 1, 2, … one by one.
  private func value(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    if arguments.count > 2 { return try value(atPixels: arguments, term, scope) }
    try expect(2, of: callee, arguments, scope, form: "`at(K, x)`")
    let (kernel, conditions) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: arguments[0], in: scope)
    }
    let point = try expression(of: arguments[1], in: scope)
    if let limit = try limit(of: kernel, at: point, conditions, term, scope) { return limit }
    moved(conditions, to: point)
    return try checked(term, scope) { () throws(ExpressionError) in
      try recurrences.substituting(cosine: point, in: kernel)
    }
  }

  /// K(t)/K(1).
  private func normalized(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(1, of: callee, arguments, scope, form: "`normalized(K)`")
    let (kernel, conditions) = try collectingConditions { () throws(SyntaxError) in
      try expression(of: arguments[0], in: scope)
    }
    for condition in conditions { require(condition.requirement, of: condition.expression) }
    if let limit = try limit(of: kernel, at: store.rational(1), conditions, term, scope) {
      require(.nonzero, of: limit)
      return try checked(term, scope) { () throws(ExpressionError) in
        try store.quotient(kernel, store.simplified(limit))
      }
    }
    return try checked(term, scope) { () throws(ExpressionError) in
      let atOne = try recurrences.substituting(cosine: store.rational(1), in: kernel)
      let resolved = try recurrences.resolving(atOne).expression
      require(.nonzero, of: resolved)
      return try store.quotient(kernel, store.simplified(resolved))
    }
  }

  private func derivative(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Expression {
    try expect(2, of: callee, arguments, scope, form: "`diff(f, t)`")
    let body = try expression(of: arguments[0], in: scope)
    let variable = try expression(of: arguments[1], in: scope)
    guard case .symbol(let symbol) = store.node(variable) else {
      throw scope.error(
        "one differentiates with respect to a symbol", at: arguments[1].range,
        expected: "`t` or a parameter")
    }
    guard symbol == .cosine || recurrences.elements(in: body).isEmpty else {
      throw scope.error(
        "a kernel of symbolic depth is differentiated with respect to t only",
        at: arguments[1].range, expected: "`t`, or a number for the depth")
    }
    let slope = try checked(term, scope) { () throws(ExpressionError) in
      symbol == .cosine
        ? try recurrences.derivative(of: body) : try store.derivative(of: body, with: symbol)
    }
    require(partsOf: slope)
    return slope
  }

  /// A definition applied to arguments.
  private func applyNamed(
    _ callee: Name, _ arguments: [Term], _ term: Term, _ scope: Scope
  ) throws(SyntaxError) -> Value {
    let (definition, entry) = try definition(callee, arguments, scope)
    return try apply(definition, entry, values(of: arguments, in: scope), term, scope)
  }

  /// The definition of a name, with as many arguments as it takes.
  func definition(
    _ callee: Name, _ arguments: [Term], _ scope: Scope
  ) throws(SyntaxError) -> (Definition, Entry) {
    guard let entry = definitions[callee.text], case .definition(let definition) = entry.content
    else { throw notCallable(callee, scope) }
    let names = definition.parameters.map(\.text)
    try expect(
      names.count, of: callee, arguments, scope,
      form: "`\(callee.text)(\(names.joined(separator: ", ")))`")
    return (definition, entry)
  }

  private func notCallable(_ callee: Name, _ scope: Scope) -> SyntaxError {
    let name = callee.text
    if definitions[name] != nil || scope.locals[name] != nil || name == "t" || name == "pi" {
      return scope.error(
        "`\(name)` takes no arguments", at: callee.range, expected: "`\(name)` alone",
        suggestion: "write `\(name)*(…)` for a product, `at(\(name), x)` for a value")
    }
    return scope.error(
      "unknown function, kernel or layer `\(name)`", at: callee.range,
      expected: "a function, a layer or a defined kernel",
      suggestion: suggestion(
        for: name, scope,
        besides: Reserved.functions + Reserved.layers + Reserved.imageLayers
          + ["kappa0", "kappa1"]))
  }

  /// A term that stands for a natural number.
  func naturalNumber(
    _ term: Term, _ what: String, _ scope: Scope
  ) throws(SyntaxError) -> Int {
    let value = try expression(of: term, in: scope)
    if let number = store.rationalValue(value), number.isInteger, number.signum >= 0 {
      if let word = number.word { return word }
      throw scope.error("\(what) is too large", at: term.range, expected: "a smaller number")
    }
    if let index = store.symbols(in: value).compactMap(SequenceIndex.init).first {
      throw scope.error(
        "`\(index.name)` runs to infinity, and \(what) is one natural number", at: term.range,
        expected: "a finite range such as `for \(index.name) in 1...6`",
        suggestion: "after `parameter \(index.name): depth`, a claim without a range for "
          + "`\(index.name)` is about every depth")
    }
    let symbol = store.symbols(in: value).first { depthParameters.contains($0.name) }
    throw scope.error(
      symbol.map { "`\($0.name)` has no value here, and \(what) is one natural number" }
        ?? "\(what) is a natural number",
      at: term.range, expected: "a number such as 3",
      suggestion: symbol.map {
        "give it values with a finite range such as `for \($0.name) in 3...6`, or write the number"
      })
  }
}
