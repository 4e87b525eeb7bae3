public import Matrices

/// A symmetric matrix whose entries can be enclosed at any precision, with what its structure tells.
public protocol RefinableMatrix {
  /// The number of rows.
  var count: Int { get }
  /// Whether structure shows that no eigenvalue is negative.
  var isSemidefinite: Bool { get }

  /// Why the matrix is singular, where structure tells: ``Definiteness/singular(_:)`` or
  /// ``Definiteness/deficient(_:)``.
  func singularity() -> Definiteness?

  /// Encloses the entries with midpoints of about `precision` bits.
  ///
  /// - Parameter check: Called now and then; throws to stop.
  /// - Throws: ``KernelMatrixError``, and what `check` throws.
  func balls(
    precision: Int, workers: Int, check: () throws -> Void
  ) throws -> SymmetricBallMatrix
}

extension RefinableMatrix {
  /// How many limb products a reduction at the precision cap may take, about ten minutes' worth.
  private var workLimit: Double { 3.0e11 }

  /// The most bits of an entry that are tried: enough for condition numbers of 2^1024, fewer for so many rows that
  /// a reduction would take longer than some minutes.
  func precisionCap(bits: Int) -> Int {
    let n = Double(count)
    let products = workLimit / max(1, n * n * n)
    let affordable = 64 * Int(min(1e4, products.squareRoot()))
    return max(bits + 192, min(4 * bits + 1024, affordable))
  }
}
