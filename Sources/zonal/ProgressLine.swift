import Synchronization

/// Counts finished claims on the terminal.
final class ProgressLine: Sendable {
  private let total: Int
  private let done = Mutex(0)

  init(total: Int) {
    self.total = total
    Messages.progress("checking \(total) claims")
  }

  func advance(after name: String) {
    done.withLock { count in
      count += 1
      Messages.progress("\(count)/\(total)  \(name)")
    }
  }
}
