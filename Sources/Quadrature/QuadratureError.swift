/// Why an integral could not be certified.
public enum QuadratureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The nodes of the Gauss rule with this many points could not be separated.
  case nodesNotSeparated(count: Int)

  /// The reason in words.
  public var description: String {
    switch self {
    case .nodesNotSeparated(let count):
      "the \(count) nodes of a Gauss rule could not be separated"
    }
  }
}
