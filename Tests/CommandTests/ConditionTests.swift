import Foundation
import Testing

/// `zonal condition` as a user meets it.
struct ConditionTests {
  /// Runs the command on a file of points.
  private func run(
    _ contents: String, _ arguments: [String] = [], kernel: String = "fc_gpk(1)"
  ) throws -> Command.Run {
    try Command.withFolder { folder in
      try Data(contents.utf8).write(to: folder.appending(path: "points.csv"))
      return try Command.run(
        ["condition", kernel, "--points", "points.csv"] + arguments, in: folder)
    }
  }

  struct BadFile: Sendable, CustomTestStringConvertible {
    let contents: String
    let message: String
    var arguments: [String] = []
    var testDescription: String { message }
  }

  static let badFiles = [
    BadFile(contents: "", message: "points.csv: the file holds no numbers"),
    BadFile(
      contents: "1,2\n3,4,5\n",
      message: "points.csv:2: this row has 3 entries and the first one 2"),
    BadFile(contents: "1,nan\n", message: "points.csv:1, entry 2: `nan` is not a number"),
    BadFile(contents: "x,y\n1,2\n", message: "and no line of headings"),
    BadFile(contents: "1,0\n0,0\n", message: "points.csv: row 2 is zero and has no direction"),
    BadFile(
      contents: "1,0\n1,1\n", message: "points.csv: row 2 has length 1.4142136, not 1",
      arguments: ["--unit"]),
  ]

  @Test(arguments: badFiles)
  func malformedFilesAreRefused(_ file: BadFile) throws {
    let result = try run(file.contents, file.arguments)
    #expect(result.code == 2 && result.output.isEmpty, "\(result.report)")
    #expect(result.messages.hasPrefix("error: ") && result.messages.contains(file.message))
  }

  static let badLines: [([String], String)] = [
    (
      [],
      "expected one of --points, --sphere, --circle, --orthonormal and --hadamard, or for a kernel of images"
    ),
    (["--circle", "3", "--hadamard", "4"], "not 2 of them"),
    (["--sphere", "3,4"], "--sphere is a count, a dimension and a seed such as 300,5,1"),
    (["--sphere", "3,1,1"], "needs a dimension d of at least 2"),
    (["--circle", "0"], "the number of points is between 1 and"),
    (["--hadamard", "12"], "have 1, 2, 4, 8, … rows, not 12"),
    (["--circle", "3", "--digits", "0"], "--digits is between 1 and"),
    (["--circle", "3", "--error", "2"], "--error is a number between 0 and 1"),
    (["--points", "none.csv"], "the file `none.csv` does not exist"),
    (["--images", "none.csv"], "the file `none.csv` does not exist"),
    (["--images", "none.csv", "--unit"], "--unit goes with --points"),
    (
      ["--random-images", "3,4,1"],
      "--random-images is a count, the pixels, the channels and a seed"
    ),
    (["--random-images", "3,4x,1,1"], "such as 20,8x8,3,1, not `3,4x,1,1`"),
    (["--random-images", "3,0,1,1"], "a side of an image has between 1 and"),
    (["--random-images", "3,2x2x2,1,1"], "an image has one or two sides"),
    (["--random-images", "3,4,2,1"], "is one of vectors: it does not look at pixels"),
  ]

  @Test(arguments: badLines.indices)
  func badArgumentsAreRefused(_ number: Int) throws {
    let (arguments, message) = Self.badLines[number]
    let result = try Command.run(["condition", "kappa1"] + arguments)
    #expect(result.code == 2 && result.messages.contains(message), "\(result.report)")
  }

  @Test func valuesThatDoNotExistAreNamed() throws {
    let result = try Command.run(["condition", "log(t)", "--orthonormal", "2"])
    #expect(result.code == 2, "\(result.report)")
    #expect(result.messages.contains("has no value at t = 0, the cosine of points 1 and 2"))
  }

  @Test func repeatedPointsMakeTheMatrixSingular() throws {
    let result = try run("1,2\n3,4\n2,4\n")
    #expect(result.code == 0, "\(result.report)")
    #expect(result.output.contains("condition        infinite: the matrix is singular"))
    #expect(result.output.contains("K(e1 - e3) = 0: points 1 and 3 are the same"))
    #expect(result.output.contains("3 of 3 rows are not of unit length: normalised"))
  }

  /// On the circle t² - 3/4 is cos(2θ)/2 - 1/4, with a negative mean.
  @Test func indefiniteMatricesComeWithAWitness() throws {
    let result = try run("1,2\n3,4\n2,5\n", kernel: "t^2 - 3/4")
    #expect(result.output.contains("none: the matrix is not positive semidefinite"))
    #expect(result.output.contains("witness          vᵀKv = -"))
  }

  private static let shifted = "1,0\n0,1\n1,1\n\n0,1\n1,1\n1,0\n\n1,2\n3,1\n-1,2\n"

  /// Images and a kernel of images, in one run.
  private func images(
    _ kernel: String, _ arguments: [String] = [], contents: String = shifted
  ) throws -> Command.Run {
    try Command.withFolder { folder in
      try Data(contents.utf8).write(to: folder.appending(path: "images.csv"))
      return try Command.run(
        ["condition", kernel, "--images", "images.csv"] + arguments, in: folder)
    }
  }

