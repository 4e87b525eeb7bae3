public import Execution

/// How long and how hard to try.
public struct Limits: Sendable {
  /// How much time and memory the run may take.
  public let resources: ResourceLimits
  /// The largest number of boxes of a branch-and-bound proof.
  public let boxBudget: Int
  /// The largest number of bits to which coefficients and eigenvalues are computed.
  public let bitLimit: Int

  /// Creates limits.
  public init(
    resources: ResourceLimits = .none, boxBudget: Int = 20_000, bitLimit: Int = 1024
  ) {
    self.resources = resources
    self.boxBudget = boxBudget
    self.bitLimit = bitLimit
  }

  /// Stops the work when the time is over.
  ///
  /// This is a courtesy: it ends a claim's thread early. What holds is that ``Verifier`` does not wait longer.
  ///
  /// - Throws: `LimitReached`.
  public func check() throws(LimitReached) {
    if let late = resources.lateness() { throw late }
  }
}
