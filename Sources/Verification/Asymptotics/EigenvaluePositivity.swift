internal import Arithmetic
internal import Expressions
internal import Language
internal import Singularities
internal import Spectra

/// Shows that all eigenvalues of a kernel are positive without its Taylor coefficients' being so: for large degrees by
/// the expansion with an explicit error, below by enclosures.
struct EigenvaluePositivity {
  let checker: ClaimChecker
  let dimension: Int

  private var store: ExpressionStore { checker.elaborator.store }

  /// From where on the expansion is tried.
  private static let starts = [32, 64, 160, 320]
  private static let bits = 64

  /// Why it was not shown; `nil` when it was.
  func gap(of kernel: Expression) throws -> String? {
    let kernelText = store.layout(of: kernel).text
    let name = kernelText.count <= 60 ? "of \(kernelText) " : ""
    guard store.symbols(in: kernel).allSatisfy({ $0 == .cosine }) else {
      return
        "it is not shown that the Taylor coefficients \(name)are nonnegative, and eigenvalues are "
        + "enclosed only without parameters"
    }
    let expansion = try checker.expansions.expansion(of: kernel)
    for start in Self.starts {
      try checker.limits.check()
      let tails = (0...1).map {
        expansion.eigenvalueTail(from: start, parity: $0, dimension: dimension)
      }
      guard tails.allSatisfy({ $0?.ball.isCertainlyPositive == true }) else { continue }
      let found = try KernelSpectrum.eigenvalues(
        on: EllipseAtlas(KernelMeridian(kernel, in: store)), dimension: dimension,
        count: start + 2, bits: Self.bits,
        exact: ExactSpectrum(of: kernel, in: store))
      guard let place = found.firstIndex(where: { !$0.isCertainlyPositive }) else { return nil }
      return "the eigenvalue \(name)of degree \(place) is not shown to be positive: "
        + found[place].decimal(upTo: 6).text
    }
    return "it is not shown that all eigenvalues \(name)are positive"
  }
}
