/// What is wrong with a file of points; rows and columns are counted from 1.
public enum PointFileError: Error, Hashable, Sendable {
  /// There are no points.
  case empty
  /// A row of another length than the first one.
  case ragged(row: Int, count: Int, expected: Int)
  /// An entry that is no number.
  case notANumber(row: Int, column: Int, text: String)
  /// A row of zeros, which has no direction.
  case zeroRow(row: Int)
  /// A row that is not of unit length, where that was asked for.
  case notUnit(row: Int, length: String)
  /// More points or coordinates than are read.
  case tooLarge
  /// A file in NumPy's format that is damaged or of another kind than matrices of numbers.
  case unreadable(String)

  /// The error in words.
  public var message: String {
    switch self {
    case .empty: "the file has no points; expected one point a row"
    case .ragged(let row, let count, let expected):
      "row \(row) has \(count) entries, the rows before it have \(expected)"
    case .notANumber(let row, let column, let text):
      "row \(row), column \(column): `\(text)` is not a number; expected a decimal number or a "
        + "fraction" + (row == 1 ? "; a header line must be removed" : "")
    case .zeroRow(let row): "row \(row) is zero and has no direction"
    case .notUnit(let row, let length):
      "row \(row) has length \(length), not 1; without --unit rows are normalised"
    case .tooLarge:
      "the file has more than \(PointSet.countLimit) points or \(PointSet.coordinateLimit) entries"
    case .unreadable(let reason): "not a matrix in NumPy's format: \(reason)"
    }
  }
}
