import ArgumentParser
import Foundation

/// The argument of `--frequencies`, such as 0...20.
struct FrequencyRange {
  /// The largest frequency.
  private static let limit = 1_000_000

  let degrees: ClosedRange<Int>

  init(_ text: String) throws {
    let ends = text.components(separatedBy: "...").map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last,
      last <= Self.limit
    else {
      throw ValidationError(
        "--frequencies is a range such as 0...20, with natural numbers up to "
          + "\(Self.limit) in order, not `\(text)`")
    }
    degrees = first...last
  }
}
