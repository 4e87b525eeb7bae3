/// What is wrong at one place of a source file, and what would be right.
public struct Diagnostic: Sendable {
  /// The file.
  public let file: SourceFile
  /// The place that the carets mark.
  public let range: SourceRange
  /// What was found, as in "unexpected `)`".
  public let message: String
  /// What was expected there, as in "a number, a name or `(`".
  public let expected: String?
  /// What to write instead, as in "did you mean `alpha`?".
  public let suggestion: String?
  /// A fact that helps to understand, as in "the `(` at 3:14 is still open".
  public let note: String?
  /// Whether the text makes sense, and only a proof that its value needs was not found.
  public let isUndecided: Bool

  /// Creates a diagnostic.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - range: The place that the carets mark.
  ///   - message: What was found.
  ///   - expected: What was expected there, without the word "expected".
  ///   - suggestion: What to write instead.
  ///   - note: A fact that helps to understand.
  ///   - isUndecided: Whether only a proof was not found.
  public init(
    in file: SourceFile, at range: SourceRange, message: String, expected: String? = nil,
    suggestion: String? = nil, note: String? = nil, isUndecided: Bool = false
  ) {
    self.file = file
    self.range = range
    self.message = message
    self.expected = expected
    self.suggestion = suggestion
    self.note = note
    self.isUndecided = isUndecided
  }
}

/// What makes a source text unreadable: every error found, in the order of the file.
public struct SyntaxError: Error {
  /// The errors, by position; at most ``SyntaxError/limit``.
  public let diagnostics: [Diagnostic]
  /// The number of errors found beyond those listed.
  public let omitted: Int

  /// Whether only proofs are missing: a claim with such errors is undecided.
  public var isUndecided: Bool { omitted == 0 && diagnostics.allSatisfy(\.isUndecided) }

  /// The number of errors that are listed at most.
  public static let limit = 20

  /// Creates the error that lists the diagnostics, the first ones of each file.
  public init(_ diagnostics: [Diagnostic], omitted: Int = 0) {
    let ordered = diagnostics.enumerated().sorted {
      ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset)
    }
    self.diagnostics = ordered.prefix(Self.limit).map(\.element)
    self.omitted = omitted + max(0, ordered.count - Self.limit)
  }
}

/// A list of diagnostics under construction that stays small whatever the file holds.
struct DiagnosticLog: Sendable {
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var omitted = 0

  var isEmpty: Bool { diagnostics.isEmpty }

  mutating func add(_ diagnostic: Diagnostic) {
    if diagnostics.count < SyntaxError.limit {
      diagnostics.append(diagnostic)
    } else {
      omitted += 1
    }
  }

  /// Throws what was found by several readers of one file, if anything.
  static func check(_ logs: DiagnosticLog...) throws(SyntaxError) {
    if logs.allSatisfy(\.isEmpty) { return }
    throw SyntaxError(
      logs.flatMap(\.diagnostics), omitted: logs.reduce(0) { $0 + $1.omitted })
  }
}
