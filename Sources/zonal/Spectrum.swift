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
      The integral operator is taken with respect to the uniform probability measure on S^(D-1), so
      that multiplicity times eigenvalue sums to K(1).
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
    parsing: .unconditional,
    help: ArgumentHelp("How many significant digits to certify.", valueName: "n"))
  var digits = 20

  @Option(help: "How to print them.")
  var format: OutputFormat = .text

  func validate() throws {
    guard (2...1000).contains(dimension) else {
      throw ValidationError("--dimension is between 2 and 1000")
    }
    guard (1...10_000).contains(digits) else {
      throw ValidationError("--digits is between 1 and 10000")
    }
    if format == .latex { throw ValidationError("eigenvalues are printed as text or json") }
    _ = try range()
  }

  /// The largest frequency.
  private static let frequencyLimit = 1_000_000

  private func range() throws -> ClosedRange<Int> {
    let ends = frequencies.components(separatedBy: "...").map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last,
      last <= Self.frequencyLimit
    else {
      throw ValidationError(
        "--frequencies is a range such as 0...20, with natural numbers up to "
          + "\(Self.frequencyLimit) in order, not `\(frequencies)`")
    }
    return first...last
  }

  func run() throws {
    let (kernel, elaborator) = try options.numericKernel()
    let degrees = try range()
    Messages.progress("integrating \(options.kernel) against \(degrees.count) harmonics")
    let values = try eigenvalues(of: kernel, elaborator.store, degrees)
    Messages.endProgress()
    let precision = Int(Double(digits) * 3.33) + 64
    var sum = RealBall.zero
    var rows: [SpectrumReport.Eigenvalue] = []
    for (k, value) in zip(degrees, values) {
      let count = SphericalHarmonics.multiplicity(dimension: dimension, degree: k)
      let weight = RealBall(Rational(count), precision: precision)
      sum = sum.adding(weight.multiplied(by: value, precision: precision), precision: precision)
      rows.append(.init(k: k, multiplicity: count, ball: value.decimal(upTo: digits + 1)))
    }
    let one = elaborator.store.rational(1)
    let total = try KernelValue(
      of: kernel, at: one, pointText: "1", digits: digits, in: elaborator.store)
    let report = SpectrumReport(
      kernel: options.kernel, dimension: dimension, eigenvalues: rows,
      traceSum: sum.decimal(upTo: digits), traceValue: total.decimal)
    print(format == .json ? try report.json() : report.text)
  }

  private func eigenvalues(
    of kernel: Expressions.Expression, _ store: ExpressionStore, _ degrees: ClosedRange<Int>
  ) throws -> [RealBall] {
    do {
      return try FunkHecke.eigenvalues(
        of: KernelMeridian(kernel, in: store), dimension: dimension, degrees: degrees,
        digits: digits, floor: 16 * digits + 512)
    } catch {
      Messages.endProgress()
      throw UsageError(
        message: "the eigenvalues of `\(options.kernel)` could not be certified: "
          + Messages.explanation(of: error))
    }
  }
}
