/// One or several sequences defined by their first elements and a step.
///
///     recursion stated(alpha):
///       k[0](t) = t
///       k[l](t) = k[l-1](t) + alpha^2*kappa1(k[l-1](t))
public struct Recursion: Hashable, Sendable {
  /// The name.
  public let name: Name
  /// The names of the arguments; empty when it takes none.
  public let parameters: [Name]
  /// The equations in the order of the source, at least one; no left side comes twice.
  public let equations: [Equation]

  /// Creates a recursion.
  public init(_ name: Name, parameters: [Name] = [], equations: [Equation]) {
    self.name = name
    self.parameters = parameters
    self.equations = equations
  }
}

/// One equation of a recursion: `k[l](t) = …`, or `k[l, i] = …` for the pixels i of an image.
public struct Equation: Hashable, Sendable {
  /// The index on the left side.
  public enum Index: Hashable, Sendable {
    /// An integer: the equation defines this one element.
    case base(Int)
    /// A name: the equation defines all elements that no base defines.
    case step(Name)
  }

  /// The sequence.
  public let sequence: Name
  /// The index.
  public let index: Index
  /// The names of the indices after the first, which number pixels.
  public let pixels: [Name]
  /// The names of the arguments; empty when the elements take none.
  public let parameters: [Name]
  /// The right side.
  public let body: Term

  /// Creates an equation.
  public init(
    _ sequence: Name, _ index: Index, pixels: [Name] = [], parameters: [Name] = [], body: Term
  ) {
    self.sequence = sequence
    self.index = index
    self.pixels = pixels
    self.parameters = parameters
    self.body = body
  }

  /// Where the equation stands.
  public var range: SourceRange {
    SourceRange(from: sequence.range.lower, to: body.range.upper)
  }
}
