internal import Arithmetic

/// Parses one formula by recursive descent.
struct LaTeXParser {
  let store: ExpressionStore
  private let tokens: [LaTeXToken]
  private let end: Int
  /// The layer that ℓ stands for.
  private let layer: Int?
  private let recurrences: LaTeXRecurrences
  var definitions: [String: Expression] = [:]
  /// The names that will be defined.
  var pending: Set<String> = []
  private var place = 0
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

  // MARK: Tokens

  private func kind(_ ahead: Int = 0) -> LaTeXToken.Kind? {
    place + ahead < tokens.count ? tokens[place + ahead].kind : nil
  }

  private func error(_ message: String) -> LaTeXError {
    LaTeXError(message, at: place < tokens.count ? tokens[place].offset : end)
  }

  private mutating func accept(_ expected: LaTeXToken.Kind) -> Bool {
    guard kind() == expected else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ expected: LaTeXToken.Kind) throws(LaTeXError) {
    guard accept(expected) else {
      throw error(
        "expected `\(LaTeXRows.text([LaTeXToken(kind: expected, offset: 0)]))`")
    }
  }

  private func checked(
    _ body: () throws(ExpressionError) -> Expression
  ) throws(LaTeXError) -> Expression {
    do throws(ExpressionError) { return try body() } catch {
      throw self.error("this has no value: \(error)")
    }
  }

  // MARK: Formulas

