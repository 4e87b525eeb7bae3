import ArgumentParser
import Arithmetic
import Expressions
import Foundation
import Language
import Reporting
import Spectra
import Syntax

/// `zonal spectrum`: Funk–Hecke eigenvalues of a kernel.
struct Spectrum: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Encloses the eigenvalues of a kernel on a sphere.",
    discussion: """
      The integral operator is taken with respect to the uniform probability measure on S^(D-1), so \
      that multiplicity times eigenvalue sums to K(1). For kernels of images it is the product of such \
      measures, one a pixel, and a frequency is a list of one number a pixel; parts of the kernel that \
      are no sums or products of others may depend on up to four pixels.
      """)

  @OptionGroup var options: KernelOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The D of the sphere S^(D-1), at least 2.", valueName: "D"))
  var dimension: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The frequencies, such as 0...20.", valueName: "A...B"))
  var frequencies = "0...20"

  @Option(
    name: .customLong("digits"), parsing: .unconditional,
    help: ArgumentHelp(
      "How many significant digits to certify (default: 20; for images about 8).", valueName: "n"))
  var requestedDigits: Int?

  var digits: Int { requestedDigits ?? 20 }

  @Option(help: "How to print them.")
  var format: PlainFormat = .text

  func validate() throws {
    guard (2...1000).contains(dimension) else {
      throw ValidationError("--dimension is between 2 and 1000")
    }
    guard (1...10_000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 10000")
    }
    _ = try FrequencyRange(frequencies)
  }

  func run() throws {
    let (kernel, elaborator) = try options.numericImageKernel()
    if elaborator.store.cosines(in: kernel).contains(where: { $0 != .cosine }) {
      return try printMultisphere(kernel, elaborator)
    }
    let degrees = try FrequencyRange(frequencies).degrees
    let store = elaborator.store
    let exact = ExactSpectrum(of: kernel, in: store)
    Messages.progress("integrating \(options.kernel) against \(degrees.count) harmonics")
    let values = try eigenvalues(of: kernel, store, degrees, exact)
    Messages.endProgress()
    let rows = zip(degrees, values).map { k, value in
      let form = exact.eigenvalue(dimension: dimension, degree: k)
      let known = form.flatMap { store.rationalValue($0) }
      // A rational number in closed form is printed as it is where its decimals end soon.
      let ball = known.map { RealBall($0, precision: precision) } ?? value
      return SpectrumReport.Eigenvalue(
        k: k, multiplicity: SphericalHarmonics.multiplicity(dimension: dimension, degree: k),
        ball: ball.decimal(upTo: digits + 1), exact: form.flatMap { shortText(of: $0, store) })
    }
    let total = try KernelValue(
      of: kernel, at: store.rational(1), pointText: "1", digits: digits, in: store)
    let trace = TraceIdentity(
      values, degrees: degrees, dimension: dimension, of: kernel, in: store, value: total.ball,
      precision: precision)
    noteShortfall(zip(degrees, values).filter { !exact.vanishes(degree: $0.0) }.map(\.1))
    let report = SpectrumReport(
      kernel: options.kernel, dimension: dimension, eigenvalues: rows,
      trace: .init(
        sum: trace.sum.decimal(upTo: digits), value: total.decimal,
        tail: trace.tail?.decimal(upTo: digits),
        tailBound: trace.tailBound.map { RealBall.zero.widened(by: $0).decimal(upTo: 3).rad },
        isSumKnown: isSumKnown(trace, total.ball)))
    print(format == .json ? try report.json() : report.text)
  }

  /// Whether the sum is enclosed more narrowly than K(1) itself is large.
  private func isSumKnown(_ trace: TraceIdentity, _ total: RealBall) -> Bool {
    trace.sum.radius <= total.magnitude || trace.sum.radius <= trace.sum.lowerMagnitude
  }

  /// Says that eigenvalues are enclosed to fewer digits than asked for.
  ///
  /// What is below 2^(-floor) may be 0 as far as quadrature can tell.
  private func noteShortfall(_ values: [RealBall]) {
    let tolerance = RealBall(
      Rational(Integer(1), over: Integer(10).power(digits - 1)), precision: 64
    ).magnitude
    let count = values.count { value in
      let size = value.lowerMagnitude
      return size.isZero || value.radius > size * tolerance
    }
    if count == 0 { return }
    let limit = Int((Double(floor) * 0.30103).rounded(.down))
    Messages.write(
      "note: \(count) of \(values.count) eigenvalues are not enclosed to \(digits) digits: they are small "
        + "or zero, and enclosures go down to 10^-\(limit) only; ask for more --digits to go further"
    )
  }

  /// The bits after the point beyond which small eigenvalues are given up.
  private var floor: Int { 16 * digits + 512 }

  private var precision: Int { Int(Double(digits) * 3.33) + 64 }

  /// The longest exact form that is shown.
  private static let exactLength = 60

  private func shortText(of form: Expressions.Expression, _ store: ExpressionStore) -> String? {
    let text = store.text(form)
    return text.count <= Self.exactLength && !text.contains("\n") ? text : nil
  }

  private func eigenvalues(
    of kernel: Expressions.Expression, _ store: ExpressionStore, _ degrees: ClosedRange<Int>,
    _ exact: ExactSpectrum
  ) throws -> [RealBall] {
    do {
      return try FunkHecke.eigenvalues(
        of: KernelMeridian(kernel, in: store), dimension: dimension, degrees: degrees,
        digits: digits, floor: floor, vanishing: exact.vanishes)
    } catch {
      Messages.endProgress()
      throw UsageError(
        message: "the eigenvalues of `\(options.kernel)` could not be certified: "
          + Messages.explanation(of: error))
    }
  }
}
