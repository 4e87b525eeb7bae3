internal import Synchronization

/// What must be undone when the process ends in the middle of its work: files that are half written, programs that it
/// has started.
public final class Unfinished: Sendable {
  /// What is undone when the process is interrupted or reaches a limit.
  public static let work = Unfinished()

  /// Something to undo.
  public struct Task: Sendable { fileprivate let number: Int }

  private struct State: Sendable {
    var count = 0
    var steps: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Creates an empty list.
  init() {}

  /// Says how something that now begins would be undone.
  public func begin(_ undo: @escaping @Sendable () -> Void) -> Task {
    state.withLock { state in
      state.count += 1
      state.steps[state.count] = undo
      return Task(number: state.count)
    }
  }

  /// Says that it is finished.
  public func finish(_ task: Task) {
    state.withLock { $0.steps[task.number] = nil }
  }

  /// Undoes all that is unfinished, the latest first; to be followed by the end of the process.
  public func undo() {
    let steps = state.withLock { state in
      defer { state.steps = [:] }
      return state.steps.sorted { $0.key > $1.key }.map(\.value)
    }
    for step in steps { step() }
  }
}
