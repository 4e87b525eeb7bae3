/// A part of a file that holds program text.
public struct Block: Hashable, Sendable {
  /// The lines of program text, without the fences; may be empty.
  public let code: Range<Int>
  /// The lines that the block takes in the file, with its fences.
  public let lines: Range<Int>
}

/// A part of a file, as a report that interleaves prose and results wants it.
public enum Segment: Hashable, Sendable {
  /// Lines of Markdown around the blocks.
  case prose(lines: Range<Int>)
  /// A block, and the indices of the declarations that stand in it.
  case code(Block, declarations: Range<Int>)
}
