internal import Syntax

/// A declaration whose members stand behind a dot: the sequences of `stated(alpha).k[3]`, the components of
/// `limit(c).theta(2)`.
protocol DeclarationWithMembers {
  /// The word that declares it.
  static var keyword: String { get }

  /// What a name stands for, if that is such a declaration.
  init?(_ content: Entry.Content)

  /// The name.
  var name: Name { get }
  /// The names of the arguments.
  var parameters: [Name] { get }
}

extension Recursion: DeclarationWithMembers {
  static let keyword = "recursion"

  init?(_ content: Entry.Content) {
    guard case .recursion(let recursion) = content else { return nil }
    self = recursion
  }
}

extension Flow: DeclarationWithMembers {
  static let keyword = "flow"

  init?(_ content: Entry.Content) {
    guard case .flow(let flow) = content else { return nil }
    self = flow
  }
}

extension Elaborator {
  /// The declaration that stands in front of a dot, with as many arguments as it takes.
  func declaration<Declaration: DeclarationWithMembers>(
    _ owner: Element.Owner, _ scope: Scope, as kind: Declaration.Type
  ) throws(SyntaxError) -> (Declaration, Entry) {
    guard let entry = definitions[owner.name.text], let declaration = kind.init(entry.content)
    else {
      throw scope.error(
        "unknown \(kind.keyword) `\(owner.name)`", at: owner.name.range,
        expected: "a name declared with `\(kind.keyword)`",
        suggestion: suggestion(for: owner.name.text, scope, besides: []))
    }
    let parameters = declaration.parameters.map(\.text).joined(separator: ", ")
    try expect(
      declaration.parameters.count, of: owner.name, owner.arguments, scope,
      form: "`\(declaration.name)(\(parameters))`")
    return (declaration, entry)
  }

  /// The error of a member that a recursion does not have.
  func unknownSequence(_ name: Name, among names: [String], _ scope: Scope) -> SyntaxError {
    scope.error(
      "the recursion defines no sequence `\(name)`", at: name.range,
      expected: "one of its sequences", suggestion: correction(of: name.text, among: names))
  }
}
