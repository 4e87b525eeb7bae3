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
    ([], "expected one of --points, --sphere, --circle, --orthonormal and --hadamard, not none"),
    (["--circle", "3", "--hadamard", "4"], "not 2 of them"),
    (["--sphere", "3,4"], "--sphere is a count, a dimension and a seed such as 300,5,1"),
    (["--sphere", "3,1,1"], "needs a dimension d of at least 2"),
    (["--circle", "0"], "the number of points is between 1 and"),
    (["--hadamard", "12"], "have 1, 2, 4, 8, … rows, not 12"),
    (["--circle", "3", "--digits", "0"], "--digits is between 1 and"),
    (["--circle", "3", "--error", "2"], "--error is a number between 0 and 1"),
    (["--points", "none.csv"], "the file `none.csv` does not exist"),
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
