import ArgumentParser
import Arithmetic
import Expressions
import Language
import Reporting
import Syntax

/// `zonal evaluate`: one value of a kernel with proven digits.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Encloses the value of a kernel at an exact point.")

  @OptionGroup var options: KernelOptions

  // A value such as -1/2 starts like an option and is one no less.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The cosine similarity, exact, such as 1/3 or 'sqrt(2)/2'.", valueName: "t"))
  var at: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many significant digits to certify.", valueName: "n"))
  var digits = 20

  @Option(help: "How to print it.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (1...1_000_000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 1000000")
    }
    if format == .latex { throw ValidationError("values are printed as text or json") }
  }

  func run() throws {
    let (kernel, elaborator) = try options.numericKernel()
    let conditions = elaborator.notedConditions
    let term = try Term.parse(at, name: "--at")
    let point = try elaborator.kernel(
      term, in: SourceFile(path: "--at", text: at, kind: .bare))
    let value = try KernelValue(
      of: kernel, at: point, pointText: at, digits: digits, in: elaborator.store,
      under: conditions)
    let report = ValueReport(
      kernel: options.kernel, point: at, value: value.decimal, exact: value.exact,
      isLimit: value.isLimit)
    print(format == .json ? try report.json() : report.text)
  }
}
