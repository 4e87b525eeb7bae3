import ArgumentParser
import Arithmetic
import Expressions
import Reporting
import Series
import Verification

/// `zonal expand`: Taylor coefficients of a kernel.
struct Expand: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Expands a kernel in powers of the cosine similarity.")

  @OptionGroup var options: KernelOptions

  @Option(help: ArgumentHelp("The point of expansion.", valueName: "t"))
  var at = "0"

  @Option(help: ArgumentHelp("How many coefficients, from that of t^0 on.", valueName: "n"))
  var terms = 16

  @Option(help: ArgumentHelp("Absolute accuracy 2^-bits of each coefficient.", valueName: "bits"))
  var bits = 64

  @Flag(help: "Print the coefficients in exact form as well.")
  var exact = false

  @Option(help: "How to print them.")
  var format: OutputFormat = .text

  func validate() throws {
    guard at == "0" else {
      throw ValidationError("this version expands at 0 only; `--at \(at)` is not available")
    }
    guard (1...10_000_000).contains(terms) else {
      throw ValidationError("--terms is between 1 and 10000000")
    }
    guard (1...1_000_000).contains(bits) else {
      throw ValidationError("--bits is between 1 and 1000000")
    }
    if format == .latex { throw ValidationError("coefficients are printed as text or json") }
  }

  func run() throws {
    let report = try exact ? exactReport() : numericReport()
    print(format == .json ? try report.json() : report.text)
  }
}
