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
      random points that are the same on every machine, or one of the special sets. For a kernel of images it \
      has one row for each image of a file, or for each random one.
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
    defer { Messages.endProgress() }
    let job = Job(
      limits: Limits(resources: options.limits.resources),
      bits: Int(Double(digits) * 3.3219280948873626) + 4)
    let report: ConditionReport
    switch try points.description() {
    case .points(let description): report = try self.report(description, job)
    case .images(let description): report = try self.report(description, job)
    }
    Messages.endProgress()
    print(format == .json ? try report.json() : report.text)
  }

  /// How well to compute, and how long.
  struct Job {
    let limits: Limits
    let bits: Int
    let workers = Workers.available
  }

  private func report(_ description: PointDescription, _ job: Job) throws -> ConditionReport {
    let (kernel, elaborator) = try options.numericImageKernel()
    guard elaborator.store.cosines(in: kernel).allSatisfy({ $0 == .cosine }) else {
      throw UsageError(
        message: "the kernel `\(options.kernel)` is one of images: give it --images or "
          + "--random-images, or take 'at(K, t)', the function of t where all cosines are t")
    }
    let set = try points.points(description, check: job.limits.check)
    let matrix = KernelMatrix(kernel, of: set, in: elaborator.store)
    let (result, clusters) = try certify(matrix, "points", job)
    let bound = try SmallestEigenvalueBound(
      of: kernel, at: set, in: elaborator.store, bits: min(job.bits, 40), check: job.limits.check)
    return try report(
      .init(points: set, description: description.text), result, bound, clusters)
  }

  /// The enclosures of a matrix's eigenvalues.
  func certify(
    _ matrix: some RefinableMatrix, _ inputs: String, _ job: Job
  ) throws -> (KernelCondition, [EigenvalueCluster]?) {
    Messages.progress(
      "reducing the matrix of \(options.kernel) at \(matrix.count) \(inputs)")
    do {
      let result = try matrix.condition(
        bits: job.bits, workers: job.workers, check: job.limits.check)
      let clusters =
        eigenvalues
        ? try matrix.eigenvalueClusters(
          precision: result.extremes.precision, workers: job.workers, check: job.limits.check)
        : nil
      try job.limits.check()
      return (result, clusters)
    } catch let error as KernelMatrixError {
      throw UsageError(message: error.text("the kernel `\(options.kernel)`"))
    }
  }

  func report(
    _ inputs: ConditionReport.Inputs, _ result: KernelCondition, _ bound: SmallestEigenvalueBound?,
    _ clusters: [EigenvalueCluster]?
  ) throws -> ConditionReport {
    ConditionReport(
      kernel: options.kernel, inputs: inputs, result: result, bound: bound, clusters: clusters,
      digits: digits, trainingError: try trainingError())
  }
}
