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
  /// `circular_convolution("file", pixels)`: the weights of a file, exactly, with the axes taps, outputs and
  /// inputs on a ring, or two axes of taps on a torus with two sides.
  case filters(String, sides: [Int])

  /// The most products that one Gram matrix, or all blocks of a convolution together, may take.
  private static let workLimit = 30_000_000

  /// What is wrong with the numbers, if something is.
  public var problem: String? {
    let sizes: [Int]
    let seed: Int
    switch self {
    case .file: return nil
    case .filters(_, let sides):
      guard (1...2).contains(sides.count) else { return "a ring has one side, a torus two" }
      return sides.allSatisfy { (1...1 << 20).contains($0) }
        ? nil : "a side has between 1 and \(1 << 20) pixels"
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
      return .convolution(
        sides: [pixels],
        taps: (0..<taps).map {
          .init(offset: [$0], weights: Self.weights(outputs, inputs, &generator))
        })
    case .filters(let path, let sides):
      return try Self.filters(try reading(path), path, sides)
    }
  }

  /// The taps of a file.
  private static func filters(
    _ contents: [UInt8], _ path: String, _ sides: [Int]
  ) throws(DataFileError) -> LinearMap {
    let array = try DataArray(contents: contents, path: path)
    let axes = sides.count
    guard array.shape.count == axes + 2, array.shape.allSatisfy({ $0 > 0 }) else {
      throw DataFileError(
        "an array of shape (\(array.shape.map(String.init).joined(separator: ", ")))", in: path,
        expected: "the axes \(axes == 1 ? "taps" : "taps, taps"), outputs and inputs")
    }
    let (counts, channels) = (Array(array.shape.prefix(axes)), array.shape.suffix(2))
    guard zip(counts, sides).allSatisfy({ $0 <= $1 }) else {
      throw DataFileError(
        "more taps than pixels", in: path,
        expected: "at most \(sides.map(String.init).joined(separator: " x ")) taps")
    }
    let (large, small) = (channels.max() ?? 1, 2 * (channels.min() ?? 1))
    guard (sides + [large, small, small]).reduce(1, saturatingProduct) <= workLimit else {
      throw DataFileError(
        "the convolution is too large", in: path,
        expected: "at most \(workLimit) products for its Gram matrices")
    }
    let places =
      axes == 1
      ? (0..<counts[0]).map { [$0] }
      : (0..<counts[0]).flatMap { i in (0..<counts[1]).map { [i, $0] } }
    let parts = axes == 1 ? array.parts : array.parts.flatMap(\.parts)
    return .convolution(
      sides: sides, taps: zip(places, parts).map { .init(offset: $0, weights: $1.vectors) })
  }

  private static func saturatingProduct(_ x: Int, _ y: Int) -> Int {
    let (product, overflow) = x.multipliedReportingOverflow(by: y)
    return overflow ? .max : product
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
