import ArgumentParser
import Arithmetic
import Expressions
import Language
import Reporting
import Series
import Verification

/// `zonal expand`: Taylor coefficients of a kernel.
struct Expand: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Expands a kernel in powers of the cosine similarity.")

  @OptionGroup var options: KernelOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The point of expansion.", valueName: "t"))
  var at = "0"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many coefficients, from that of t^0 on.", valueName: "n"))
  var terms = 16

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Absolute accuracy 2^-bits of each coefficient.", valueName: "bits"))
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
    let (kernel, elaborator) = try exact ? options.elaborated() : options.numericKernel()
    let store = elaborator.store
    let exactForms = exact ? try exactCoefficients(of: kernel, store) : nil
    if store.symbols(in: kernel).contains(where: { $0 != .cosine }), let exactForms {
      let report = ExpansionReport(
        kernel: options.kernel,
        coefficients: exactForms.enumerated().map { n, form in
          ExpansionReport.Coefficient(
            n: n, ball: nil, exact: store.layout(of: form).text)
        })
      print(format == .json ? try report.json() : report.text)
      return
    }
    let series = try numericCoefficients(of: kernel, store)
    // Enough decimals that rounding to them fits into the accuracy asked for.
    let decimals = Int(Double(bits + 8) * 0.30103) + 2
    let rows = series.enumerated().map { n, ball in
      let known = exactForms.flatMap { store.rationalValue($0[n]) }
      let best = known.map { RealBall($0, precision: bits + 32) } ?? ball
      return ExpansionReport.Coefficient(
        n: n, ball: best.decimal(decimals: decimals),
        exact: exactForms.map { store.layout(of: $0[n]).text })
    }
    let report = ExpansionReport(kernel: options.kernel, coefficients: rows)
    print(format == .json ? try report.json() : report.text)
  }

  private func exactCoefficients(
    of kernel: Expression, _ store: ExpressionStore
  ) throws -> [Expressions.Expression] {
    guard let forms = ExactTaylor.coefficients(of: kernel, count: terms, in: store) else {
      throw UsageError(
        message: "the first \(terms) coefficients are too large to write in exact form; "
          + "ask for fewer with --terms")
    }
    return forms
  }

  /// The coefficients within 2^-(bits + 1), so that printing stays within 2^-bits.
  private func numericCoefficients(
    of kernel: Expression, _ store: ExpressionStore
  ) throws -> [RealBall] {
    Messages.progress("expanding \(options.kernel) to \(terms) terms")
    defer { Messages.endProgress() }
    do {
      return try TaylorExpansion.expand(
        kernel, in: store, order: terms, goal: .absolute(bits: bits + 1)
      ).coefficients
    } catch {
      let reached = error.best.map { series in
        "; the best radius reached is \(RealBall.zero.widened(by: series.largestError).decimal(upTo: 3).rad)"
      }
      throw UsageError(
        message: "the expansion of `\(options.kernel)` failed: "
          + (error.reason?.description ?? "the accuracy was not reached") + (reached ?? ""))
    }
  }
}
