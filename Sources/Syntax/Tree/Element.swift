/// An element of a sequence that a recursion defines.
///
///     k[l-1]    k[l-1](t)    stated(alpha).k[L]    stated.k[3](t)    k[l-1, i+1]
public struct Element: Hashable, Sendable {
  /// The recursion that is meant, with its arguments; `nil` inside the recursion itself.
  public let recursion: Owner?
  /// The sequence.
  public let sequence: Name
  /// The first index between the brackets.
  public let index: Term
  /// The indices after it, which number pixels.
  public let pixels: [Term]
  /// The arguments behind the brackets; empty when there are none.
  public let arguments: [Term]

  /// A recursion by name, with its arguments.
  public struct Owner: Hashable, Sendable {
    /// The recursion's name.
    public let name: Name
    /// The arguments; empty when it takes none.
    public let arguments: [Term]

    /// Creates the mention of a recursion.
    public init(_ name: Name, _ arguments: [Term] = []) {
      self.name = name
      self.arguments = arguments
    }
  }

  /// Creates an element.
  public init(
    of recursion: Owner? = nil, _ sequence: Name, index: Term, pixels: [Term] = [],
    arguments: [Term] = []
  ) {
    self.recursion = recursion
    self.sequence = sequence
    self.index = index
    self.pixels = pixels
    self.arguments = arguments
  }
}
