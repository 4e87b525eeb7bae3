internal import Foundation

/// Threads with deep stacks: reading a long term recurses to its height.
public enum WorkerThreads {
  private static let stackSize = 256 << 20

  /// Runs the same work on several threads and waits for all of them.
  public static func run(count: Int, _ work: @escaping @Sendable () -> Void) {
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
    group.wait()
  }
}
