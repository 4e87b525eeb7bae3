public import Arithmetic

/// Reads points from files: one point a row, entries taken as exact numbers.
public enum PointFile {
  /// What is done about the length of rows.
  public enum Lengths: Sendable {
    /// Only the direction of a row counts.
    case normalized
    /// Rows must be of unit length up to an error of 10⁻⁶.
    case checked
  }

  /// The largest error of a length that passes the check.
  private static let tolerance = Rational(1, over: 1_000_000)

  /// Reads points, from CSV or, for contents that start as such files do, from NPY.
  ///
  /// - Throws: ``PointFileError`` naming the row and column.
  public static func points(
    _ contents: [UInt8], lengths: Lengths = .normalized
  ) throws(PointFileError) -> PointSet {
    let rows = try rows(contents)
    var changed = 0
    for (number, row) in rows.enumerated() {
      let square = row.reduce(Rational(0)) { $0 + $1 * $1 }
      if square.isZero { throw .zeroRow(row: number + 1) }
      if square != 1 { changed += 1 }
      if lengths == .checked { try check(square, row: number + 1) }
    }
    let notes =
      changed == 0 ? [] : ["\(changed) of \(rows.count) rows are not of unit length: normalised"]
    return PointSet(rationalDirections: rows, notes: notes)
  }

  /// Reads the rows of a matrix, all of the same length and at least one.
  ///
  /// - Throws: ``PointFileError`` naming the row and column.
  public static func rows(_ contents: [UInt8]) throws(PointFileError) -> [[Rational]] {
    let rows =
      NumpyMatrix.isOne(contents) ? try NumpyMatrix.rows(contents) : try csvRows(contents)
    guard let first = rows.first, !first.isEmpty else { throw .empty }
    guard rows.count <= PointSet.countLimit,
      rows.count * first.count <= PointSet.coordinateLimit
    else { throw .tooLarge }
    for (number, row) in rows.enumerated() where row.count != first.count {
      throw .ragged(row: number + 1, count: row.count, expected: first.count)
    }
    return rows
  }

  private static func check(_ square: Rational, row: Int) throws(PointFileError) {
    let (lower, upper) = (1 - tolerance, 1 + tolerance)
    guard square < lower * lower || square > upper * upper else { return }
    let length = try? RealBall.sqrt(RealBall(square, precision: 64), precision: 64)
    throw .notUnit(row: row, length: length?.decimal(digits: 8).mid ?? "?")
  }

  /// Rows of decimals or fractions, separated by commas or semicolons, or by blanks alone; empty lines and
  /// lines that start with `#` are passed over.
  private static func csvRows(_ contents: [UInt8]) throws(PointFileError) -> [[Rational]] {
    guard let text = String(validating: contents, as: UTF8.self) else {
      throw .unreadable("the file is neither text nor a NumPy file")
    }
    var rows: [[Rational]] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let trimmed = line.drop { $0 == "\u{FEFF}" || $0.isWhitespace }
      if trimmed.isEmpty || trimmed.first == "#" { continue }
      let separator: (Character) -> Bool =
        trimmed.contains(",")
        ? { $0 == "," } : trimmed.contains(";") ? { $0 == ";" } : { $0 == " " || $0 == "\t" }
      let isBlank = !trimmed.contains(",") && !trimmed.contains(";")
      let entries = trimmed.split(
        omittingEmptySubsequences: isBlank, whereSeparator: separator)
      var row: [Rational] = []
      for (column, entry) in entries.enumerated() {
        let word = String(entry.filter { !$0.isWhitespace })
        guard word.utf8.count <= 10_000, let value = Rational(word) else {
          throw .notANumber(
            row: rows.count + 1, column: column + 1, text: String(word.prefix(40)))
        }
        row.append(value)
      }
      rows.append(row)
      guard rows.count <= PointSet.countLimit else { throw .tooLarge }
    }
    return rows
  }
}
