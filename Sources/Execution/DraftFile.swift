internal import Foundation

/// A file that appears whole or not at all.
///
/// It is written beside its target and then takes the target's name; nobody ever sees half of it, and an older file
/// stays when something fails or the process is interrupted. A device, a pipe or an open stream such as `/dev/stdout`
/// is not replaced but written at once, and a symbolic link goes on pointing where it did.
public struct DraftFile: Sendable {
  /// Where the file is to appear.
  public let target: String
  /// Where it is written.
  public let path: String

  /// The place that the draft takes; `nil` when there is no draft.
  private let place: String?
  private let unfinished: Unfinished
  private let task: Unfinished.Task

  /// Chooses a name beside the target; nothing is written yet.
  public init(for target: String) { self.init(for: target, in: .work) }

  init(for target: String, in unfinished: Unfinished) {
    let place = Self.isStream(target) ? nil : Self.resolved(target)
    let path = place.map { "\($0).\(UUID().uuidString.prefix(8)).part" } ?? target
    self.target = target
    self.path = path
    self.place = place
    self.unfinished = unfinished
    task = unfinished.begin { if place != nil { unlink(path) } }
  }

  /// Whether a name stands for something that takes bytes without being a file.
  private static func isStream(_ name: String) -> Bool {
    if ByteStream(openUnder: name) != nil { return true }
    var status = stat()
    guard stat(name, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// Where a symbolic link leads; other names as they are.
  private static func resolved(_ name: String) -> String {
    guard let end = realpath(name, nil) else { return name }
    defer { free(end) }
    return String(cString: end)
  }

  /// Why a file could not be written.
  public struct Failure: Error, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// Writes the draft.
  public func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    do throws(ByteStream.Failure) {
      if let stream = ByteStream(openUnder: path) {
        try stream.write(bytes)
      } else {
        try ByteStream.write(bytes, toFile: path, isNew: place != nil)
      }
    } catch {
      throw Failure(description: error.description)
    }
  }

  /// Gives the draft the target's name.
  public func publish() throws(Failure) {
    if let place, rename(path, place) != 0 {
      throw Failure(description: String(cString: strerror(errno)))
    }
    unfinished.finish(task)
  }

  /// Removes the draft, if it was not published.
  public func discard() {
    if place != nil { unlink(path) }
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
