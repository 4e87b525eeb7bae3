internal import Arithmetic
internal import DataFiles
public import Evaluation

/// Images of one size, known by the exact directions of their pixels.
public struct ImageSet: Sendable {
  /// The images.
  public let images: [PixelRows]
  /// The numbers of pixels along the axes.
  public let sides: [Int]
  /// The number of channels.
  public let channels: Int
  /// What is to be said of the images, such as that their pixels were normalised.
  public let notes: [String]

  /// The number of images.
  public var count: Int { images.count }
  /// The number of pixels of an image.
  public var pixels: Int { sides.reduce(1, *) }

  init(_ images: [PixelRows], sides: [Int], channels: Int, notes: [String] = []) {
    (self.images, self.sides) = (images, sides)
    (self.channels, self.notes) = (channels, notes)
  }

  /// Random images that are the same on every machine: the channels of every pixel are independent standard
  /// normal numbers as ``RandomDirections`` makes them, pixel after pixel and image after image.
  static func random(count: Int, sides: [Int], channels: Int, seed: UInt64) -> ImageSet {
    var generator = RandomDirections(seed: seed)
    let pixels = sides.reduce(1, *)
    let images = (0..<count).map { _ in
      PixelRows(
        (0..<pixels).compactMap { _ in Direction(generator.direction(dimension: channels)) },
        sides: sides, isNormalized: false)
    }
    return ImageSet(images, sides: sides, channels: channels)
  }
}
