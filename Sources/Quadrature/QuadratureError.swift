/// Why an integral could not be certified.
public enum QuadratureError: Error, Hashable, Sendable {
  /// The nodes of the Gauss rule with this many points could not be separated.
  case nodesNotSeparated(count: Int)
}