  /// A shifted image is the same to global average pooling, which is seen as an eigenvalue near 0.
  @Test func nearlySingularMatricesComeWithABound() throws {
    let result = try images("cntk(3, 2, 3, gap)", ["--digits", "12"])
    #expect(result.code == 0, "\(result.report)")
    #expect(result.output.contains("images(\"images.csv\"): 3 images of 3 pixels, 2 channels"))
    #expect(result.output.contains("condition        not known: λ_min is not told apart from 0"))
    #expect(result.output.contains("(lower bound of the condition number if there is one)"))
    #expect(result.output.contains("·‖v‖, so an eigenvalue lies within"))
    let text = try images("cntk(3, 2, 3, gap)", ["--digits", "12", "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.output.utf8)) as? [String: Any])
    #expect(object["double_constant"] == nil && object["condition"] == nil)
    #expect(object["definiteness"] as? String == "undecided")
    let witness = try #require(object["witness"] as? [String: Any])
    #expect((witness["vector"] as? [String])?.count == 3 && witness["form"] == nil)
    let residual = try #require((witness["residual"] as? String).flatMap(Double.init))
    #expect(residual < 1e-12)
  }

  @Test func kernelsOfImagesHaveConditionNumbers() throws {
    let result = try images("cntk(3, 2, 3, trace)", ["--format", "json", "--digits", "10"])
    #expect(result.code == 0, "\(result.report)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let images = try #require(object["images"] as? [String: Any])
    #expect(images["count"] as? Int == 3 && images["pixels"] as? [Int] == [3])
    #expect(object["points"] == nil && object["condition"] != nil)
    // Rows that are counted off are the same images.
    let rows = Self.shifted.replacing("\n\n", with: "\n")
    let counted = try self.images(
      "ntk(serial(conv(1, 1), repeat(2, serial(conv(3, 2), relu)), trace, dense(1)))",
      ["--pixels", "3", "--format", "json", "--digits", "10"], contents: rows)
    let other = try #require(
      try JSONSerialization.jsonObject(with: Data(counted.output.utf8)) as? [String: Any])
    #expect(other["condition"] as? [String: String] == object["condition"] as? [String: String])
  }

  @Test(arguments: [
    ("cntk(3, 2, 4, gap)", "the images have 3 pixels; expected 4 pixels"),
    ("ntk(serial(conv(3, 2), relu, dense(1)))", "add a head: `pixel(i)`, `trace` or `gap`"),
    ("ntk(serial(conv(3, weight), relu, gap, dense(1)))", "unknown name `weight`"),
    ("t[1] + t[7]", "the kernel looks at pixel 7, and the images have the pixels 1 to 3"),
    ("log(t[1] - 2)", "has no value at images 1 and 1: the kernel has no value there"),
  ])
  func kernelsOfOtherImagesAreRefused(_ kernel: String, _ message: String) throws {
    let result = try images(kernel)
    #expect(result.code == 2 && result.output.isEmpty, "\(result.report)")
    #expect(result.messages.contains(message), "\(result.report)")
  }

  @Test func kernelsOfImagesAtPointsNameTheOption() throws {
    let result = try Command.run(["condition", "cgpk(3, 2, 4, gap)", "--circle", "3"])
    #expect(result.code == 2 && result.messages.contains("--random-images"), "\(result.report)")
  }

  /// The clock is looked at in every part: matrix, reduction, vectors, bounds.
  @Test(arguments: [
    ["fc_ntk(3)", "--sphere", "300,3,1"], ["t^2 - t + 1/10", "--sphere", "400,9,1"],
    ["cntk(3, 6, (4, 4), gap)", "--random-images", "30,4x4,3,1"],
  ])
  func timeLimitsAreKept(_ arguments: [String]) throws {
    let start = ContinuousClock.now
    let result = try Command.run(["condition"] + arguments + ["--time-limit", "0.2"])
    #expect(result.code == 3 && result.output.isEmpty, "\(result.report)")
    #expect(ContinuousClock.now - start < .seconds(30), "\(result.report)")
  }

  @Test func boundsByMeansAreForPositiveDefiniteMatrices() throws {
    for kernel in ["t", "t^2 - 3/4"] {
      let result = try run("1,2\n3,4\n2,5\n", kernel: kernel)
      #expect(result.output.contains("double constant  no bound: it is one for positive definite"))
      let text = try run("1,2\n3,4\n2,5\n", ["--format", "json"], kernel: kernel)
      #expect(!text.output.contains("double_constant"), "\(text.report)")
    }
  }

  /// ρ = 1 + 5/(π - 1).
  @Test func resultsAreOneJSONObject() throws {
    let result = try Command.run(
      ["condition", "fc_gpk(1)", "--orthonormal", "5", "--eigenvalues", "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    for key in ["lambda_min", "lambda_max", "condition", "double_constant"] {
      let ball = try #require(object[key] as? [String: String], "\(key)")
      #expect(ball["mid"] != nil && ball["rad"] != nil)
    }
    let condition = try #require(object["condition"] as? [String: String])
    #expect(condition["mid"]?.hasPrefix("3.3347110346212992999") == true)
    let eigenvalues = try #require(object["eigenvalues"] as? [[String: Any]])
    #expect(eigenvalues.compactMap { $0["multiplicity"] as? Int } == [4, 1])
  }
}
