/// Why eigenvalues could not be certified.
public enum SpectrumError: Error, Hashable, Sendable {
  /// The continuation of the function could not be bounded around any piece of the meridian near this
  /// angle.
  case notAnalytic(near: Double)
  /// The function has no value at this angle of [0, π].
  case noValue(at: Double)
  /// The function's values are too uncertain for the accuracy asked for, 2^(−bits).
  case notReached(bits: Int)
  /// The singularities of the function need more boxes than this.
  case tooManyPieces(limit: Int)
  /// The nodes of the Gauss rule with this many points could not be separated.
  case nodesNotSeparated(count: Int)
}
