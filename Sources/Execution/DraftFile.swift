internal import Foundation

/// A file that appears whole or not at all.
///
/// It is written beside its target and then takes the target's name; nobody ever sees half of it, and an older file
/// stays when something fails or the process is interrupted.
public struct DraftFile: Sendable {
  /// Where the file is to appear.
  public let target: String
  /// Where it is written.
  public let path: String

  private let unfinished: Unfinished
  private let task: Unfinished.Task

  /// Chooses a name beside the target; nothing is written yet.
  public init(for target: String) { self.init(for: target, in: .work) }

  init(for target: String, in unfinished: Unfinished) {
    let path = "\(target).\(UUID().uuidString.prefix(8)).part"
    self.target = target
    self.path = path
    self.unfinished = unfinished
    task = unfinished.begin { unlink(path) }
  }

  /// Why a file could not be written.
  public struct Failure: Error, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// Writes the draft.
  public func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw Failure(description: error.localizedDescription)
    }
  }

  /// Gives the draft the target's name.
  public func publish() throws(Failure) {
    guard rename(path, target) == 0 else {
      throw Failure(description: String(cString: strerror(errno)))
    }
    unfinished.finish(task)
  }

  /// Removes the draft, if it was not published.
  public func discard() {
    unlink(path)
    unfinished.finish(task)
  }

  /// Writes a file whole.
  public static func write(_ bytes: some Sequence<UInt8>, to target: String) throws(Failure) {
    let draft = DraftFile(for: target)
    defer { draft.discard() }
    try draft.write(bytes)
    try draft.publish()
  }
}
