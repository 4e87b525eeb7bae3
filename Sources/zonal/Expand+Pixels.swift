import Arithmetic
import Expressions
import Reporting
import Series

// Kernels of images: coefficients of monomials in the cosines between pixels.
extension Expand {
  /// Expands a kernel of several cosines at 0.
  func printPixelCoefficients(of kernel: Expression, _ store: ExpressionStore) throws {
    if exact {
      throw UsageError(
        message: "coefficients in several cosines are enclosed, not written in exact form; "
          + "leave out --exact")
    }
    let (restricted, variables) = try chosen(kernel, store)
    let truncation = try truncation(variables)
    guard truncation.size(variableCount: variables.count) <= Self.monomialLimit else {
      throw UsageError(
        message: "these are more than \(Self.monomialLimit) coefficients; ask for fewer with "
          + "--terms, --box or --along")
    }
    let series = try pixelSeries(restricted, store, variables, truncation)
    let decimals = Int(Double(bits + 8) * 0.30103) + 2
    let report = PixelExpansionReport(
      kernel: options.kernel, variables: variables.map(\.name),
      coefficients: series.coefficients.map { exponents, ball in
        .init(n: exponents, ball: ball.decimal(decimals: decimals))
      })
    print(format == .json ? try report.json() : report.text)
  }

  private static let monomialLimit = 1_000_000

  /// The kernel as a function of the cosines that are expanded in; the others are 0.
  ///
  /// Taking the others to be 0 keeps the coefficients of monomials without them.
  private func chosen(
    _ kernel: Expression, _ store: ExpressionStore
  ) throws -> (Expression, [Symbol]) {
    let cosines = store.cosines(in: kernel)
    guard let along else { return (kernel, cosines) }
    let numbers = along.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    guard !numbers.isEmpty, !numbers.contains(nil), Set(numbers).count == numbers.count else {
      throw UsageError(message: "--along lists numbers of pixels, such as 1,2")
    }
    let variables = numbers.compactMap { $0 }.map { Symbol.cosine($0) }
    if let unknown = variables.first(where: { !cosines.contains($0) }) {
      throw UsageError(
        message:
          "`\(options.kernel)` does not depend on `\(unknown.name)`, so coefficients with it "
          + "are 0; it depends on \(cosines.map(\.name).joined(separator: ", "))")
    }
    let zeros = cosines.filter { !variables.contains($0) }.map { ($0, store.rational(0)) }
    let restricted = try store.substituting(
      Dictionary(uniqueKeysWithValues: zeros), in: kernel)
    return (store.simplified(restricted), variables)
  }

  /// Total degree below `--terms`, or the box of `--box`.
  private func truncation(_ variables: [Symbol]) throws -> MultivariateTruncation {
    guard let box else { return .totalDegree(below: terms ?? 4) }
    let sides = box.split(separator: ",").map { Int($0.filter { $0 != " " }) }
    let sizes = sides.compactMap { $0 }.filter { (1...1 << 20).contains($0) }
    guard sizes.count == sides.count, sizes.count == variables.count || sizes.count == 1 else {
      throw UsageError(
        message:
          "--box has a positive number for each of \(variables.map(\.name).joined(separator: ", "))"
          + ", or one for all")
    }
    return .box(
      sizes.count == 1 ? [Int](repeating: sizes[0], count: variables.count) : sizes)
  }

  private func pixelSeries(
    _ kernel: Expression, _ store: ExpressionStore, _ variables: [Symbol],
    _ truncation: MultivariateTruncation
  ) throws -> MultivariateSeries {
    Messages.progress("expanding \(options.kernel) in \(variables.count) cosines")
    defer { Messages.endProgress() }
    do {
      return try MultivariateExpansion.expand(
        kernel, in: store, variables: variables, truncation: truncation, bits: bits + 1)
    } catch {
      throw UsageError(
        message: "the expansion of `\(options.kernel)` failed: "
          + (error.reason?.description ?? "the accuracy was not reached")
          + "; ask for fewer coefficients with --terms, --box or --along")
    }
  }
}

extension MultivariateTruncation {
  /// The number of kept monomials, or a number beyond any limit.
  fileprivate func size(variableCount: Int) -> Int {
    switch self {
    case .box(let sides):
      return sides.reduce(1) { size, side in
        let (product, overflow) = size.multipliedReportingOverflow(by: side)
        return overflow ? .max : product
      }
    case .totalDegree(let bound):
      // C(bound - 1 + p, p), built up as C(bound - 1 + i, i).
      var size = 1
      for i in stride(from: 1, through: variableCount, by: 1) {
        let (product, overflow) = size.multipliedReportingOverflow(by: bound - 1 + i)
        if overflow { return .max }
        size = product / i
      }
      return size
    }
  }
}
