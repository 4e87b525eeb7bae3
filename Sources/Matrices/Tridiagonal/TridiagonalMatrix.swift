internal import Arithmetic

/// A symmetric tridiagonal matrix with dyadic entries, and counts of its eigenvalues.
struct TridiagonalMatrix: Sendable {
  let diagonal: [Dyadic]
  /// The squares of the entries (i, i-1), rounded to `precision` bits; the first one is 0.
  let squares: [Dyadic]
  /// Bits of the arithmetic in counts.
  let precision: Int
  /// A bound for ‖T̃ - T‖ in ``count(below:)``.
  let countError: Magnitude
  /// A bound for the size of every eigenvalue (Gershgorin).
  let bound: Dyadic

  /// The matrix of a reduction, in units of 2^(-64w).
  init(_ reduction: borrowing HouseholderReduction) {
    let unit = -64 * reduction.width
    self.init(
      diagonal: reduction.diagonal.map { Dyadic($0, timesPowerOfTwo: unit) },
      offDiagonal: reduction.offDiagonal.map { Dyadic($0, timesPowerOfTwo: unit) },
      precision: 64 * reduction.width + 32)
  }

  /// - Parameter offDiagonal: Entry i stands at (i, i-1); the first one is not used.
  init(diagonal: [Dyadic], offDiagonal: [Dyadic], precision: Int) {
    self.diagonal = diagonal
    self.precision = precision
    squares =
      [.zero]
      + offDiagonal.dropFirst().map {
        $0.multiplied(by: $0, precision: precision, rounding: .nearest)
      }
    let sizes = [Magnitude.zero] + offDiagonal.dropFirst().map(\.magnitude)
    let largest = sizes.max() ?? .zero
    countError =
      (largest * Magnitude(6)).scaled(byPowerOfTwo: -precision)
      + .powerOfTwo(Self.tinyExponent(precision) + 2)
    let reach = diagonal.indices.map { i in
      diagonal[i].magnitude + sizes[i] + (i + 1 < sizes.count ? sizes[i + 1] : .zero)
    }
    bound = Dyadic(reach.max() ?? .zero)
  }

  var count: Int { diagonal.count }

  /// The exponent of what stands in the place of a pivot that is 0.
  private static func tinyExponent(_ precision: Int) -> Int { -8 * precision }

  /// The number of negative eigenvalues of T̃ - μ for a matrix T̃ with ‖T̃ - T‖ ≤ `countError`.
  ///
  /// The pivots q₁ = a₁ - μ, qᵢ = (aᵢ - μ) - bᵢ²/qᵢ₋₁ of LDLᵀ have the signs of the eigenvalues (Sylvester).
  /// Rounded to p bits, q̂ᵢ = ((aᵢ - μ)(1+ε₁) - b²ᵢ(1+ε₂)(1+ε₃)/q̂ᵢ₋₁)(1+ε₄) with |ε| ≤ 2^(-p). Divided by
  /// (1+ε₁)(1+ε₄), which changes no sign, these are the exact pivots of the matrix with the same diagonal
  /// and bᵢ² times five such factors: bᵢ changes by at most 3·2^(-p)|bᵢ|, and the norm by twice the largest
  /// change. A pivot 0 is replaced by a tiny negative number, as if aᵢ had been that much smaller
  /// (Demmel 1997, lemma 5.4; Kahan 1966).
  ///
  /// - Complexity: O(n) divisions.
  func count(below shift: Dyadic) -> Int {
    let tiny = Dyadic(-1, timesPowerOfTwo: Self.tinyExponent(precision))
    var negative = 0
    var pivot = Dyadic.one
    for i in diagonal.indices {
      let difference = diagonal[i].subtracting(shift, precision: precision, rounding: .nearest)
      if squares[i].isZero {
        pivot = difference
      } else {
        let ratio = squares[i].divided(by: pivot, precision: precision, rounding: .nearest)
        pivot = difference.subtracting(ratio, precision: precision, rounding: .nearest)
      }
      if pivot.isZero { pivot = tiny }
      if pivot.signum < 0 { negative += 1 }
    }
    return negative
  }
}
