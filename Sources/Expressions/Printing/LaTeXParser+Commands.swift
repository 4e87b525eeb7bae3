internal import Arithmetic

// What begins with a command: constants, fractions, roots, brackets and functions.
extension LaTeXParser {
  mutating func command(_ name: String) throws(LaTeXError) -> Expression {
    switch name {
    case "pi":
      place += 1
      return store.pi
    case "ell":
      if layer == nil, let index = recurrences.index {
        place += 1
        return store.symbol(index)
      }
      guard let layer else { throw error("`\\ell` stands for no layer here") }
      place += 1
      return store.rational(Rational(layer))
    case "frac":
      place += 1
      let top = try group()
      let bottom = try group()
      return try checked { () throws(ExpressionError) in try store.quotient(top, bottom) }
    case "sqrt":
      place += 1
      var degree = 2
      if accept(.mark("[")) {
        guard case .digits(let digits) = kind(), let number = Int(digits), number > 1 else {
          throw error("expected the degree of a root")
        }
        degree = number
        place += 1
        try expect(.mark("]"))
      }
      let radicand = try group()
      return try checked { () throws(ExpressionError) in
        try store.power(radicand, Rational(1, over: degree))
      }
    case "left":
      if kind(1) == .mark("|") {
        place += 2
        let inner = try sum()
        try expect(.command("right"))
        try expect(.mark("|"))
        return store.absolute(inner)
      }
      return try bracketed()
    default:
      if let function = try severalVariables(name) { return try application(function) }
      guard let function = try function(name) else { return try quantity() }
      let argument = try bracketed()
      return try checked { () throws(ExpressionError) in try store.function(function, argument) }
    }
  }

  /// The function of several variables that begins here, moved past its name.
  private mutating func severalVariables(
    _ name: String
  ) throws(LaTeXError) -> MultivariateFunction? {
    if name == "Phi", kind(1) == .mark("_"), kind(2) == .mark("{"), kind(3) == .digits("2"),
      kind(4) == .mark("}"), kind(5) == .command("left")
    {
      place += 5
      return .bivariateNormalCDF
    }
    guard name == "operatorname", kind(1) == .mark("{"), kind(2) == .letter("E"),
      kind(3) == .mark("}"), kind(4) == .mark("_"), kind(5) == .mark("{"),
      kind(6) == .command("mathtt"),
      let close = (place..<tokens.count).first(where: {
        tokens[$0].kind == .command("left")
      })
    else { return nil }
    let written = LaTeXRows.text(tokens[place..<close])
    for function in store.pointwiseFunctions {
      let candidate = MultivariateFunction.dual(function)
      guard let known = try? LaTeXToken.tokens(of: LaTeXName.function(candidate)),
        LaTeXRows.text(known[...]) == written
      else { continue }
      place = close
      return candidate
    }
    throw error("an activation that is not known here")
  }

  /// The arguments a, b, c in brackets.
  private mutating func application(
    _ function: MultivariateFunction
  ) throws(LaTeXError) -> Expression {
    try expect(.command("left"))
    try expect(.mark("("))
    var arguments = [try sum()]
    for _ in 0..<2 {
      try expect(.mark(","))
      arguments.append(try sum())
    }
    try expect(.command("right"))
    try expect(.mark(")"))
    return try checked { () throws(ExpressionError) in
      try store.application(function, arguments)
    }
  }

  /// The function that begins here, moved past its name; `nil` when it is a quantity.
  private mutating func function(_ name: String) throws(LaTeXError) -> Function? {
    let plain: [String: Function] = [
      "arccos": .arccos, "arcsin": .arcsin, "exp": .exp, "log": .log, "sin": .sin, "cos": .cos,
    ]
    if let function = plain[name] {
      place += 1
      return function
    }
    switch name {
    case "Phi" where kind(1) == .command("left"):
      place += 1
      return .normalCDF
    case "operatorname":
      place += 1
      let word = try word()
      guard word == "erf" else { throw error("unknown function `\(word)`") }
      return .erf
    case "kappa":
      guard kind(1) == .mark("_"), kind(2) == .mark("{"), case .digits(let digits) = kind(3),
        kind(4) == .mark("}"), kind(5) == .command("left"), let degree = Int(digits)
      else { return nil }
      place += 5
      return .kappa(degree)
    default: return nil
    }
  }
}
