internal import Arithmetic

/// The reduction of a symmetric matrix to tridiagonal form by reflections, in fixed point with a proved
/// error.
///
/// Row after row from the last, x (the row left of the diagonal, m entries) is reflected to a multiple of
/// the last unit vector by P = I - 2vvᵀ/vᵀv with v = x ± ‖x‖e. Whatever v is, P is exactly orthogonal, so
/// only the rounding of PAP counts. By Weyl's inequality every eigenvalue of the matrix lies within
/// `errorInUnits`·2^(-64w) of the eigenvalue of the tridiagonal matrix with the same number: clusters,
/// multiple eigenvalues and zeros need no special treatment.
///
/// **The error of a step.** Let h = 2^(-64w), ‖A‖ ≤ 1/64 for the block A of order m, u = √2·v/‖v‖ and
/// û = 4u′ for the u′ that is stored, whose entries are off by at most 1.01h. Then P = I - uuᵀ, and
///
/// - with e = û - u, ‖e‖ ≤ 4.1√m·h, the matrices I - ûûᵀ and P differ by at most ‖e‖(2√2 + ‖e‖) ≤ 12√m·h,
///   and the products with A on both sides by at most √m·h/2;
/// - q = 16Au′, g = 8u′ᵀq and w = q - gu′ = 4(Aû - ½(ûᵀAû)û) are each rounded down once: w is off by at
///   most 3.5√m·h, which moves A - u′wᵀ - wu′ᵀ = (I - ûûᵀ)A(I - ûûᵀ) by at most 3√m·h;
/// - rounding the m² entries of that matrix moves it by at most m·h in the Frobenius norm;
/// - x goes to ∓σ̂e with σ̂ = ‖x‖ rounded down. For v = x ± σ̂e, Px ± σ̂e = v(σ̂² - ‖x‖²)/vᵀv, of size at
///   most √2·h, because vᵀv ≥ (σ̂ + ‖x‖)²/2.
///
/// Together at most (m + 3.5√m + 1.5)·h. Up to six limbs the low columns of products are left out (`ProductSum`): an
/// entry of Au′ is short by less than m·w·2^(-64)·h and one of u′wᵀ + wu′ᵀ by less than 2w·2^(-64)·h, which with
/// m < 2²⁴ and w ≤ 6 comes to less than √m·h/1000 in all. `errorInUnits` adds m + 4⌈√m⌉ + 2 for each step.
///
/// - Complexity: 2n³/3 products of w limbs, shared by the workers.
struct HouseholderReduction: ~Copyable {
  let count: Int
  let width: Int
  /// The diagonal, in units of 2^(-64w).
  private(set) var diagonal: [Integer]
  /// The entries (i, i-1) for i ≥ 1, in units of 2^(-64w); the first one is 0.
  private(set) var offDiagonal: [Integer]
  /// A bound for the norm of all that was rounded, in units of 2^(-64w).
  private(set) var errorInUnits = 0
  /// u′ for the rows that were reflected, and for the others zeros.
  let reflectors: FixedPointTriangle

  /// Reduces a matrix, which is consumed.
  ///
  /// - Precondition: its norm is at most 1/128, and it has fewer than 2²⁴ rows and at least two limbs.
  init(
    _ matrix: consuming FixedPointTriangle, workers: Int, check: () throws -> Void
  ) rethrows {
    precondition(matrix.count < 1 << 24 && matrix.width >= 2, "a matrix out of range")
    count = matrix.count
    width = matrix.width
    diagonal = Array(repeating: .zero, count: count)
    offDiagonal = diagonal
    let scratch = Scratch(count: count, width: width, workers: workers)
    for i in stride(from: count - 1, through: 0, by: -1) {
      let row = matrix.row(i)
      diagonal[i] = FixedPointNumber.integer(row + i * width, width)
      guard i > 0 else { continue }
      try check()
      let isReflected = Self.isReflectionNeeded(row, i, width)
      guard isReflected else {
        offDiagonal[i] = FixedPointNumber.integer(row + (i - 1) * width, width)
        row.update(repeating: 0, count: i * width)
        continue
      }
      offDiagonal[i] = Self.formReflector(row, i, width)
      scratch.reflect(matrix.base, order: i, by: row)
      errorInUnits += i + 4 * Int(Double(i).squareRoot().rounded(.up)) + 2
    }
    reflectors = matrix
  }

  /// Whether the row has an entry besides the last one.
  private static func isReflectionNeeded(
    _ row: UnsafePointer<Limb>, _ m: Int, _ w: Int
  ) -> Bool {
    for k in 0..<((m - 1) * w) where row[k] != 0 { return true }
    return false
  }

  /// Replaces x by u′ and returns the entry ∓σ̂ with σ̂ = ⌊‖x‖⌋, in units.
  ///
  /// u′ = v/√(8vᵀv) is found with a factor of 64 bits more than the entries have, so its entries are off
  /// by less than 1.01 units.
  private static func formReflector(
    _ row: UnsafeMutablePointer<Limb>, _ m: Int, _ w: Int
  ) -> Integer {
    let length = squaredNorm(row, m, w).squareRootRoundedDown
    let last = row + (m - 1) * w
    let pivot = FixedPointNumber.integer(last, w)
    FixedPointNumber.store(pivot.signum < 0 ? pivot - length : pivot + length, to: last, w)
    let radicand = squaredNorm(row, m, w).shifted(leftBy: 3)
    let shift = (radicand.bitWidth + 1) / 2 + 64
    let factor = Integer.one.shifted(leftBy: 2 * (64 * w + shift))
      .quotientAndRemainder(dividingBy: radicand).quotient.squareRootRoundedDown
    for j in 0..<m {
      let entry = row + j * w
      let value = FixedPointNumber.integer(entry, w)
      let scaled = (value.magnitude * factor).shifted(leftBy: -shift)
      FixedPointNumber.store(value.signum < 0 ? -scaled : scaled, to: entry, w)
    }
    return pivot.signum < 0 ? length : -length
  }

  /// Σ xⱼ² in units of 2^(-128w), exactly.
  private static func squaredNorm(_ x: UnsafePointer<Limb>, _ m: Int, _ w: Int) -> Integer {
    withUnsafeTemporaryAllocation(of: Limb.self, capacity: 4 * w) { buffer in
      guard let sum = buffer.baseAddress else { return .zero }
      sum.update(repeating: 0, count: 2 * w)
      FixedPointLimbs.specialized(w) { w in
        for j in 0..<m {
          FixedPointLimbs.product(sum + 2 * w, x + j * w, x + j * w, w)
          FixedPointLimbs.add(sum, sum + 2 * w, 2 * w)
        }
      }
      return Integer(limbs: UnsafeBufferPointer(start: sum, count: 2 * w))
    }
  }
}
