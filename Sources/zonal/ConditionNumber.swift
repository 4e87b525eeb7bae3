import ArgumentParser
import Arithmetic
import Conditioning
import DataFiles
import Expressions
import Foundation
import Language
import Matrices
import Reporting
import Verification

/// `zonal condition`: the extreme eigenvalues and the condition number of a kernel matrix.
struct ConditionNumber: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "condition",
    abstract: "Encloses the condition number of a kernel's matrix at given points.",
    discussion: """
      The matrix has the entries K(x·z/(|x||z|)) for the rows x, z of the points: the rows of a file, \
      random points that are the same on every machine, or one of the special sets.
      """)

  @OptionGroup var options: KernelOptions
  @OptionGroup var points: PointOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many significant digits to certify.", valueName: "n"))
  var digits = 20

  @Flag(help: "Print all eigenvalues; those not told apart as clusters.")
  var eigenvalues = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The error to which training times refer.", valueName: "e"))
  var error = "1/1000"

  @Option(help: "How to print them.")
  var format: PlainFormat = .text

  func validate() throws {
    guard (1...1000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 1000")
    }
    _ = try trainingError()
    _ = try points.description()
  }

  private func trainingError() throws -> Rational {
    guard let value = Rational(error), value > 0, value < 1 else {
      throw ValidationError("--error is a number between 0 and 1, not `\(error)`")
    }
    return value
  }

  func run() throws {
    let limits = Limits(resources: options.limits.resources)
    defer { Messages.endProgress() }
    let (kernel, elaborator) = try options.numericKernel()
    let description = try points.description()
    let set = try points.points(description)
    let matrix = KernelMatrix(kernel, of: set, in: elaborator.store)
    let workers = Workers.available
    Messages.progress("reducing the matrix of \(options.kernel) at \(set.count) points")
    let bits = Int(Double(digits) * 3.3219280948873626) + 4
    let result: KernelCondition
    let clusters: [EigenvalueCluster]?
    do {
      result = try matrix.condition(bits: bits, workers: workers, check: limits.check)
      clusters =
        eigenvalues
        ? try matrix.eigenvalueClusters(
          precision: result.extremes.precision, workers: workers, check: limits.check)
        : nil
    } catch let error as KernelMatrixError {
      throw UsageError(message: Self.message(of: error, options.kernel))
    }
    try limits.check()
    let bound = SmallestEigenvalueBound(
      of: kernel, at: set, in: elaborator.store, bits: min(bits, 40))
    Messages.endProgress()
    let report = ConditionReport(
      kernel: options.kernel, points: description.text, set: set, result: result,
      bound: bound, clusters: clusters, digits: digits, trainingError: try trainingError())
    print(format == .json ? try report.json() : report.text)
  }

  private static func message(of error: KernelMatrixError, _ kernel: String) -> String {
    switch error {
    case .undefined(let i, let j, let cosine):
      "the kernel `\(kernel)` has no value at t = \(cosine), the cosine of points \(i + 1) and "
        + "\(j + 1)"
    case .unbound(let name): "the kernel `\(kernel)` depends on `\(name)`, which has no value"
    }
  }
}

/// Where the points come from.
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

  @Flag(help: "Refuse rows of the file that are not of unit length to within 10^-6.")
  var unit = false

  /// The one description that the options give.
  func description() throws -> PointDescription {
    let given =
      [
        file.map(PointDescription.file), try sphere.map(Self.sphere),
        circle.map(PointDescription.circle), orthonormal.map(PointDescription.orthonormal),
        hadamard.map(PointDescription.hadamard),
      ].compactMap { $0 }
    guard let first = given.first, given.count == 1 else {
      throw ValidationError(
        "expected one of --points, --sphere, --circle, --orthonormal and --hadamard, not "
          + (given.isEmpty ? "none" : "\(given.count) of them"))
    }
    if let problem = first.problem { throw ValidationError("\(first.text): \(problem)") }
    return first
  }

  private static func sphere(_ text: String) throws -> PointDescription {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Int($0.trimmingCharacters(in: .whitespaces))
    }
    guard numbers.count == 3, let count = numbers[0], let dimension = numbers[1],
      let seed = numbers[2]
    else {
      throw ValidationError(
        "--sphere is a count, a dimension and a seed such as 300,5,1, not `\(text)`")
    }
    return .sphere(count: count, dimension: dimension, seed: seed)
  }

  func points(_ description: PointDescription) throws -> PointSet {
    do {
      return try description.points(lengths: unit ? .checked : .normalized) {
        try Files.contents(at: $0)
      }
    } catch let error as DataFileError {
      throw UsageError(message: error.description)
    }
  }
}
