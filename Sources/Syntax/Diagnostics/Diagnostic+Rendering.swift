extension Diagnostic {
  /// The diagnostic as a terminal shows it: place and message, the line, carets, hints.
  ///
  ///     kernels.zonal:1:28: error: unexpected `)`
  ///         1 | kernel K(L) = gpk(ResNet(L,))
  ///           |                            ^ expected an argument after `,`
  ///           = help: remove the comma
  ///
  /// Tabs become spaces, control characters become `�`, and a long line is cut around the carets.
  public func rendered() -> String {
    let margin = String(repeating: " ", count: max(5, String(range.lower.line).count))
    let number = String((margin + String(range.lower.line)).suffix(margin.count))
    let excerpt = Excerpt(of: file.line(range.lower.line), around: columns)
    var lines = [
      "\(file.path):\(range.lower): error: \(message)", "\(number) | \(excerpt.text)",
      "\(margin) | \(excerpt.carets)" + (expected.map { " expected \($0)" } ?? ""),
    ]
    if let suggestion { lines.append("\(margin) = help: \(suggestion)") }
    if let note { lines.append("\(margin) = note: \(note)") }
    return lines.map(\.withoutTrailingSpaces).joined(separator: "\n")
  }

  /// The columns of the first line that the range covers.
  private var columns: Range<Int> {
    let first = range.lower.column
    let isOneLine = range.upper.line == range.lower.line
    return first..<(isOneLine ? max(range.upper.column, first + 1) : Int(Int32.max))
  }
}

extension SyntaxError: CustomStringConvertible {
  /// All diagnostics as a terminal shows them, with an empty line between two.
  public func rendered() -> String {
    let more = omitted == 1 ? "and 1 more error" : "and \(omitted) more errors"
    return (diagnostics.map { $0.rendered() } + (omitted > 0 ? [more] : []))
      .joined(separator: "\n\n")
  }

  /// All diagnostics as a terminal shows them.
  public var description: String { rendered() }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
