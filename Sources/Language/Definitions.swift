public import Syntax

/// Something that was given a name, and the file where that happened.
struct Entry: Sendable {
  enum Content: Sendable {
    case parameter(ParameterDeclaration.Constraint?)
    case definition(Definition)
    case recursion(Recursion)
    case flow(Flow)
  }

  let content: Content
  let name: Name
  let source: SourceFile
}

/// The names in scope of a program: the catalogue's and its own.
///
/// A name may be defined once in a file; a file's own definitions take precedence over the catalogue's.
public struct Definitions: Sendable {
  private var entries: [String: Entry] = [:]

  /// No names at all.
  init() {}

  /// The names of the catalogue and of the given programs, in this order.
  ///
  /// - Throws: `SyntaxError` for a name that is defined twice or reserved.
  public init(_ programs: [Program]) throws(SyntaxError) {
    entries = Catalogue.definitions.entries
    for program in programs { try add(program) }
  }

  mutating func add(_ program: Program) throws(SyntaxError) {
    var own: [String: Name] = [:]
    var diagnostics: [Diagnostic] = []
    for declaration in program.declarations {
      for (name, content) in Self.contents(of: declaration) {
        if let problem = Self.conflict(name, own, program.source) {
          diagnostics.append(problem)
          continue
        }
        own[name.text] = name
        entries[name.text] = Entry(content: content, name: name, source: program.source)
      }
    }
    if !diagnostics.isEmpty { throw SyntaxError(diagnostics) }
  }

  private static func contents(of declaration: Declaration) -> [(Name, Entry.Content)] {
    switch declaration.content {
    case .parameter(let parameter):
      parameter.names.map { ($0, .parameter(parameter.constraint)) }
    case .definition(let definition): [(definition.name, .definition(definition))]
    case .recursion(let recursion): [(recursion.name, .recursion(recursion))]
    case .flow(let flow): [(flow.name, .flow(flow))]
    case .claim: []
    }
  }

  private static func conflict(
    _ name: Name, _ own: [String: Name], _ source: SourceFile
  ) -> Diagnostic? {
    if let first = own[name.text] {
      return Diagnostic(
        in: source, at: name.range, message: "`\(name.text)` is defined twice",
        expected: "a name that is not taken",
        note: "first defined at line \(first.range.lower.line)")
    }
    guard Reserved.names.contains(name.text) else { return nil }
    return Diagnostic(
      in: source, at: name.range, message: "`\(name.text)` is a name of the language",
      expected: "a name that is not reserved", suggestion: "call it `\(name.text)_`")
  }

  subscript(_ name: String) -> Entry? { entries[name] }

  /// All names in alphabetical order.
  var names: [String] { entries.keys.sorted() }

  /// The declared parameters in alphabetical order.
  var parameters: [(name: Name, constraint: ParameterDeclaration.Constraint?, source: SourceFile)] {
    names.compactMap { name in
      guard let entry = entries[name], case .parameter(let constraint) = entry.content else {
        return nil
      }
      return (entry.name, constraint, entry.source)
    }
  }
}

/// The names that belong to the language itself.
enum Reserved {
  static let functions =
    [
      "abs", "arccos", "arcsin", "at", "cos", "diff", "erf", "exp", "log", "max", "min",
      "normalized", "Phi", "sin", "sqrt", "kappa", "gpk", "ntk", "dual", "Phi2", "circular",
      "puiseux", "receptive_field", "Gamma",
    ] + quantities
  /// The numbers that claims speak of.
  static let quantities = [
    "taylor", "eigenvalue", "condition", "double_constant", "lambda_max", "lambda_min",
    "lambda_min_bound", "spectral_norm", "gram_bound",
  ]
  /// How many arguments a function or layer takes, where it is one number.
  static let argumentCounts = [
    "arccos": 1, "arcsin": 1, "log": 1, "Phi": 1, "sqrt": 1, "normalized": 1, "kappa": 1,
    "gpk": 1, "max": 2, "min": 2, "diff": 2, "Phi2": 3, "repeat": 2, "residual": 1, "frozen": 1,
    "zero_bias": 1, "Gamma": 1, "zero_padded": 1, "strided": 2,
  ]
  static let layers =
    ["serial", "repeat", "residual", "dense", "frozen", "zero_bias"]
    + ActivationTable.plain.filter { !functions.contains($0) }
    + ActivationTable.forms.keys.sorted().filter { !ActivationTable.plain.contains($0) }
  /// The layers that look at several pixels.
  static let imageLayers = ["image", "conv", "pixel", "trace", "gap", "zero_padded", "strided"]
  static let names = Set(
    functions + layers + imageLayers + ["t", "pi", "oo", "kappa0", "kappa1"])
}
