public import Arithmetic
public import DataFiles

/// An image, or a single vector, as rows of channels, with the squared norm of each row.
public struct PixelRows: Sendable {
  /// The channels of each pixel.
  public let rows: [[Rational]]
  /// |x_i|² for every pixel i, positive.
  public let norms: [Rational]
  /// The numbers of pixels along the axes, as the file has them.
  public let sides: [Int]

  /// Takes an array with pixels along all axes but the last.
  ///
  /// - Throws: ``EvaluationInputError`` for a pixel whose channels are all 0: it has no direction.
  public init(_ array: DataArray, path: String) throws(EvaluationInputError) {
    rows = array.vectors
    norms = rows.map { CosineSimilarity.product($0, $0) }
    sides = array.shape.count > 1 ? Array(array.shape.dropLast()) : [1]
    if let zero = norms.firstIndex(where: \.isZero) {
      throw EvaluationInputError(
        rows.count == 1
          ? "\(path): the vector is 0, so it has no cosine with others"
          : "\(path): pixel \(zero + 1) is 0 in all channels, so it has no cosine with others")
    }
  }

  /// Whether every pixel has |x_i|² = channels up to rounding, as kernels take their inputs.
  public var isNormalized: Bool {
    zip(rows, norms).allSatisfy { row, norm in
      let gap = norm / Rational(row.count) - 1
      return gap.magnitude < Rational(1, over: 1_000_000)
    }
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
  public func cosine(_ i: Int, _ j: Int) -> CosineSimilarity? {
    guard x.rows.indices.contains(i - 1), z.rows.indices.contains(j - 1) else { return nil }
    return CosineSimilarity(
      product: CosineSimilarity.product(x.rows[i - 1], z.rows[j - 1]), norms: x.norms[i - 1],
      z.norms[j - 1])
  }
}

/// Inputs that a kernel cannot be evaluated on.
public struct EvaluationInputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public let description: String

  /// Creates an error.
  public init(_ description: String) { self.description = description }
}