  private mutating func sum() throws(LaTeXError) -> Expression {
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
    guard store.isPositive(base) else {
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

  private mutating func command(_ name: String) throws(LaTeXError) -> Expression {
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

  private mutating func group() throws(LaTeXError) -> Expression {
    try expect(.mark("{"))
    let inner = try sum()
    try expect(.mark("}"))
    return inner
  }

  private mutating func bracketed() throws(LaTeXError) -> Expression {
    try expect(.command("left"))
    try expect(.mark("("))
    let inner = try sum()
    try expect(.command("right"))
    try expect(.mark(")"))
    return inner
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

  // MARK: Names

  private mutating func quantity() throws(LaTeXError) -> Expression {
    let start = place
    if let stem = try? self.stem().key, recurrences.stems.contains(stem),
      let element = try element(stem)
    {
      return element
    }
    place = start
    let (key, ascii) = try name()
    if let value = definitions[key] { return value }
    if pending.contains(key) {
      place = start
      throw error("\(Self.notYet) `\(key)`")
    }
    guard let ascii else {
      place = start
      throw error("`\(key)` is not defined")
    }
    return store.symbol(Symbol(ascii))
  }

  /// An element K^{(L)}, K_{L}, its derivative K^{(L)\prime}, or its value K^{(L)}\left(1\right).
  private mutating func element(_ stem: String) throws(LaTeXError) -> Expression? {
    let index: Expression
    var order = 0
    if kind() == .mark("^"), kind(1) == .mark("{"), kind(2) == .mark("(") {
      place += 3
      index = try sum()
      try expect(.mark(")"))
      order = primes()
      try expect(.mark("}"))
    } else if kind() == .mark("_"), kind(1) == .mark("{") {
      place += 2
      index = try sum()
      try expect(.mark("}"))
      if kind() == .mark("^"), kind(1) == .mark("{"), kind(2) == .command("prime") {
        place += 2
        order = primes()
        try expect(.mark("}"))
      }
    } else {
      return nil
    }
    var point: Expression?
    if kind() == .command("left"), kind(1) == .mark("(") { point = try bracketed() }
    let found = LaTeXElement(stem: stem, index: index, order: order, point: point)
    guard let value = recurrences.value(of: found, in: store) else {
      throw error("there is no such element of `\(stem)`")
    }
    return value
  }

  private mutating func primes() -> Int {
    var count = 0
    while accept(.command("prime")) { count += 1 }
    return count
  }

  /// A name as it is looked up, and the symbol that it is when nothing defines it.
  mutating func name() throws(LaTeXError) -> (key: String, ascii: String?) {
    var (key, ascii) = try stem()
    if accept(.mark("_")) {
      try expect(.mark("{"))
      let isCosine = key == "t"
      let (index, isNumber) = isCosine ? (try pixels(), true) : try self.index()
      try expect(.mark("}"))
      key += "_{\(index)}"
      ascii = isCosine ? "t[\(index)]" : ascii.map { $0 + (isNumber ? "" : "_") + index }
    }
    if kind() == .mark("^"), kind(1) == .mark("{"), kind(2) == .mark("(") {
      place += 3
      key += "^{(\(try raisedIndex()))}"
      ascii = nil
      try expect(.mark("}"))
    } else if kind() == .mark("^"), kind(1) == .mark("{"), kind(2) == .mark("["),
      case .digits(let step) = kind(3), kind(4) == .mark("]"), kind(5) == .mark("}")
    {
      place += 6
      key += "^{[\(step)]}"
      ascii = nil
    }
    return (key, ascii)
  }

  private mutating func stem() throws(LaTeXError) -> (key: String, ascii: String?) {
    switch kind() {
    case .letter(let letter):
      place += 1
      return (String(letter), String(letter))
    case .mark("{"):
      place += 1
      let inner = try name()
      try expect(.mark("}"))
      return ("{\(inner.key)}", nil)
    case .command("mathit"):
      place += 1
      let word = try word()
      return (word, word)
    case .command("dot"):
      place += 1
      try expect(.mark("{"))
      let inner = try stem()
      try expect(.mark("}"))
      return ("\\dot{\(inner.key)}", nil)
    case .command(let name) where LaTeXName.greek.contains(name):
      place += 1
      return ("\\\(name)", name)
    case .command, .digits, .mark, nil: throw error("expected a name")
    }
  }

  /// The numbers of one pixel or two.
  private mutating func pixels() throws(LaTeXError) -> String {
    var numbers: [String] = []
    repeat {
      let sign = accept(.mark("-")) ? "-" : ""
      guard case .digits(let digits) = kind() else { throw error("expected the number of a pixel") }
      place += 1
      numbers.append(sign + digits)
    } while accept(.mark(","))
    return numbers.joined(separator: ",")
  }

  /// An index: digits, a letter, a word, or a layer.
  private mutating func index() throws(LaTeXError) -> (text: String, isNumber: Bool) {
    switch kind() {
    case .digits(let digits):
      place += 1
      return (digits, true)
    case .letter(let letter):
      place += 1
      return (String(letter), false)
    case .command("mathrm"):
      place += 1
      return (try word(), false)
    case .command("ell"): return ("\(try layerNumber())", true)
    case .command, .mark, nil: throw error("expected an index")
    }
  }

  /// 3, or ℓ-1 at the layer at hand.
  private mutating func layerNumber() throws(LaTeXError) -> Int {
    if case .digits(let digits) = kind(), let number = Int(digits) {
      place += 1
      return number
    }
    guard accept(.command("ell")), let layer else { throw error("expected a layer") }
    guard kind() == .mark("-") || kind() == .mark("+") else { return layer }
    let sign = kind() == .mark("-") ? -1 : 1
    place += 1
    guard case .digits(let digits) = kind(), let number = Int(digits) else {
      throw error("expected a number")
    }
    place += 1
    return layer + sign * number
  }

  /// What stands between ( and ): the number of a layer, or an index as it is written.
  private mutating func raisedIndex() throws(LaTeXError) -> String {
    let isNumber = if case .digits = kind() { kind(1) == .mark(")") } else { false }
    if isNumber || layer != nil {
      let number = try layerNumber()
      try expect(.mark(")"))
      return "\(number)"
    }
    let start = place
    while let next = kind(), next != .mark(")"), next != .mark("}") { place += 1 }
    let text = LaTeXRows.text(tokens[start..<place])
    try expect(.mark(")"))
    return text
  }

  /// {letters, digits and \_}.
  private mutating func word() throws(LaTeXError) -> String {
    try expect(.mark("{"))
    var text = ""
    while true {
      switch kind() {
      case .letter(let letter): text.append(letter)
      case .digits(let digits): text += digits
      case .command("_"): text += "_"
      case .mark("}"):
        place += 1
        return text
      case .command, .mark, nil: throw error("expected a word")
      }
      place += 1
    }
  }
}
