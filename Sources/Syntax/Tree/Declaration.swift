/// One declaration of a program.
///
/// Two declarations are equal when they say the same, wherever they stand.
public struct Declaration: Hashable, Sendable {
  /// What is declared.
  public enum Content: Hashable, Sendable {
    /// `parameter alpha > 0`
    case parameter(ParameterDeclaration)
    /// `let`, `network` or `kernel`
    case definition(Definition)
    /// `recursion stated(alpha): …`
    case recursion(Recursion)
    /// `flow limit: …`
    case flow(Flow)
    /// `claim "…": …`
    case claim(Claim)
  }

  /// What is declared.
  public let content: Content
  /// Where it stands, from its keyword to its last character.
  public let range: SourceRange

  /// Creates a declaration.
  public init(_ content: Content, at range: SourceRange = .none) {
    self.content = content
    self.range = range
  }

  /// Whether the contents are equal.
  public static func == (left: Declaration, right: Declaration) -> Bool {
    left.content == right.content
  }

  /// Feeds the content to the hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

/// A value, network or kernel that gets a name: `kernel K(L, alpha) = gpk(ResNet(L, alpha))`.
public struct Definition: Hashable, Sendable {
  /// What the name stands for.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Anything, under a shorter name.
    case term = "let"
    /// A network of layers.
    case network
    /// A kernel, a function of the cosine similarity `t`.
    case kernel
  }

  /// What the name stands for.
  public let kind: Kind
  /// The name.
  public let name: Name
  /// The names of the arguments; empty when it takes none.
  public let parameters: [Name]
  /// The term on the right.
  public let body: Term

  /// Creates a definition.
  public init(_ kind: Kind, _ name: Name, parameters: [Name] = [], body: Term) {
    self.kind = kind
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

/// Symbols without a value, and what is known of them: `parameter alpha, beta > 0`.
public struct ParameterDeclaration: Hashable, Sendable {
  /// What is known of a symbol besides that it is a real number.
  public enum Constraint: Hashable, Sendable {
    /// It stands in an order to a number: `> 0`.
    case comparison(Comparator, Term)
    /// It lies in a set: `in (0, 1)`.
    case membership(Domain)
    /// It is a depth, a positive integer: `: depth`.
    case depth
  }

  /// The symbols, at least one.
  public let names: [Name]
  /// What is known of each of them; `nil` for any real number.
  public let constraint: Constraint?

  /// Creates the declaration of symbols.
  public init(_ names: [Name], _ constraint: Constraint? = nil) {
    self.names = names
    self.constraint = constraint
  }
}
