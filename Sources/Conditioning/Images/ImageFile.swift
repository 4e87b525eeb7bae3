internal import Arithmetic
public import DataFiles
internal import Evaluation

/// Reads images from files: one pixel a row, one channel a column, entries taken as exact numbers.
public enum ImageFile {
  /// Reads images from comma-separated values or an NPY file.
  ///
  /// In comma-separated values images are separated by empty lines, or counted off by the number of their
  /// pixels. NPY files have the axes (images, pixels, channels), (images, height, width, channels), or
  /// (rows, channels), which are counted off.
  ///
  /// - Parameters:
  ///   - path: The name of the file, for messages.
  ///   - sides: The numbers of pixels along the axes, where they are known.
  /// - Throws: `DataFileError` naming the place.
  public static func images(
    _ contents: [UInt8], path: String, sides: [Int]?
  ) throws(DataFileError) -> ImageSet {
    let array = try grouped(
      try DataArray(contents: contents, path: path), path: path, pixels: sides?.reduce(1, *))
    let own = Array(array.shape.dropFirst().dropLast())
    guard array.shape[0] <= PointSet.countLimit, array.values.count <= PointSet.coordinateLimit
    else {
      throw DataFileError(
        "\(array.shape[0]) images with \(array.values.count) numbers are too many", in: path,
        expected: "at most \(PointSet.countLimit) images and \(PointSet.coordinateLimit) numbers")
    }
    if let sides, own != sides,
      own.reduce(1, *) != sides.reduce(1, *) || own.count > 1 && sides.count > 1
    {
      throw DataFileError(
        "the images have \(text(own)) pixels", in: path, expected: "\(text(sides)) pixels")
    }
    var images: [PixelRows] = []
    for (number, part) in array.parts.enumerated() {
      do {
        images.append(
          try PixelRows(part, path: "image \(number + 1)").reshaped(to: sides ?? own))
      } catch {
        throw DataFileError(
          error.description, in: path, expected: "pixels that are not 0 in all channels")
      }
    }
    let notes =
      images.allSatisfy(\.isNormalized)
      ? [] : ["pixels are not of length √channels: normalised, each for itself"]
    return ImageSet(
      images, sides: sides ?? own, channels: array.shape[array.shape.count - 1], notes: notes)
  }

  /// The array with one axis for the images, one or two for pixels and one for channels.
  private static func grouped(
    _ array: DataArray, path: String, pixels: Int?
  ) throws(DataFileError) -> DataArray {
    let shape = array.shape
    guard (2...4).contains(shape.count), shape.allSatisfy({ $0 > 0 }) else {
      throw DataFileError(
        "an array of shape (\(shape.map(String.init).joined(separator: ", ")))", in: path,
        expected: "the axes images, pixels and channels")
    }
    guard shape.count == 2 else { return array }
    guard let pixels else {
      throw DataFileError(
        "nothing says which of the \(shape[0]) rows belong to one image", in: path,
        expected: "empty lines between images, or the number of pixels of an image")
    }
    guard shape[0] % pixels == 0 else {
      throw DataFileError(
        "\(shape[0]) rows are not a multiple of the \(pixels) pixels of an image", in: path,
        expected: "one row for each pixel of each image")
    }
    return DataArray(shape: [shape[0] / pixels, pixels, shape[1]], values: array.values)
  }

  private static func text(_ sides: [Int]) -> String {
    sides.map(String.init).joined(separator: " x ")
  }
}

extension PixelRows {
  /// The same pixels, row by row, along other axes.
  fileprivate func reshaped(to sides: [Int]) -> PixelRows {
    PixelRows(directions, sides: sides, isNormalized: isNormalized)
  }
}
