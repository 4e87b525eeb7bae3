internal import Foundation

/// Loops whose turns are independent, on several threads.
public enum Workers {
  /// The number of threads that the machine runs at once.
  public static var available: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Calls `body` with 0 … count-1 and waits for all of them.
  ///
  /// The turns run at the same time: each may read what the others read, and write what is its own.
  public static func run(_ count: Int, _ body: (Int) -> Void) {
    if count == 1 { return body(0) }
    withoutActuallyEscaping(body) { body in
      let turn = Turn(body: body)
      DispatchQueue.concurrentPerform(iterations: count) { turn.body($0) }
    }
  }

  /// Sendable because the caller promises that turns do not write to the same place.
  private struct Turn: @unchecked Sendable {
    let body: (Int) -> Void
  }
}
