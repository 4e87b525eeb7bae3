internal import Foundation

/// Threads with deep stacks: reading a long term recurses to its height.
public enum WorkerThreads {
  private static let stackSize = 256 << 20

  /// Runs the same work on several threads and waits for all of them, or until a limit is reached.
  ///
  /// Threads are not stopped from outside: those that are still at work when a limit is reached are left behind,
  /// and end with the process or when they look at the limit themselves.
  ///
  /// - Returns: The limit that was reached before the work was done; `nil` when the work is done.
  @discardableResult
  public static func run(
    count: Int, within limits: ResourceLimits = .none, _ work: @escaping @Sendable () -> Void
  ) -> LimitReached? {
    let group = DispatchGroup()
    for _ in 0..<count {
      group.enter()
      let thread = Thread {
        work()
        group.leave()
      }
      thread.stackSize = stackSize
      thread.start()
    }
    guard limits.areSet else {
      group.wait()
      return nil
    }
    while group.wait(timeout: .now() + limits.pause) == .timedOut {
      if let reached = limits.reached() { return reached }
    }
    return nil
  }
}
