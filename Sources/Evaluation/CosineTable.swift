internal import Arithmetic
public import DataFiles

/// An image, or a single vector, as the directions of its pixels.
public struct PixelRows: Hashable, Sendable {
  /// The direction of each pixel in the space of channels.
  public let directions: [Direction]
  /// The numbers of pixels along the axes, as the file has them.
  public let sides: [Int]
  /// Whether every pixel has |x_i|² = channels up to rounding, as kernels take their inputs.
  public let isNormalized: Bool

  /// The number of pixels.
  public var count: Int { directions.count }

  /// Takes pixels whose direction is known.
  ///
  /// - Precondition: there are as many pixels as the sides say.
  public init(_ directions: [Direction], sides: [Int], isNormalized: Bool) {
    precondition(sides.reduce(1, *) == directions.count, "as many pixels as the sides say")
    (self.directions, self.sides, self.isNormalized) = (directions, sides, isNormalized)
  }

  /// Takes an array with pixels along all axes but the last.
  ///
  /// - Throws: ``EvaluationInputError`` for a pixel whose channels are all 0: it has no direction.
  public init(_ array: DataArray, path: String) throws(EvaluationInputError) {
    let rows = array.vectors
    var directions: [Direction] = []
    for (number, row) in rows.enumerated() {
      guard let direction = Direction(row) else {
        throw EvaluationInputError(
          rows.count == 1
            ? "\(path): the vector is 0, so it has no cosine with others"
            : "\(path): pixel \(number + 1) is 0 in all channels, so it has no cosine with others")
      }
      directions.append(direction)
    }
    self.init(
      directions, sides: array.shape.count > 1 ? Array(array.shape.dropLast()) : [1],
      isNormalized: rows.allSatisfy { row in
        let gap = row.squaredLength / Rational(row.count) - 1
        return gap.magnitude < Rational(1, over: 1_000_000)
      })
  }
}

/// The cosines between the pixels of two images.
public struct CosineTable: Sendable {
  private let x: PixelRows
  private let z: PixelRows

  /// Creates the table of two images with as many channels.
  public init(_ x: PixelRows, _ z: PixelRows) {
    self.x = x
    self.z = z
  }

  /// The cosine of pixel i of x and pixel j of z, from 1 on.
  public func cosine(_ i: Int, _ j: Int) -> ExactCosine? {
    guard x.directions.indices.contains(i - 1), z.directions.indices.contains(j - 1) else {
      return nil
    }
    return ExactCosine(x.directions[i - 1], z.directions[j - 1])
  }
}

/// Inputs that a kernel cannot be evaluated on.
public struct EvaluationInputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Creates an error.
  public init(_ description: String) { self.description = description }
}
