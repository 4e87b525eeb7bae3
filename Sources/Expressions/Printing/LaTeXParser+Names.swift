// Names with indices, and elements of recurrences.
extension LaTeXParser {
  mutating func quantity() throws(LaTeXError) -> Expression {
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
  mutating func word() throws(LaTeXError) -> String {
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
