public import Arithmetic

/// Numbers in rows and columns and perhaps more axes, exactly as a file holds them.
public struct DataArray: Hashable, Sendable {
  /// The lengths along the axes, the last one running fastest.
  public let shape: [Int]
  /// The numbers; as many as the product of the lengths.
  public let values: [Rational]

  /// Creates an array.
  ///
  /// - Precondition: there are as many values as the shape says.
  public init(shape: [Int], values: [Rational]) {
    precondition(shape.reduce(1, *) == values.count, "as many values as the shape says")
    self.shape = shape
    self.values = values
  }

  /// The parts along the first axis.
  public var parts: [DataArray] {
    guard let count = shape.first, count > 0 else { return [] }
    let inner = Array(shape.dropFirst())
    let size = values.count / count
    return (0..<count).map {
      DataArray(shape: inner, values: Array(values[($0 * size)..<(($0 + 1) * size)]))
    }
  }

  /// The numbers along the last axis, one vector for each choice of the other indices.
  public var vectors: [[Rational]] {
    guard let length = shape.last, length > 0 else { return [] }
    return stride(from: 0, to: values.count, by: length).map {
      Array(values[$0..<($0 + length)])
    }
  }
}

/// What is wrong with a data file, and where.
public struct DataFileError: Error, Hashable, Sendable {
  /// The file as the user named it.
  public let path: String
  /// The line and the number in it, from 1 on, where that makes sense.
  public let line: Int?
  /// The number of the entry in the line, from 1 on.
  public let column: Int?
  /// What is wrong.
  public let message: String
  /// What was expected.
  public let expected: String?

  /// Creates an error.
  public init(
    _ message: String, in path: String, line: Int? = nil, column: Int? = nil,
    expected: String? = nil
  ) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.expected = expected
  }
}

extension DataFileError: CustomStringConvertible {
  /// The error as one line: `x.csv:3, entry 2: …; expected …`.
  public var description: String {
    let place = (line.map { ":\($0)" } ?? "") + (column.map { ", entry \($0)" } ?? "")
    return "\(path)\(place): \(message)" + (expected.map { "; expected \($0)" } ?? "")
  }
}

extension DataArray {
  /// Reads a file: NPY when it starts as such a file does, otherwise comma-separated values.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds.
  ///   - path: Its name, for messages.
  ///   - emptyLines: What empty lines between comma-separated values mean.
  /// - Throws: ``DataFileError``.
  public init(
    contents bytes: [UInt8], path: String, emptyLines: EmptyLines = .separateParts
  ) throws(DataFileError) {
    if bytes.starts(with: NPYHeader.magic) || path.lowercased().hasSuffix(".npy") {
      try self.init(npy: bytes, path: path)
    } else {
      try self.init(csv: bytes, path: path, emptyLines: emptyLines)
    }
  }
}
