/// A source file read: its declarations in order, and where the text of the program lies.
public struct Program: Sendable {
  /// The file.
  public let source: SourceFile
  /// The parts of the file that hold program text: one for a bare file.
  public let blocks: [Block]
  /// The declarations, in the order of the file.
  public let declarations: [Declaration]

  /// Reads a file.
  ///
  /// Every declaration is read for itself, so one error does not hide those of other
  /// declarations. A file without declarations is a program; see ``Program/missingCode``.
  public init(parsing source: SourceFile) throws(SyntaxError) {
    let reader = BlockReader(source)
    let lexer = Lexer(reader.blocks, of: source)
    var parser = Parser(lexer.tokens, of: source)
    declarations = parser.parseProgram()
    try DiagnosticLog.check(reader.log, lexer.log, parser.log)
    self.source = source
    blocks = reader.blocks
  }

  /// The claims, in the order of the file.
  public var claims: [Claim] {
    declarations.compactMap {
      if case .claim(let claim) = $0.content { claim } else { nil }
    }
  }

  /// What to say of a file that declares nothing where declarations are needed; otherwise `nil`.
  public var missingCode: Diagnostic? {
    guard declarations.isEmpty else { return nil }
    let isTagless = source.kind == .markdown && blocks.isEmpty
    return Diagnostic(
      in: source, at: SourceRange(at: SourcePosition(line: 1, column: 1)),
      message: isTagless ? "no block tagged `zonal` in this file" : "no declaration in this file",
      expected: isTagless ? "a fenced block that starts with ```zonal" : Parser.declarationList)
  }

  /// The file cut into prose and blocks, in order and without gaps.
  public var segments: [Segment] {
    var segments: [Segment] = []
    var (line, declaration) = (1, 0)
    for block in blocks {
      if line < block.lines.lowerBound {
        segments.append(.prose(lines: line..<block.lines.lowerBound))
      }
      let first = declaration
      while declaration < declarations.count,
        declarations[declaration].range.lower.line < block.lines.upperBound
      {
        declaration += 1
      }
      segments.append(.code(block, declarations: first..<declaration))
      line = block.lines.upperBound
    }
    let end = source.lineCount + 1
    return line < end ? segments + [.prose(lines: line..<end)] : segments
  }
}

extension Program: CustomStringConvertible {
  /// The declarations in the spelling of the language, one after the other.
  public var description: String {
    declarations.map(\.description).joined(separator: "\n")
  }
}
