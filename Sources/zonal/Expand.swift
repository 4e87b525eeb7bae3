import ArgumentParser
import Arithmetic
import Expressions
import Language
import Puiseux
import Recurrences
import Reporting
import Series
import Verification

/// `zonal expand`: the Taylor coefficients of a kernel, or its Puiseux series at a pole.
struct Expand: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Expands a kernel in powers of t, or of s = 1 - t or 1 + t at a pole.",
    discussion: """
      At 0 the coefficients are enclosed to --bits, or written in exact form with --exact. At 1 and -1 the \
      expansion is a Puiseux series in s >= 0, with exact coefficients in which parameters may stay symbols.
      Kernels of images are expanded at 0 in the cosines t[i] between pixels, up to a total degree below \
      --terms (default 4) or in a --box.
      """)

  @OptionGroup var options: KernelOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The point of expansion: 0, 1 or -1.", valueName: "t"))
  var at = "0"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many coefficients, from that of t^0 on; at a pole, terms that are not zero. "
        + "(default: 16; at a pole 6)", valueName: "n"))
  var terms: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "At a pole, enclose what the terms leave out, for all 0 < s <= s0.", valueName: "s0"))
  var within: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Absolute accuracy 2^-bits of each coefficient.", valueName: "bits"))
  var bits = 64

  @Option(
    help: ArgumentHelp(
      "Kernels of images: exponents below these numbers, one for each cosine.", valueName: "n,m,…"))
  var box: String?

  @Option(
    help: ArgumentHelp(
      "Kernels of images: only coefficients with powers of these pixels alone.", valueName: "i,j,…")
  )
  var along: String?

  @Flag(help: "Print the coefficients in exact form as well.")
  var exact = false

  @Option(help: "How to print them.")
  var format: OutputFormat = .text

  func validate() throws {
    guard at == "0" || pole != nil else {
      throw ValidationError("kernels are expanded at 0, 1 and -1; `--at \(at)` is not available")
    }
    let limit = pole == nil ? 10_000_000 : 1000
    guard (1...limit).contains(count) else {
      throw ValidationError("--terms is between 1 and \(limit)")
    }
    guard (1...1_000_000).contains(bits) else {
      throw ValidationError("--bits is between 1 and 1000000")
    }
    if let within {
      guard pole != nil else { throw ValidationError("--within goes with --at 1 or --at -1") }
      guard let distance = Rational(within), distance.signum > 0, distance <= 2 else {
        throw ValidationError("--within is a number in (0, 2], such as 1/4")
      }
    }
    if format == .latex && pole == nil {
      throw ValidationError("coefficients at 0 are printed as text or json")
    }
  }

  private var pole: Pole? { Rational(at).flatMap(Pole.init) }

  /// How many coefficients or terms are asked for.
  var count: Int { terms ?? (pole == nil ? 16 : 6) }

  func run() throws {
    if let pole { return try run(at: pole) }
    let (kernel, elaborator) = try exact ? options.elaborated() : options.numericImageKernel()
    let store = elaborator.store
    if store.cosines(in: kernel).contains(where: { $0 != .cosine }) {
      return try printPixelCoefficients(of: kernel, store)
    }
    if box != nil || along != nil {
      throw UsageError(message: "--box and --along are for kernels of images")
    }
    guard !elaborator.recurrences.hasVaryingElements(in: kernel) else {
      throw UsageError(
        message: "with the depth as a symbol there is no expansion at 0; write a number for the "
          + "depth of `\(options.kernel)`, or expand it with --at 1 or --at -1")
    }
    let exactForms = exact ? try exactCoefficients(of: kernel, store) : nil
    if store.symbols(in: kernel).contains(where: { $0 != .cosine }), let exactForms {
      let elements = elaborator.recurrences.glossary(of: exactForms)
      var names = FormulaOptions()
      names.names = elements.names
      let report = ExpansionReport(
        kernel: options.kernel,
        coefficients: exactForms.enumerated().map { n, form in
          ExpansionReport.Coefficient(
            n: n, ball: nil, exact: store.layout(of: form, options: names).text)
        }, definitions: elements.definitions)
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
    guard let forms = ExactTaylor.coefficients(of: kernel, count: count, in: store) else {
      throw UsageError(
        message: "the first \(count) coefficients are too large to write in exact form; "
          + "ask for fewer with --terms")
    }
    return forms
  }

  /// The coefficients within 2^-(bits + 1), so that printing stays within 2^-bits.
  private func numericCoefficients(
    of kernel: Expression, _ store: ExpressionStore
  ) throws -> [RealBall] {
    Messages.progress("expanding \(options.kernel) to \(count) terms")
    defer { Messages.endProgress() }
    do {
      return try TaylorExpansion.expand(
        kernel, in: store, order: count, goal: .absolute(bits: bits + 1)
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
