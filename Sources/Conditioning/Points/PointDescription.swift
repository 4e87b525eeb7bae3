/// Which points a claim or a command speaks of.
public enum PointDescription: Hashable, Sendable {
  /// `sphere(n, d, seed)`: random points of S^(d-1).
  case sphere(count: Int, dimension: Int, seed: Int)
  /// `circle(n)`: equispaced on the circle.
  case circle(Int)
  /// `orthonormal(n)`: the unit vectors.
  case orthonormal(Int)
  /// `hadamard(n)`: the rows of Sylvester's matrix.
  case hadamard(Int)
  /// `points("file")`: the rows of a file.
  case file(String)

  /// The points as the language writes them.
  public var text: String {
    switch self {
    case .sphere(let count, let dimension, let seed): "sphere(\(count), \(dimension), \(seed))"
    case .circle(let count): "circle(\(count))"
    case .orthonormal(let count): "orthonormal(\(count))"
    case .hadamard(let count): "hadamard(\(count))"
    case .file(let path): "points(\"\(path)\")"
    }
  }

  /// What is wrong with the numbers, if something is.
  public var problem: String? {
    switch self {
    case .sphere(let count, let dimension, let seed):
      if dimension < 2 { return "the sphere S^(d-1) needs a dimension d of at least 2" }
      if seed < 0 { return "a seed is a natural number" }
      let (total, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow || total > PointSet.coordinateLimit {
        return "more than \(PointSet.coordinateLimit) coordinates"
      }
      return Self.problem(ofCount: count)
    case .hadamard(let count):
      if count > 0 && count & (count - 1) != 0 {
        return "Sylvester's Hadamard matrices have 1, 2, 4, 8, … rows, not \(count)"
      }
      return Self.problem(ofCount: count)
    case .circle(let count), .orthonormal(let count): return Self.problem(ofCount: count)
    case .file: return nil
    }
  }

  private static func problem(ofCount count: Int) -> String? {
    (1...PointSet.countLimit).contains(count)
      ? nil : "the number of points is between 1 and \(PointSet.countLimit)"
  }

  /// The points.
  ///
  /// - Parameter check: Called now and then while random points are made; throws to stop.
  /// - Precondition: `problem` is `nil`.
  /// - Throws: `DataFileError` for a file that holds no points, and what `reading` and `check` throw.
  public func points(
    lengths: PointFile.Lengths = .normalized, check: () throws -> Void = {},
    reading: (String) throws -> [UInt8]
  ) throws -> PointSet {
    precondition(problem == nil, "points that do not exist")
    switch self {
    case .sphere(let count, let dimension, let seed):
      return try RandomDirections.sphere(
        count: count, dimension: dimension, seed: UInt64(seed), check: check)
    case .circle(let count): return .circle(count)
    case .orthonormal(let count): return .orthonormal(count)
    case .hadamard(let count): return .hadamard(count)
    case .file(let path):
      return try PointFile.points(try reading(path), path: path, lengths: lengths)
    }
  }
}
