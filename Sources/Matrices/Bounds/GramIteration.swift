public import Arithmetic

/// Bounds for the spectral norm σ₁ of a matrix by Gram iteration.
///
///     W₀ = W,  W_{k+1} = WₖᵀWₖ:    ‖Wₖ‖_F^(2⁻ᵏ) · r^(-2^(-k-1))  ≤  σ₁(W)  ≤  ‖Wₖ‖_F^(2⁻ᵏ),   r ≥ rank W.
///
/// The singular values of Wₖ are σᵢ^(2ᵏ), and a matrix of rank r has σ₁ ≤ ‖·‖_F ≤ √r·σ₁. The upper bounds
/// decrease (‖WᵀW‖_F ≤ ‖W‖_F²) and converge faster than any geometric sequence when σ₁ > σ₂ (Delattre,
/// Barthélemy, Araujo, Allauzen 2023, theorem 4.1); the quotient of the two bounds depends on r and k
/// alone.
public struct GramIteration: Sendable {
  /// Bounds after some iterations.
  public struct Bounds: Sendable {
    /// ‖Wₖ‖_F^(2⁻ᵏ), enclosed.
    public let frobeniusRoot: RealBall
    /// A number that the norm does not fall below.
    public let lower: Dyadic
    /// A number that the norm does not exceed.
    public let upper: Dyadic
  }

  /// The largest number of iterations: exponents double with each one.
  public static let iterationLimit = 20

  private var gram: [[RealBall]]
  private var squaredNorm: RealBall
  private let rank: Int
  /// How often each singular value counts in `gram`.
  private let multiplicity: Int
  private let precision: Int
  /// The number k of iterations so far.
  public private(set) var iteration = 0

  /// Starts the iteration.
  ///
  /// - Parameters:
  ///   - rows: A matrix with rows of the same length, at least one entry.
  ///   - precision: Bits of the arithmetic.
  public init(_ rows: [[RealBall]], precision: Int) {
    self.init(rows, multiplicity: 1, precision: precision)
  }

  /// Starts the iteration for a matrix in which each singular value counts `multiplicity` times.
  package init(_ rows: [[RealBall]], multiplicity: Int, precision: Int) {
    precondition(
      !rows.isEmpty && !rows[0].isEmpty && rows.allSatisfy { $0.count == rows[0].count },
      "a matrix without entries, or with rows of different length")
    // The Gram matrices of W and Wᵀ have the same norms; the smaller one is kept.
    gram = rows.count <= rows[0].count ? rows : Self.transposed(rows)
    self.multiplicity = multiplicity
    rank = gram.count / multiplicity
    self.precision = precision
    squaredNorm = .zero
    squaredNorm = frobeniusSquare()
  }

  /// Replaces Wₖ by its Gram matrix.
  ///
  /// - Precondition: fewer than ``iterationLimit`` iterations were made.
  /// - Complexity: n³ products for the smaller side n.
  public mutating func advance() {
    precondition(iteration < Self.iterationLimit, "too many Gram iterations")
    let n = gram.count
    var next = [[RealBall]](repeating: Array(repeating: .zero, count: n), count: n)
    for i in 0..<n {
      for j in 0...i {
        let entry = RealBall.dotProduct(gram[i], gram[j], precision: precision)
        next[i][j] = entry
        next[j][i] = entry
      }
    }
    gram = next
    iteration += 1
    squaredNorm = frobeniusSquare()
  }

  /// ‖Wₖ‖_F².
  private func frobeniusSquare() -> RealBall {
    var sum = RealBall.zero
    for row in gram {
      for entry in row {
        sum = sum.adding(entry.squared(precision: precision), precision: precision)
      }
    }
    return sum.divided(by: RealBall(multiplicity), precision: precision)
  }

  /// The bounds after the iterations so far.
  public var bounds: Bounds {
    let exponent = Rational(Integer.one, over: Integer.one.shifted(leftBy: iteration + 1))
    let root =
      (try? RealBall.power(squaredNorm, exponent, precision: precision)) ?? .everything
    let gap =
      (try? RealBall.power(RealBall(rank), exponent, precision: precision)) ?? .everything
    let lower = root.divided(by: gap, precision: precision).lowerBound(precision: precision)
    return Bounds(
      frobeniusRoot: root, lower: max(lower, .zero), upper: root.upperBound(precision: precision))
  }

  /// The transposed matrix.
  package static func transposed(_ rows: [[RealBall]]) -> [[RealBall]] {
    rows[0].indices.map { j in rows.map { $0[j] } }
  }
}
