public import Expressions
public import Syntax

extension Definitions {
  /// The names in scope of expressions on the command line: the catalogue's, those of the given files,
  /// and α, β > 0 and the depth L as symbols unless the files declare them otherwise.
  ///
  /// Other letters that stand in an argument without a meaning of their own, as in `laplace(c)`, are positive
  /// parameters. A letter is one of the alphabet or the name of a Greek one, perhaps with a number behind it: longer
  /// names would hide misspelt ones.
  ///
  /// - Parameter intervals: What is assumed of letters that the files do not declare.
  /// - Throws: `SyntaxError` for a name that a file defines twice or that is reserved.
  public static func forCommandLine(
    _ programs: [Program], expressions: [Term] = [], intervals: [Symbol: Assumption] = [:]
  ) throws(SyntaxError) -> Definitions {
    let assumed = Dictionary(
      uniqueKeysWithValues: intervals.map { ($0.key.name, $0.value.text(for: $0.key.name)) })
    let usual = ["alpha", "beta"].map { assumed[$0] ?? "\($0) > 0" }
    var text = usual.map { "parameter \($0)\n" }.joined() + "parameter L: depth\n"
    let known = try Definitions([program(text)] + programs)
    let named = known.newLetters(in: expressions)
    for letter in named {
      if let interval = assumed[letter] { text += "parameter \(interval)\n" }
    }
    let free = named.filter { assumed[$0] == nil }
    if !free.isEmpty { text += "parameter \(free.joined(separator: ", ")) > 0\n" }
    return try Definitions([program(text)] + programs)
  }

  /// Whether a name has a meaning in the language, so that it is no parameter.
  public static func isReserved(_ name: String) -> Bool { Reserved.names.contains(name) }

  /// The letters that stand in arguments without a meaning of their own, in alphabetical order.
  public func newLetters(in expressions: [Term]) -> [String] {
    Set(expressions.flatMap { Self.letters(in: $0, isArgument: false) })
      .filter { self[$0] == nil && !Reserved.names.contains($0) }.sorted()
  }

  private static func program(_ text: String) throws(SyntaxError) -> Program {
    try Program(parsing: SourceFile(path: "command line", text: text, kind: .bare))
  }

  private static func letters(in term: Term, isArgument: Bool) -> [String] {
    switch term.kind {
    case .name(let name): return isArgument && isLetter(name) ? [name] : []
    case .call(let callee, let arguments):
      let found = arguments.flatMap { letters(in: $0, isArgument: true) }
      // `activation(f, u)` binds u.
      guard callee.text == "activation", case .name(let bound)? = arguments.last?.kind else {
        return found
      }
      return found.filter { $0 != bound }
    case .number, .infinity, .text, .element, .flowValue, .tuple, .negation, .binary:
      return term.kind.children.flatMap { letters(in: $0, isArgument: isArgument) }
    }
  }

  private static func isLetter(_ name: String) -> Bool {
    var stem = name[...]
    while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
    return stem.count == 1 || greek.contains(stem.lowercased())
  }

  private static let greek: Set<String> = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    "lambda", "mu", "nu", "xi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]
}
