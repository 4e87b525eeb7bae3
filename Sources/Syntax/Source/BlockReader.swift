/// Finds the blocks of a file that hold program text.
///
/// Every fenced block is followed, whatever its tag, so that a `zonal` fence shown inside another
/// block is not taken for one. HTML comments are passed over, as a reader of the rendered page
/// does not see them either.
struct BlockReader {
  let source: SourceFile
  private(set) var blocks: [Block] = []
  private(set) var log = DiagnosticLog()
  private var opening: (fence: Fence, line: Int)?
  private var isInComment = false

  init(_ source: SourceFile) {
    self.source = source
    switch source.kind {
    case .bare:
      let all = 1..<(source.lineCount + 1)
      blocks = [Block(code: all, lines: all)]
    case .markdown: readMarkdown()
    }
  }

  private mutating func readMarkdown() {
    for line in 1...source.lineCount { read(line) }
    if let opening, opening.fence.isProgram { reportUnterminated(opening.fence) }
  }

  private mutating func read(_ line: Int) {
    if isInComment {
      isInComment = !source.line(line).contains("-->")
    } else if let open = opening {
      readInside(line, of: open.fence, from: open.line)
    } else {
      readOutside(line)
    }
  }

  private mutating func readInside(_ line: Int, of open: Fence, from first: Int) {
    guard let fence = Fence(in: source, line: line), fence.closes(open) else { return }
    opening = nil
    if open.isProgram {
      blocks.append(Block(code: first + 1..<line, lines: first..<line + 1))
    }
  }

  private mutating func readOutside(_ line: Int) {
    let range = source.lineBytes(line)
    guard let start = source.bytes[range].firstIndex(where: { !$0.isContainerMark }) else { return }
    if let fence = Fence(in: source, line: line) {
      opening = (fence, line)
      if fence.isAlmostProgram { reportMisspelt(fence) }
    } else if source.bytes[start...].starts(with: "<!--".utf8), start - range.lowerBound <= 3 {
      isInComment = !source.line(line).contains("-->")
    } else if let fence = Fence(in: source, bytes: start..<range.upperBound), fence.isProgram {
      reportOutOfReach(fence)
    }
  }
}

extension BlockReader {
  private mutating func reportUnterminated(_ fence: Fence) {
    report(
      fence, "this block is never closed",
      expected: "a closing fence of at least \(fence.length) marks, on a line of its own, below")
  }

  private mutating func reportMisspelt(_ fence: Fence) {
    report(
      fence, "a block tagged `\(fence.tag)` is not read", expected: "the tag `zonal`",
      suggestion: "did you mean `zonal`?")
  }

  private mutating func reportOutOfReach(_ fence: Fence) {
    report(
      fence, "a `zonal` block inside a list, a quotation or indented text is not read",
      expected: "a fence with at most three spaces before it")
  }

  private mutating func report(
    _ fence: Fence, _ message: String, expected: String, suggestion: String? = nil
  ) {
    let start = source.position(ofByte: fence.offset)
    log.add(
      Diagnostic(
        in: source, at: SourceRange(from: start, to: start.advanced(by: fence.length)),
        message: message, expected: expected, suggestion: suggestion))
  }
}

extension UInt8 {
  /// Whether the byte can stand before a fence inside a list or a quotation.
  fileprivate var isContainerMark: Bool {
    isBlank || isDigit || [">", "*", "-", "+", ".", ")"].contains { self == UInt8(ascii: $0) }
  }
}
