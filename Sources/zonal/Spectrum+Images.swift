import Arithmetic
import Expressions
import Language
import Recurrences
import Reporting
import Spectra

extension Spectrum {
  /// More eigenvalues than this are no list.
  private static let rowLimit = 20_000

  /// Eigenvalues of a kernel of images on the product of one sphere a pixel.
  func printMultisphere(_ kernel: Expressions.Expression, _ elaborator: Elaborator) throws {
    let store = elaborator.store
    if store.cosines(in: kernel).allSatisfy({ Set($0.pixels ?? []).count == 1 }) {
      return try printOnProduct(kernel, elaborator)
    }
    guard let pooled = PooledKernel(kernel, in: store) else {
      throw UsageError(
        message:
          "the kernel `\(options.kernel)` compares different pixels of two images and is no kernel on "
          + "a product of spheres, nor proved to be the average of one over cyclic shifts, as that of global "
          + "average pooling is")
    }
    let values = try multisphere(pooled.trace, pooled.cosines, store)
    let rows = values.indices.map(ShiftOrbit.init).filter(\.isRepresentative).map { orbit in
      row(orbit.index, orbit.multiplicity(dimension: dimension), values)
    }
    try show(
      MultisphereReport(
        kernel: options.kernel, dimension: dimension, cosines: pooled.cosines.map(\.name),
        isPooled: true, eigenvalues: rows, trace: nil))
  }

  private func printOnProduct(
    _ kernel: Expressions.Expression, _ elaborator: Elaborator
  ) throws {
    let store = elaborator.store
    let cosines = store.cosines(in: kernel)
    let values = try multisphere(kernel, cosines, store)
    let precision = 4 * certifiedDigits + 64
    var sum = RealBall.zero
    let rows = values.indices.map { index in
      let multiplicity = index.reduce(Integer.one) {
        $0 * SphericalHarmonics.multiplicity(dimension: dimension, degree: $1)
      }
      sum = sum.adding(
        values.found[index].multiplied(by: Rational(multiplicity), precision: precision),
        precision: precision)
      return row(index, multiplicity, values)
    }
    let one = store.rational(1)
    let diagonal = try elaborator.recurrences.substituting(cosine: one, in: kernel)
    let total = try KernelValue(
      of: diagonal, at: one, pointText: "1", digits: certifiedDigits, in: store)
    let isClosed = values.range.lowerBound == 0 && store.isPositiveDefinite(kernel)
    let tail =
      isClosed ? TraceIdentity.tail(beyond: sum, of: total.ball, precision: precision) : nil
    try show(
      MultisphereReport(
        kernel: options.kernel, dimension: dimension, cosines: cosines.map(\.name),
        eigenvalues: rows,
        trace: .init(
          sum: sum.decimal(upTo: certifiedDigits), value: total.decimal,
          tail: tail?.decimal(upTo: certifiedDigits))))
  }

  private func show(_ report: MultisphereReport) throws {
    print(format == .json ? try report.json() : report.text)
  }

  private func row(
    _ index: [Int], _ multiplicity: Integer, _ values: Values
  ) -> MultisphereReport.Eigenvalue {
    .init(
      k: index, multiplicity: multiplicity,
      ball: values.found[index].decimal(upTo: certifiedDigits + 1))
  }

  /// The digits asked for, or about 8.
  private var certifiedDigits: Int { requestedDigits ?? 8 }

  /// Eigenvalues for all lists of frequencies of a range.
  private struct Values {
    let found: MultisphereEigenvalues
    let range: ClosedRange<Int>

    /// All lists of frequencies, the last number running fastest.
    var indices: [[Int]] {
      found.degrees.reduce([[]]) { lists, _ in lists.flatMap { list in range.map { list + [$0] } } }
    }
  }

  private func multisphere(
    _ kernel: Expressions.Expression, _ cosines: [Symbol], _ store: ExpressionStore
  ) throws -> Values {
    let range = try FrequencyRange(frequencies).degrees
    let count = cosines.reduce(1.0) { product, _ in product * Double(range.count) }
    guard range.upperBound <= 1000, count <= Double(Self.rowLimit) else {
      throw UsageError(
        message: "\(cosines.count) pixels have more than \(Self.rowLimit) such frequencies; "
          + "ask for fewer with --frequencies")
    }
    Messages.progress("integrating \(options.kernel) over \(cosines.count) pixels")
    defer { Messages.endProgress() }
    // Eigenvalues of kernels with kinks fall about like k^(−d) along each axis.
    let width = Int.bitWidth - (range.upperBound + 1).leadingZeroBitCount
    let accuracy = certifiedDigits * 10 / 3 + width * (dimension + cosines.count) + 4
    do {
      let found = try MultisphereSpectrum.eigenvalues(
        of: kernel, in: store, cosines: cosines, dimension: dimension,
        degrees: cosines.map { _ in range.upperBound }, accuracy: accuracy)
      return Values(found: found, range: range)
    } catch let error as SpectrumError {
      throw UsageError(
        message: "the eigenvalues of `\(options.kernel)` could not be certified: "
          + Messages.explanation(of: error))
    }
  }
}
