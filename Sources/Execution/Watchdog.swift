internal import Foundation
internal import Synchronization

/// Ends a run that reaches a limit, whatever its threads are doing.
///
/// Looking at the clock inside every long loop would have to reach each of them, and none could look at memory while
/// one multiplication of large numbers takes what there is. So a thread of its own looks, and since results are
/// written whole at the end, ending the process leaves nothing half done.
public final class Watchdog: Sendable {
  private let isReleased = Mutex(false)

  /// Watches from now on.
  ///
  /// - Parameters:
  ///   - limits: What the run may take.
  ///   - end: Called once, from any thread, when a limit is reached; it ends the process.
  public init(_ limits: ResourceLimits, end: @escaping @Sendable (LimitReached) -> Never) {
    guard limits.areSet else { return }
    if let reached = limits.reached() { end(reached) }
    let thread = Thread { [self] in
      while true {
        Thread.sleep(forTimeInterval: limits.pause)
        guard let reached = limits.reached() else { continue }
        isReleased.withLock { isReleased in
          if !isReleased { end(reached) }
        }
        return
      }
    }
    thread.start()
  }

  /// Stops watching, because the work is done and its result is about to be written.
  ///
  /// When the process is being ended already, this does not return.
  public func release() { isReleased.withLock { $0 = true } }
}
