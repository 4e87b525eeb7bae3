/// A line of source as it is shown above carets, and the carets.
struct Excerpt {
  let text: String
  let carets: String

  /// The widest excerpt, in columns of a terminal.
  private static let widthLimit = 100
  /// How much of a long line is kept before the carets, in characters.
  private static let lead = 50
  private static let tabStop = 4

  /// Shows a line with carets under the given columns, which count scalars from 1.
  init(of line: String, around columns: Range<Int>) {
    let scalars = line.unicodeScalars
    let isLong = scalars.count > Self.widthLimit
    let start = isLong ? min(max(0, columns.lowerBound - 1 - Self.lead), scalars.count) : 0
    let shown = scalars.dropFirst(start).prefix(Self.widthLimit)
    let prefix = start > 0 ? "..." : ""
    let body = Self.laidOut(shown)
    let first = min(max(0, columns.lowerBound - 1 - start), body.offsets.count - 1)
    let last = min(max(first, columns.upperBound - 1 - start), body.offsets.count - 1)
    let width = max(1, body.offsets[last] - body.offsets[first])
    text = prefix + body.text + (start + shown.count < scalars.count ? "..." : "")
    carets =
      String(repeating: " ", count: prefix.count + body.offsets[first])
      + String(repeating: "^", count: width)
  }

  /// The text to show, and the terminal column at which each scalar starts; the end comes last.
  private static func laidOut(
    _ scalars: some Sequence<Unicode.Scalar>
  ) -> (text: String, offsets: [Int]) {
    var text = ""
    var offsets = [0]
    var column = 0
    for scalar in scalars {
      let shown = Self.shown(scalar, at: column)
      text += shown.text
      column += shown.width
      offsets.append(column)
    }
    return (text, offsets)
  }

  private static func shown(
    _ scalar: Unicode.Scalar, at column: Int
  ) -> (text: String, width: Int) {
    if scalar == "\t" {
      let width = tabStop - column % tabStop
      return (String(repeating: " ", count: width), width)
    }
    return scalar.isUnprintable ? ("\u{FFFD}", 1) : (String(scalar), scalar.terminalWidth)
  }
}

extension Unicode.Scalar {
  /// Whether printing the scalar would disturb a terminal or the order of its text.
  var isUnprintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    case .format: !(0x200C...0x200D).contains(value)
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol, .spaceSeparator, .privateUse:
      false
    @unknown default: true
    }
  }

  /// The columns that the scalar takes in a terminal: 0 for marks, 2 for wide scripts and emoji.
  var terminalWidth: Int {
    let category = properties.generalCategory
    if category == .nonspacingMark || category == .enclosingMark || category == .format { return 0 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// The blocks of East Asian wide and emoji characters, coarsely (Unicode Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
