/// A place in a source file: line and column, both counted from 1.
///
/// A column counts Unicode scalars; a tab counts as one. Byte-order marks count as nothing.
public struct SourcePosition: Hashable, Comparable, Sendable {
  private let packedLine: Int32
  private let packedColumn: Int32

  /// Creates the position at a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    packedLine = Int32(clamping: line)
    packedColumn = Int32(clamping: column)
  }

  /// The line, counted from 1.
  public var line: Int { Int(packedLine) }
  /// The column in Unicode scalars, counted from 1.
  public var column: Int { Int(packedColumn) }

  /// Whether the left position comes first in the file.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The position further along the same line.
  func advanced(by columns: Int) -> SourcePosition {
    SourcePosition(line: line, column: column + columns)
  }
}

/// A stretch of a source file, from its first character up to, not including, its upper end.
public struct SourceRange: Hashable, Sendable {
  /// The position of the first character.
  public let lower: SourcePosition
  /// The position after the last character.
  public let upper: SourcePosition

  /// Creates the range between two positions; an upper end before the lower one is moved to it.
  public init(from lower: SourcePosition, to upper: SourcePosition) {
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The range of a tree that no source text stands behind.
  public static let none = SourceRange(
    from: SourcePosition(line: 0, column: 0), to: SourcePosition(line: 0, column: 0))

  /// The empty range at a position.
  init(at position: SourcePosition) { self.init(from: position, to: position) }
}

extension SourcePosition: CustomStringConvertible {
  /// The position as `line:column`.
  public var description: String { "\(line):\(column)" }
}

extension SourceRange: CustomStringConvertible {
  /// The range as `line:column-line:column`.
  public var description: String { "\(lower)-\(upper)" }
}
