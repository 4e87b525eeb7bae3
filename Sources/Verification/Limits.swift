/// How long and how hard to try.
public struct Limits: Sendable {
  /// When to stop; `nil` for no limit of time.
  public let deadline: ContinuousClock.Instant?
  /// The largest number of boxes of a branch-and-bound proof.
  public let boxBudget: Int
  /// The largest number of bits to which coefficients and eigenvalues are computed.
  public let bitLimit: Int

  /// Creates limits.
  public init(
    deadline: ContinuousClock.Instant? = nil, boxBudget: Int = 20_000, bitLimit: Int = 1024
  ) {
    self.deadline = deadline
    self.boxBudget = boxBudget
    self.bitLimit = bitLimit
  }

  /// Stops the work when the deadline has passed.
  ///
  /// - Throws: ``LimitReached``.
  public func check() throws {
    if let deadline, ContinuousClock.now >= deadline { throw LimitReached() }
  }
}

/// The limit of time was reached.
public struct LimitReached: Error, Sendable {
  /// The reports of the claims that were finished before.
  public let finished: [ClaimReport]

  /// Creates the error.
  public init(finished: [ClaimReport] = []) { self.finished = finished }
}
