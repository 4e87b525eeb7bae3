/// A function has no value anywhere on the given ball.
public struct DomainError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the function, as in the language.
  public let function: String

  /// Creates the error.
  public init(function: String) { self.function = function }

  /// The reason in words.
  public var description: String { "the argument of `\(function)` is outside its domain" }
}
