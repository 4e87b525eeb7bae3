public import Conditioning

extension ConditionReport {
  /// The points or images that a matrix has its rows from.
  public struct Inputs: Sendable {
    /// The inputs as the language writes them.
    public let description: String
    /// How many there are.
    public let count: Int
    /// The dimension of the space around the sphere; the number of channels for images.
    public let dimension: Int
    /// The numbers of pixels along the axes of an image; `nil` for points.
    public let pixels: [Int]?
    /// What is to be said of them.
    public let notes: [String]

    private init(
      description: String, count: Int, dimension: Int, pixels: [Int]?, notes: [String]
    ) {
      (self.description, self.count, self.dimension) = (description, count, dimension)
      (self.pixels, self.notes) = (pixels, notes)
    }

    /// A set of points.
    public init(points: PointSet, description: String) {
      self.init(
        description: description, count: points.count, dimension: points.dimension, pixels: nil,
        notes: points.notes)
    }

    /// A set of images.
    public init(images: ImageSet, description: String) {
      self.init(
        description: description, count: images.count, dimension: images.channels,
        pixels: images.sides, notes: images.notes)
    }

    /// The same with other notes.
    public func with(notes: [String]) -> Inputs {
      Inputs(
        description: description, count: count, dimension: dimension, pixels: pixels, notes: notes)
    }

    /// What one of them is called.
    var noun: String { pixels == nil ? "point" : "image" }

    /// The first line of the report.
    var text: String {
      guard let pixels else {
        return "points           \(description): \(count) in dimension \(dimension)"
      }
      let size = pixels.map(String.init).joined(separator: " x ")
      let (images, dots) = (count == 1 ? "image" : "images", pixels == [1] ? "pixel" : "pixels")
      return "images           \(description): \(count) \(images) of \(size) \(dots), "
        + "\(dimension) " + (dimension == 1 ? "channel" : "channels")
    }
  }
}
