// Pieces of the language that stand alone, as on a command line.

extension Term {
  /// Reads a term.
  ///
  /// - Parameters:
  ///   - text: The source.
  ///   - name: What messages show in place of a file, such as `KERNEL`.
  public static func parse(_ text: String, name: String) throws(SyntaxError) -> Term {
    try Parser.parse(text, name: name, as: "the expression") { (parser) throws(Failure) in
      try parser.parseTerm()
    }
  }
}

extension Domain {
  /// Reads a set of numbers, such as `0...20`.
  ///
  /// - Parameters:
  ///   - text: The source.
  ///   - name: What messages show in place of a file.
  public static func parse(_ text: String, name: String) throws(SyntaxError) -> Domain {
    try Parser.parse(text, name: name, as: "the values") { (parser) throws(Failure) in
      try parser.parseDomain()
    }
  }
}

extension Binder {
  /// Reads a variable and its values, such as `L in 1...4`.
  ///
  /// - Parameters:
  ///   - text: The source.
  ///   - name: What messages show in place of a file.
  public static func parse(_ text: String, name: String) throws(SyntaxError) -> Binder {
    try Parser.parse(text, name: name, as: "the values") { (parser) throws(Failure) in
      try parser.parseBinder()
    }
  }
}

extension Parser {
  /// Reads a text as a whole.
  fileprivate static func parse<Value>(
    _ text: String, name: String, as unit: String,
    _ read: (inout Parser) throws(Failure) -> Value
  ) throws(SyntaxError) -> Value {
    let source = SourceFile(path: name, text: text, kind: .bare)
    let lexer = Lexer(BlockReader(source).blocks, of: source)
    try DiagnosticLog.check(lexer.log)
    var parser = Parser(lexer.tokens, of: source)
    let value = parser.parse(0..<lexer.tokens.count, as: unit) { (parser) throws(Failure) in
      let value = try read(&parser)
      try parser.expectEnd(
        "an operator or the end of \(unit)", suggestion: parser.juxtapositionAdvice)
      return value
    }
    guard let value else { throw SyntaxError(parser.log.diagnostics) }
    return value
  }
}
