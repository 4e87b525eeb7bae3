public import Arithmetic
public import DataFiles

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

  /// Reads points from comma-separated values or an NPY file.
  ///
  /// - Parameter path: The name of the file, for messages.
  /// - Throws: `DataFileError` naming the place.
  public static func points(
    _ contents: [UInt8], path: String, lengths: Lengths = .normalized
  ) throws(DataFileError) -> PointSet {
    let rows = try rows(contents, path: path)
    var directions: [[Integer]] = []
    var changed = 0
    for (number, row) in rows.enumerated() {
      guard let direction = Direction(row) else {
        throw DataFileError(
          "row \(number + 1) is zero and has no direction", in: path,
          expected: "points that are not 0")
      }
      directions.append(direction.entries)
      let square = row.squaredLength
      if square != 1 { changed += 1 }
      if lengths == .checked { try check(square, row: number + 1, path) }
    }
    let notes =
      changed == 0 ? [] : ["\(changed) of \(rows.count) rows are not of unit length: normalised"]
    return PointSet(directions: directions, notes: notes)
  }

  /// Reads the rows of a matrix, all of the same length and at least one.
  ///
  /// - Throws: `DataFileError` naming the place.
  public static func rows(
    _ contents: [UInt8], path: String
  ) throws(DataFileError) -> [[Rational]] {
    let array = try DataArray(contents: contents, path: path, emptyLines: .areIgnored)
    guard array.shape.count == 2 else {
      throw DataFileError(
        "an array with \(array.shape.count) " + (array.shape.count == 1 ? "axis" : "axes"),
        in: path,
        expected: "two axes, with one point a row")
    }
    guard array.shape[0] <= PointSet.countLimit, array.values.count <= PointSet.coordinateLimit
    else {
      throw DataFileError(
        "\(array.shape[0]) rows with \(array.values.count) numbers are too many", in: path,
        expected: "at most \(PointSet.countLimit) rows and \(PointSet.coordinateLimit) numbers")
    }
    return array.vectors
  }

  private static func check(
    _ square: Rational, row: Int, _ path: String
  ) throws(DataFileError) {
    let (lower, upper) = (1 - tolerance, 1 + tolerance)
    guard square < lower * lower || square > upper * upper else { return }
    let length = try? RealBall.sqrt(RealBall(square, precision: 64), precision: 64)
    throw DataFileError(
      "row \(row) has length \(length?.decimal(digits: 8).mid ?? "?"), not 1", in: path,
      expected: "unit vectors; without --unit rows are normalised")
  }
}
