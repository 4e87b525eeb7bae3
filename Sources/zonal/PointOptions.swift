import ArgumentParser
import Arithmetic
import Conditioning
import DataFiles
import Foundation

/// Where the points or images come from.
struct PointOptions: ParsableArguments {
  @Option(
    name: .customLong("points"),
    help: ArgumentHelp("A .csv or .npy file with one point a row.", valueName: "file"))
  var file: String?

  @Option(help: ArgumentHelp("Random points of S^(D-1).", valueName: "count,D,seed"))
  var sphere: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("N points equispaced on a circle.", valueName: "N"))
  var circle: Int?

  @Option(parsing: .unconditional, help: ArgumentHelp("N orthonormal points.", valueName: "N"))
  var orthonormal: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The N rows of Sylvester's Hadamard matrix.", valueName: "N"))
  var hadamard: Int?

  @Option(
    name: .customLong("images"),
    help: ArgumentHelp(
      """
      A .csv or .npy file of images: one pixel a row, one channel a column, empty lines between images or \
      --pixels; or an array with the axes images, pixels (one or two) and channels.
      """, valueName: "file"))
  var imageFile: String?

  @Option(
    help: ArgumentHelp(
      "Random images; two axes of pixels are written 8x8.", valueName: "count,pixels,channels,seed")
  )
  var randomImages: String?

  @Flag(help: "Refuse rows of the file that are not of unit length to within 10^-6.")
  var unit = false

  /// Points or images.
  enum Description {
    case points(PointDescription)
    case images(ImageDescription)

    var problem: String? {
      switch self {
      case .points(let points): points.problem
      case .images(let images): images.problem
      }
    }

    var text: String {
      switch self {
      case .points(let points): points.text
      case .images(let images): images.text
      }
    }
  }

  /// The one description that the options give.
  func description() throws -> Description {
    let points = [
      file.map(PointDescription.file), try sphere.map(Self.sphere),
      circle.map(PointDescription.circle), orthonormal.map(PointDescription.orthonormal),
      hadamard.map(PointDescription.hadamard),
    ].compactMap { $0.map(Description.points) }
    let images = [
      imageFile.map { ImageDescription.file($0, sides: nil) },
      try randomImages.map(Self.randomImages),
    ].compactMap { $0.map(Description.images) }
    let given = points + images
    guard let first = given.first, given.count == 1 else {
      throw ValidationError(
        "expected one of --points, --sphere, --circle, --orthonormal and --hadamard, or for a kernel of "
          + "images --images or --random-images, not "
          + (given.isEmpty ? "none" : "\(given.count) of them"))
    }
    if unit && !images.isEmpty {
      throw ValidationError("--unit goes with --points; pixels of images are always normalised")
    }
    if let problem = first.problem { throw ValidationError("\(first.text): \(problem)") }
    return first
  }

  private static func sphere(_ text: String) throws -> PointDescription {
    let numbers = parts(of: text).map { Int($0) }
    guard numbers.count == 3, let count = numbers[0], let dimension = numbers[1],
      let seed = numbers[2]
    else {
      throw ValidationError(
        "--sphere is a count, a dimension and a seed such as 300,5,1, not `\(text)`")
    }
    return .sphere(count: count, dimension: dimension, seed: seed)
  }

  private static func randomImages(_ text: String) throws -> ImageDescription {
    let parts = parts(of: text)
    let sides =
      parts.count == 4
      ? parts[1].split(separator: "x", omittingEmptySubsequences: false).map { Int($0) } : []
    guard parts.count == 4, let count = Int(parts[0]), !sides.contains(nil),
      let channels = Int(parts[2]), let seed = Int(parts[3])
    else {
      throw ValidationError(
        "--random-images is a count, the pixels, the channels and a seed such as 20,8x8,3,1, "
          + "not `\(text)`")
    }
    return .random(count: count, sides: sides.compactMap { $0 }, channels: channels, seed: seed)
  }

  private static func parts(of text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  func points(
    _ description: PointDescription, check: () throws -> Void
  ) throws -> PointSet {
    try reading {
      try description.points(lengths: unit ? .checked : .normalized, check: check) {
        try Files.contents(at: $0)
      }
    }
  }

  func images(_ description: ImageDescription, sides: [Int]?) throws -> ImageSet {
    try reading { try description.images(sides: sides) { try Files.contents(at: $0) } }
  }

  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DataFileError {
      throw UsageError(message: error.description)
    }
  }
}
