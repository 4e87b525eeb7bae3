public import Arithmetic

/// A vector that a symmetric matrix all but sends to 0, with a proof that an eigenvalue is near 0.
///
/// In an orthonormal basis of eigenvectors v has coordinates cᵢ, and ‖Av‖² = Σ λᵢ²cᵢ² ≥ min λᵢ²·‖v‖². So some
/// eigenvalue has |λ| ≤ ‖Av‖/‖v‖, however v was found.
public struct NearNullVector: Sendable {
  /// The vector v, not 0.
  public let vector: [Dyadic]
  /// An upper bound of ‖Av‖/‖v‖.
  public let bound: Dyadic

  /// Takes a vector close to an eigenvector of the smallest eigenvalue.
  ///
  /// - Parameters:
  ///   - matrix: Finite balls.
  ///   - bits: About how well the vector is computed.
  /// - Returns: `nil` where inverse iteration fails.
  /// - Complexity: One reduction with numbers of so many bits, and O(n²) products.
  public init?(
    of matrix: SymmetricBallMatrix, bits: Int, workers: Int = 1, check: () throws -> Void
  ) rethrows {
    let size = Int.bitWidth - matrix.count.leadingZeroBitCount
    let spectrum = try SymmetricSpectrum(
      of: matrix, width: max(2, (bits + 3 * size + 87) / 64), workers: workers, check: check)
    let vector = Self.rounded(spectrum.approximateEigenvector(0), bits: bits)
    guard let bound = matrix.residual(of: vector, precision: bits + 64) else { return nil }
    (self.vector, self.bound) = (vector, bound)
  }
}

extension NearNullVector {
  /// The entries as multiples of 2^(-bits) times the largest.
  private static func rounded(_ vector: [Dyadic], bits: Int) -> [Dyadic] {
    let top = vector.filter { !$0.isZero }.map(\.exponent).max() ?? 0
    return vector.map { entry in
      let kept = bits + (entry.isZero ? 0 : entry.exponent - top)
      return kept < 1
        ? .zero
        : Dyadic.zero.adding(entry, precision: kept, rounding: .nearest)
          .scaled(byPowerOfTwo: -top)
    }
  }
}

extension SymmetricBallMatrix {
  /// An upper bound of ‖Av‖/‖v‖ for an exact vector; `nil` for 0 and for entries of which nothing is known.
  ///
  /// - Complexity: O(n²).
  public func residual(of v: [Dyadic], precision: Int) -> Dyadic? {
    let balls = v.map { RealBall($0) }
    func square(_ x: RealBall) -> RealBall { x.multiplied(by: x, precision: precision) }
    func sum(_ terms: [RealBall]) -> RealBall {
      terms.reduce(.zero) { $0.adding($1, precision: precision) }
    }
    let image = (0..<count).map { i in
      RealBall.dotProduct((0..<count).map { self[i, $0] }, balls, precision: precision)
    }
    let length = sum(balls.map(square))
    guard isFinite, length.isCertainlyPositive,
      let ratio = try? RealBall.sqrt(
        sum(image.map(square)).divided(by: length, precision: precision), precision: precision)
    else { return nil }
    return ratio.upperBound(precision: 64)
  }
}
