/// How much time and memory a run may take.
///
/// The limit of memory is one of resident memory, of what the process holds of the machine's memory, and is looked at
/// from outside the work every few milliseconds: an allocation that fails inside GMP would end the process without a
/// word.
public struct ResourceLimits: Sendable {
  /// No limits.
  public static let none = ResourceLimits()

  /// The seconds that the run may take; `nil` for no limit.
  public let seconds: Double?
  /// The bytes of memory that the process may hold; `nil` for no limit.
  public let bytes: Int?

  private let deadline: ContinuousClock.Instant?

  /// Creates limits; the time counts from now on.
  ///
  /// - Precondition: `seconds` is a positive number up to 10⁹.
  public init(seconds: Double? = nil, bytes: Int? = nil) {
    precondition(seconds.map { $0 > 0 && $0 <= 1e9 } ?? true, "a time that a clock can hold")
    self.seconds = seconds
    self.bytes = bytes
    deadline = seconds.map { .now + .seconds($0) }
  }

  /// Whether there is a limit at all.
  var areSet: Bool { deadline != nil || bytes != nil }

  /// The limit that is reached, if one is.
  public func reached() -> LimitReached? {
    if let late = lateness() { return late }
    if let bytes, let held = ResidentMemory.bytes, held >= bytes { return .memory(bytes: bytes) }
    return nil
  }

  /// The limit of time when it is reached; cheap enough for inner loops.
  public func lateness() -> LimitReached? {
    guard let deadline, let seconds, ContinuousClock.now >= deadline else { return nil }
    return .time(seconds: seconds)
  }

  /// The seconds until the limits should be looked at again.
  ///
  /// Memory is filled at a few gigabytes a second at most, so little is taken beyond the limit in a hundredth of one.
  var pause: Double {
    guard let deadline else { return 0.01 }
    let left = (deadline - .now) / .seconds(1)
    return bytes == nil ? min(max(left, 0.001), 3600) : min(max(left, 0.001), 0.01)
  }
}

/// A limit of a run was reached before the work was done.
public enum LimitReached: Error, Hashable, Sendable {
  /// The run took this long.
  case time(seconds: Double)
  /// The process held this much memory.
  case memory(bytes: Int)
}

extension LimitReached: CustomStringConvertible {
  /// What was reached: "the time limit of 5 seconds was reached".
  public var description: String {
    switch self {
    case .time(let seconds):
      let isWhole = seconds == seconds.rounded() && seconds < 1e9
      let number = isWhole ? String(Int(seconds)) : String(seconds)
      return "the time limit of \(number) second\(number == "1" ? "" : "s") was reached"
    case .memory(let bytes):
      return "the memory limit of \(ByteCount(bytes).description) was reached"
    }
  }
}
