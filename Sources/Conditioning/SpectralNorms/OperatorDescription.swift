internal import Arithmetic
internal import DataFiles
internal import Matrices

/// Which linear map a claim about spectral norms speaks of.
public enum OperatorDescription: Hashable, Sendable {
  /// `normal_matrix(rows, columns, seed)`: independent standard normal entries, rounded to multiples of
  /// 2⁻³² as ``RandomDirections`` says.
  case normal(rows: Int, columns: Int, seed: Int)
  /// `matrix("file")`: the entries of a file, exactly.
  case file(String)
  /// `circular_convolution(pixels, outputs, inputs, taps, seed)`: on a ring of pixels, each output channel
  /// from the input channels at offsets 0 … taps-1, with standard normal weights.
  case convolution(pixels: Int, outputs: Int, inputs: Int, taps: Int, seed: Int)

  /// The most products that one Gram matrix, or all blocks of a convolution together, may take.
  private static let workLimit = 30_000_000

  /// What is wrong with the numbers, if something is.
  public var problem: String? {
    let sizes: [Int]
    let seed: Int
    switch self {
    case .file: return nil
    case .normal(let rows, let columns, let number):
      (sizes, seed) = ([rows, columns, min(rows, columns)], number)
    case .convolution(let pixels, let outputs, let inputs, let taps, let number):
      if taps > pixels { return "more taps than pixels" }
      let side = 2 * min(outputs, inputs)
      (sizes, seed) = ([pixels, max(outputs, inputs), side, side], number)
    }
    if sizes.contains(where: { $0 < 1 }) { return "a size of 0" }
    if seed < 0 { return "a seed is a natural number" }
    var work = 1
    for size in sizes {
      let (product, overflow) = work.multipliedReportingOverflow(by: size)
      if overflow || product > Self.workLimit { return "the matrix is too large" }
      work = product
    }
    return nil
  }

  /// The linear map.
  ///
  /// - Precondition: `problem` is `nil`.
  /// - Throws: `DataFileError`, and what `reading` throws.
  public func map(reading: (String) throws -> [UInt8]) throws -> LinearMap {
    precondition(problem == nil, "a linear map that does not exist")
    switch self {
    case .file(let path):
      let rows = try PointFile.rows(try reading(path), path: path)
      let side = min(rows.count, rows[0].count)
      guard rows.count * rows[0].count * side <= Self.workLimit else {
        throw DataFileError(
          "a matrix with \(rows.count) rows and \(rows[0].count) columns is too large", in: path,
          expected: "at most \(Self.workLimit) products for its Gram matrix")
      }
      return .matrix(rows)
    case .normal(let rows, let columns, let seed):
      var generator = RandomDirections(seed: UInt64(seed))
      return .matrix(Self.weights(rows, columns, &generator))
    case .convolution(let pixels, let outputs, let inputs, let taps, let seed):
      var generator = RandomDirections(seed: UInt64(seed))
      let weights = (0..<taps).map { _ in Self.weights(outputs, inputs, &generator) }
      return .convolution(pixels: pixels, taps: weights)
    }
  }

  private static func weights(
    _ rows: Int, _ columns: Int, _ generator: inout RandomDirections
  ) -> [[Rational]] {
    let unit = Integer.one.shifted(leftBy: RandomDirections.fractionBits)
    return (0..<rows).map { _ in
      generator.direction(dimension: columns).map { Rational($0, over: unit) }
    }
  }
}
