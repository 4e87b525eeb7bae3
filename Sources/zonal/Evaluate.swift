import ArgumentParser
import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Reporting
import Syntax

/// `zonal evaluate`: values of a kernel with proven digits, at a cosine or on data.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Encloses values of a kernel: at an exact point, on two inputs, or on a data set.",
    discussion: """
      Inputs are files with one pixel a row and one channel a column, or one row for a vector: CSV with \
      decimals or fractions, taken exactly, or NPY. Only directions matter: every pixel (or vector) is \
      normalised. A data set has one vector a row; images are separated by empty lines (CSV) or are the first \
      axis (NPY).
      """)

  @OptionGroup var options: KernelOptions

  // A value such as -1/2 starts like an option and is one no less.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The cosine similarity, exact, such as 1/3 or 'sqrt(2)/2'.", valueName: "t"))
  var at: String?

  @Option(help: ArgumentHelp("The first input.", valueName: "file"))
  var x: String?

  @Option(help: ArgumentHelp("The second input.", valueName: "file"))
  var z: String?

  @Option(
    help: ArgumentHelp("A data set, for the kernel matrix of all its pairs.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Where the kernel matrix goes, .csv or .npy; its error bounds go to a file beside it.",
      valueName: "file"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many significant digits to certify.", valueName: "n"))
  var digits = 20

  @Option(help: "How to print it.")
  var format: PlainFormat = .text

  func validate() throws {
    let ways = [at != nil, x != nil || z != nil, data != nil].filter { $0 }.count
    guard ways == 1 else {
      throw ValidationError("give one of --at, --x with --z, and --data")
    }
    guard (x == nil) == (z == nil) else { throw ValidationError("--x and --z go together") }
    if output != nil && data == nil { throw ValidationError("--output goes with --data") }
    guard (1...1_000_000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 1000000")
    }
  }

  func run() throws {
    if let data { return try printMatrix(of: data) }
    if let x, let z { return try printValue(x, z) }
    guard let at else { return }
    let (written, elaborator) = try options.numericImageKernel()
    let diagonal = elaborator.store.cosine
    let table = elaborator.recurrences
    let kernel = try table.substituting(cosine: diagonal, in: written)
    let conditions = try elaborator.notedConditions.map {
      Condition(try table.substituting(cosine: diagonal, in: $0.expression), $0.requirement)
    }
    let term = try Term.parse(at, name: "--at")
    let point = try elaborator.kernel(
      term, in: SourceFile(path: "--at", text: at, kind: .bare))
    let value = try KernelValue(
      of: kernel, at: point, pointText: at, digits: digits, in: elaborator.store,
      under: conditions, holdsNear: { elaborator.holds($0, near: $1) })
    let report = ValueReport(
      kernel: options.kernel, point: at, value: value.decimal, exact: value.exact,
      isLimit: value.isLimit)
    print(format == .json ? try report.json() : report.text)
  }
}
