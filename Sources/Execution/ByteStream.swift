internal import Foundation

/// An open file, pipe or device to which bytes are written at once, with every failure noticed.
public struct ByteStream: Sendable {
  /// Standard output.
  public static let standardOutput = ByteStream(descriptor: STDOUT_FILENO)
  /// Standard error.
  public static let standardError = ByteStream(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Why bytes could not be written.
  public struct Failure: Error, CustomStringConvertible {
    fileprivate let code: Int32

    /// Whether nobody reads what is written any more, as when `head` has seen enough.
    public var isClosedPipe: Bool { code == EPIPE }

    /// The reason as the system words it.
    public var description: String { String(cString: strerror(code)) }
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// The stream that the shell has opened under a name such as `/dev/stdout` or `/dev/fd/3`; `nil` for other names.
  init?(openUnder name: String) {
    switch name {
    case "/dev/stdout": self = .standardOutput
    case "/dev/stderr": self = .standardError
    default:
      let folders = ["/dev/fd/", "/proc/self/fd/"]
      guard let folder = folders.first(where: name.hasPrefix),
        let number = Int32(name.dropFirst(folder.count)), number >= 0
      else { return nil }
      descriptor = number
    }
  }

  /// Writes a file, or to a device, from its beginning.
  ///
  /// - Parameter isNew: Whether to create the file.
  static func write(
    _ bytes: some Sequence<UInt8>, toFile path: String, isNew: Bool
  ) throws(Failure) {
    let mode = isNew ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY
    let stream = ByteStream(descriptor: open(path, mode | O_CLOEXEC, 0o666))
    guard stream.descriptor >= 0 else { throw Failure(code: errno) }
    do throws(Failure) {
      try stream.write(bytes)
    } catch {
      close(stream.descriptor)
      throw error
    }
    // Some file systems report only now that there was no room.
    guard close(stream.descriptor) == 0 else { throw Failure(code: errno) }
  }

  /// Writes all of the bytes.
  public func write(_ bytes: some Sequence<UInt8>) throws(Failure) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let (count, code) = bytes[written...].withUnsafeBytes { systemWrite(descriptor, $0) }
      switch code {
      case nil: written += count
      case EINTR?: continue
      case EAGAIN?: waitForRoom()
      case let code?: throw Failure(code: code)
      }
    }
  }

  /// Waits until a stream that does not wait by itself takes more.
  private func waitForRoom() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&request, 1, -1)
  }
}

/// The number of bytes written, or the error.
private func systemWrite(
  _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
) -> (count: Int, code: Int32?) {
  let count = write(descriptor, bytes.baseAddress, bytes.count)
  return count < 0 ? (0, errno) : (count, nil)
}
