import Arithmetic
import Expressions
import Language
import Recurrences
import Reporting
import Spectra

extension Spectrum {
  /// More eigenvalues than this are no list.
  private static let rowLimit = 20_000
  private static let pixelLimit = 3

  /// Eigenvalues of a kernel of images on the product of one sphere a pixel.
  func printMultisphere(_ kernel: Expressions.Expression, _ elaborator: Elaborator) throws {
    let store = elaborator.store
    let cosines = store.cosines(in: kernel)
    try check(cosines)
    let range = try FrequencyRange(frequencies).degrees
    let count = cosines.reduce(1) { product, _ in
      product.multipliedReportingOverflow(by: range.count).partialValue
    }
    guard range.upperBound <= 1000, count <= Self.rowLimit, count > 0 else {
      throw UsageError(
        message: "\(cosines.count) pixels have more than \(Self.rowLimit) such frequencies; "
          + "ask for fewer with --frequencies")
    }
    let digits = requestedDigits ?? 8
    Messages.progress("integrating \(options.kernel) over \(cosines.count) pixels")
    let values = try multisphere(kernel, store, cosines, range, digits)
    Messages.endProgress()
    let precision = 4 * digits + 64
    var sum = RealBall.zero
    let rows = multiIndices(range, count: cosines.count).map { index in
      let multiplicity = index.reduce(Integer.one) {
        $0 * SphericalHarmonics.multiplicity(dimension: dimension, degree: $1)
      }
      sum = sum.adding(
        values[index].multiplied(by: Rational(multiplicity), precision: precision),
        precision: precision)
      return MultisphereReport.Eigenvalue(
        k: index, multiplicity: multiplicity, ball: values[index].decimal(upTo: digits + 1))
    }
    let one = store.rational(1)
    let diagonal = try elaborator.recurrences.substituting(cosine: one, in: kernel)
    let total = try KernelValue(
      of: diagonal, at: one, pointText: "1", digits: digits, in: store)
    let report = MultisphereReport(
      kernel: options.kernel, dimension: dimension, cosines: cosines.map(\.name),
      eigenvalues: rows, traceSum: sum.decimal(upTo: digits), traceValue: total.decimal)
    print(format == .json ? try report.json() : report.text)
  }

  private func check(_ cosines: [Symbol]) throws {
    guard cosines.allSatisfy({ Set($0.pixels ?? []).count == 1 }) else {
      throw UsageError(
        message:
          "the kernel `\(options.kernel)` compares different pixels of two images, as global "
          + "average pooling does, and is no kernel on a product of spheres; its nonzero eigenvalues are "
          + "among those of the same network with the head `trace`")
    }
    guard cosines.count <= Self.pixelLimit else {
      throw UsageError(
        message:
          "the kernel `\(options.kernel)` depends on \(cosines.count) pixels; eigenvalues are "
          + "computed for up to \(Self.pixelLimit)")
    }
  }

  /// All lists of frequencies, the last number running fastest.
  private func multiIndices(_ range: ClosedRange<Int>, count: Int) -> [[Int]] {
    (0..<count).reduce([[]]) { lists, _ in lists.flatMap { list in range.map { list + [$0] } } }
  }

  private func multisphere(
    _ kernel: Expressions.Expression, _ store: ExpressionStore, _ cosines: [Symbol],
    _ range: ClosedRange<Int>, _ digits: Int
  ) throws -> MultisphereEigenvalues {
    // Eigenvalues of kernels with kinks fall about like k^(−d) along each axis.
    let width = Int.bitWidth - (range.upperBound + 1).leadingZeroBitCount
    let accuracy = digits * 10 / 3 + width * (dimension + cosines.count) + 4
    do {
      return try MultisphereSpectrum.eigenvalues(
        of: kernel, in: store, cosines: cosines, dimension: dimension,
        degrees: cosines.map { _ in range.upperBound }, accuracy: accuracy)
    } catch {
      Messages.endProgress()
      throw UsageError(
        message: "the eigenvalues of `\(options.kernel)` could not be certified: "
          + Messages.explanation(of: error))
    }
  }
}
