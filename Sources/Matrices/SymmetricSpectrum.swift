public import Arithmetic

/// Enclosures of the eigenvalues of a symmetric matrix of balls.
///
/// The midpoints are rounded to fixed point and reduced to tridiagonal form by exactly orthogonal
/// similarities (`HouseholderReduction`); eigenvalues of the tridiagonal matrix are enclosed by counts
/// (`TridiagonalMatrix`). By Weyl's inequality the errors of all steps, and a bound for the norm of the
/// radii, add up to one number that every eigenvalue is off by at most. Nothing is assumed about gaps, so
/// clusters and multiple eigenvalues are enclosed like the others.
///
/// - Complexity: 2n³/3 products of numbers with `width` limbs.
public struct SymmetricSpectrum: ~Copyable {
  /// The number of eigenvalues.
  public let count: Int
  /// The bound for what every eigenvalue is off by before its own enclosure in the tridiagonal matrix.
  public let error: Magnitude
  /// The eigenvalues are those of the tridiagonal matrix times 2^scale.
  let scale: Int
  let tridiagonal: TridiagonalMatrix
  let reduction: HouseholderReduction

  /// Reduces a matrix without a limit of time.
  ///
  /// - Precondition: As for ``init(of:width:workers:check:)``.
  public init(of matrix: SymmetricBallMatrix, width: Int, workers: Int = 1) {
    self.init(of: matrix, width: width, workers: workers, check: {})
  }

  /// Reduces a matrix.
  ///
  /// - Parameters:
  ///   - matrix: Finite balls.
  ///   - width: The limbs of 64 bits of an entry, at least 2. The matrix is scaled to norm 1/128 at most.
  ///   - workers: How many threads to use.
  ///   - check: Called before every reflection; throws to stop.
  /// - Precondition: `matrix.isFinite`, and fewer than 2²⁴ rows.
  public init(
    of matrix: SymmetricBallMatrix, width: Int, workers: Int, check: () throws -> Void
  ) rethrows {
    precondition(matrix.isFinite, "a matrix with an entry of which nothing is known")
    count = matrix.count
    let norm = matrix.largestRowSum { $0.midpoint.magnitude }
    scale = norm.isZero ? 0 : norm.ceilingExponent + 7
    let triangle = FixedPointTriangle(count: matrix.count, width: width)
    let isExact = Self.round(matrix, to: triangle.base, width: width, scale: scale)
    reduction = try HouseholderReduction(triangle, workers: workers, check: check)
    tridiagonal = TridiagonalMatrix(reduction)
    let units = reduction.errorInUnits + (isExact ? 0 : matrix.count)
    error =
      Magnitude(units).scaled(byPowerOfTwo: scale - 64 * width)
      + matrix.largestRowSum(\.radius)
  }

  /// Rounds the midpoints times 2^(-scale) down to multiples of 2^(-64w); returns whether all are exact.
  private static func round(
    _ matrix: SymmetricBallMatrix, to limbs: UnsafeMutablePointer<Limb>, width: Int, scale: Int
  ) -> Bool {
    var isExact = true
    for (place, entry) in matrix.entries.enumerated() {
      guard !entry.midpoint.isZero else { continue }
      let lowest = -64 * width + scale
      guard entry.midpoint.exponent > lowest else {
        // Below one unit: rounded to 0.
        isExact = false
        continue
      }
      let (mantissa, exponent) = entry.midpoint.integerParts
      let shift = exponent - lowest
      if shift < 0 && mantissa.trailingZeroBitCount < -shift { isExact = false }
      FixedPointNumber.store(mantissa.shifted(leftBy: shift), to: limbs + place * width, width)
    }
    return isExact
  }

  /// The exponent of the width to which eigenvalues of the tridiagonal matrix are enclosed: a few units.
  var widthExponent: Int { -64 * reduction.width + 4 }

  /// Encloses the eigenvalue with number k in ascending order, counted from 0.
  ///
  /// - Precondition: 0 ≤ k < `count`.
  /// - Complexity: 64·width counts of O(n) divisions each.
  public func eigenvalue(_ k: Int) -> RealBall {
    precondition((0..<count).contains(k), "an eigenvalue that is not there")
    return tridiagonal.bisected(k, widthExponent: widthExponent)
      .scaled(byPowerOfTwo: scale).widened(by: error)
  }

  /// Encloses all eigenvalues in ascending order; the k-th ball holds the k-th eigenvalue.
  ///
  /// - Complexity: O(n²) divisions.
  public func eigenvalues() -> [RealBall] {
    let (scale, error) = (scale, error)
    return tridiagonal.allEigenvalues(widthExponent: widthExponent).map {
      $0.scaled(byPowerOfTwo: scale).widened(by: error)
    }
  }
}
