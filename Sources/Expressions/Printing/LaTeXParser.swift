internal import Arithmetic

/// Parses one formula by recursive descent.
struct LaTeXParser {
  let store: ExpressionStore
  let tokens: [LaTeXToken]
  private let end: Int
  /// The layer that ℓ stands for.
  let layer: Int?
  let recurrences: LaTeXRecurrences
  var definitions: [String: Expression] = [:]
  /// The names that will be defined.
  var pending: Set<String> = []
  var place = 0
  private var depth = 0

  /// How an error begins that a later definition may cure.
  static let notYet = "no definition of"
  /// Formulas nest at most this deeply.
  private static let depthLimit = 200

  init(
    _ tokens: [LaTeXToken], end: Int, store: ExpressionStore, layer: Int?,
    recurrences: LaTeXRecurrences = LaTeXRecurrences()
  ) {
    self.recurrences = recurrences
    self.tokens = tokens
    self.end = end
    self.store = store
    self.layer = layer
  }

  /// The formula that all tokens make up.
  mutating func wholeFormula() throws(LaTeXError) -> Expression {
    let value = try sum()
    guard place == tokens.count else { throw error("expected an operator or the end") }
    return value
  }

  func kind(_ ahead: Int = 0) -> LaTeXToken.Kind? {
    place + ahead < tokens.count ? tokens[place + ahead].kind : nil
  }

  func error(_ message: String) -> LaTeXError {
    LaTeXError(message, at: place < tokens.count ? tokens[place].offset : end)
  }

  mutating func accept(_ expected: LaTeXToken.Kind) -> Bool {
    guard kind() == expected else { return false }
    place += 1
    return true
  }

  mutating func expect(_ expected: LaTeXToken.Kind) throws(LaTeXError) {
    guard accept(expected) else {
      throw error(
        "expected `\(LaTeXRows.text([LaTeXToken(kind: expected, offset: 0)]))`")
    }
  }

  func checked(
    _ body: () throws(ExpressionError) -> Expression
  ) throws(LaTeXError) -> Expression {
    do throws(ExpressionError) { return try body() } catch {
      throw self.error("this has no value: \(error)")
    }
  }

  mutating func sum() throws(LaTeXError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("the formula nests too deeply") }
    var terms: [Expression] = []
    var isNegative = accept(.mark("-"))
    while true {
      let term = try product()
      terms.append(isNegative ? store.negated(term) : term)
      if accept(.mark("+")) {
        isNegative = false
      } else if accept(.mark("-")) {
        isNegative = true
      } else {
        return terms.count == 1 ? terms[0] : store.sum(terms)
      }
    }
  }

  private mutating func product() throws(LaTeXError) -> Expression {
    var factors = [try power()]
    while true {
      if accept(.mark("/")) {
        let divisor = try power()
        factors.append(try checked { () throws(ExpressionError) in try store.power(divisor, -1) })
      } else if accept(.command("cdot")) || beginsFactor {
        factors.append(try power())
      } else {
        return factors.count == 1 ? factors[0] : store.product(factors)
      }
    }
  }

  private var beginsFactor: Bool {
    switch kind() {
    case .letter, .digits, .mark("{"): true
    case .command(let name): !["right", "end", "\\", "cdot", "dots"].contains(name)
    case .mark, nil: false
    }
  }

  private mutating func power() throws(LaTeXError) -> Expression {
    let base = try atom()
    guard accept(.mark("^")) else { return base }
    try expect(.mark("{"))
    let exponent = try sum()
    try expect(.mark("}"))
    if let number = store.rationalValue(exponent) {
      return try checked { () throws(ExpressionError) in try store.power(base, number) }
    }
    guard store.isPositive(base) || store.isNonnegativeFunction(base) else {
      throw error("a symbolic exponent needs a base that is known to be positive")
    }
    return try checked { () throws(ExpressionError) in
      try store.power(base, symbolicExponent: exponent)
    }
  }

  private mutating func atom() throws(LaTeXError) -> Expression {
    switch kind() {
    case .digits(let digits):
      guard let number = Integer(digits) else { throw error("expected a number") }
      place += 1
      return store.rational(Rational(number))
    case .letter, .mark("{"): return try quantity()
    case .command(let name): return try command(name)
    case .mark, nil: throw error("expected a formula")
    }
  }

  mutating func group() throws(LaTeXError) -> Expression {
    try expect(.mark("{"))
    let inner = try sum()
    try expect(.mark("}"))
    return inner
  }

  mutating func bracketed() throws(LaTeXError) -> Expression {
    try expect(.command("left"))
    try expect(.mark("("))
    let inner = try sum()
    try expect(.command("right"))
    try expect(.mark(")"))
    return inner
  }
}
