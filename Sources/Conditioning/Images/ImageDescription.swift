internal import DataFiles

/// Which images a claim or a command speaks of.
public enum ImageDescription: Hashable, Sendable {
  /// `images("file")` or `images("file", pixels)`.
  case file(String, sides: [Int]?)
  /// `random_images(count, pixels, channels, seed)`.
  case random(count: Int, sides: [Int], channels: Int, seed: Int)

  /// The images as the language writes them.
  public var text: String {
    switch self {
    case .file(let path, nil): "images(\"\(path)\")"
    case .file(let path, let sides?): "images(\"\(path)\", \(Self.text(sides)))"
    case .random(let count, let sides, let channels, let seed):
      "random_images(\(count), \(Self.text(sides)), \(channels), \(seed))"
    }
  }

  private static func text(_ sides: [Int]) -> String {
    let numbers = sides.map(String.init).joined(separator: ", ")
    return sides.count == 1 ? numbers : "(\(numbers))"
  }

  /// What is wrong with the numbers, if something is.
  public var problem: String? {
    switch self {
    case .file(_, nil): return nil
    case .file(_, let sides?): return Self.problem(of: sides)
    case .random(let count, let sides, let channels, let seed):
      if let problem = Self.problem(of: sides) { return problem }
      if channels < 1 { return "an image has at least one channel" }
      if seed < 0 { return "a seed is a natural number" }
      var total = count
      for size in sides + [channels] {
        let (product, overflow) = total.multipliedReportingOverflow(by: size)
        if overflow || product > PointSet.coordinateLimit {
          return "more than \(PointSet.coordinateLimit) numbers"
        }
        total = product
      }
      return (1...PointSet.countLimit).contains(count)
        ? nil : "the number of images is between 1 and \(PointSet.countLimit)"
    }
  }

  private static func problem(of sides: [Int]) -> String? {
    guard (1...2).contains(sides.count) else { return "an image has one or two sides" }
    return sides.allSatisfy { (1...1 << 20).contains($0) }
      ? nil : "a side of an image has between 1 and \(1 << 20) pixels"
  }

  /// The images.
  ///
  /// - Parameter sides: The size of an image where the description does not state it.
  /// - Precondition: `problem` is `nil`.
  /// - Throws: `DataFileError` for a file that holds no such images, and what `reading` throws.
  public func images(
    sides given: [Int]? = nil, reading: (String) throws -> [UInt8]
  ) throws -> ImageSet {
    precondition(problem == nil, "images that do not exist")
    switch self {
    case .file(let path, let sides):
      return try ImageFile.images(try reading(path), path: path, sides: sides ?? given)
    case .random(let count, let sides, let channels, let seed):
      return .random(count: count, sides: sides, channels: channels, seed: UInt64(seed))
    }
  }
}
