public import Arithmetic
internal import Matrices

/// A linear map with exact entries whose spectral norm is asked for.
public enum LinearMap: Sendable {
  /// The rows of a matrix.
  case matrix([[Rational]])
  /// A convolution on a ring, or a torus, of so many pixels along each axis.
  case convolution(sides: [Int], taps: [Tap])

  /// A tap of a convolution with exact weights.
  public struct Tap: Sendable {
    /// Where it reads, along each axis.
    public let offset: [Int]
    /// One row for each output channel.
    public let weights: [[Rational]]

    /// Creates a tap.
    public init(offset: [Int], weights: [[Rational]]) {
      (self.offset, self.weights) = (offset, weights)
    }
  }

  /// The spectral norm σ₁, from the largest eigenvalue of WᵀW.
  ///
  /// - Complexity: As ``SymmetricSpectrum`` for the smaller side; for a convolution once for each pair of
  ///   frequencies.
  public func spectralNorm(bits: Int) -> RealBall {
    let precision = bits + 64
    return Self.largest(
      blocks(precision: precision).map { block in
        let rows = block[0].count < block.count ? GramIteration.transposed(block) : block
        let gram = SymmetricBallMatrix(count: rows.count) { i, j in
          RealBall.dotProduct(rows[i], rows[j], precision: precision)
        }
        guard gram.isFinite else { return .everything }
        let top = SymmetricSpectrum(of: gram, width: max(2, (precision + 95) / 64))
          .eigenvalue(rows.count - 1)
        return (try? RealBall.sqrt(top, precision: precision)) ?? .everything
      }, precision)
  }

  /// ‖Wₖ‖_F^(2⁻ᵏ) after k Gram iterations, an upper bound for the spectral norm; for a convolution the
  /// largest over the frequencies.
  ///
  /// - Precondition: k is at most `GramIteration.iterationLimit`.
  public func gramBound(iterations k: Int, bits: Int) -> RealBall {
    let precision = bits + 64 + 2 * k
    return Self.largest(
      blocks(precision: precision).map { block in
        var iteration = GramIteration(block, multiplicity: multiplicity, precision: precision)
        for _ in 0..<k { iteration.advance() }
        return iteration.bounds.frobeniusRoot
      }, precision)
  }

  /// How often a singular value counts in a block: twice in the real form of a complex one.
  private var multiplicity: Int {
    switch self {
    case .matrix: 1
    case .convolution: 2
    }
  }

  /// The blocks whose largest spectral norm is that of the map.
  private func blocks(precision: Int) -> [[[RealBall]]] {
    func balls(_ rows: [[Rational]]) -> [[RealBall]] {
      rows.map { $0.map { RealBall($0, precision: precision) } }
    }
    switch self {
    case .matrix(let rows): return [balls(rows)]
    case .convolution(let sides, let taps):
      let convolution = CircularConvolution(
        shape: sides, taps: taps.map { .init(offset: $0.offset, matrix: balls($0.weights)) })
      return convolution.frequencies.map {
        convolution.realBlock(at: $0, precision: precision)
      }
    }
  }

  /// A ball that holds the largest of the numbers in the balls.
  private static func largest(_ balls: [RealBall], _ precision: Int) -> RealBall {
    guard balls.allSatisfy(\.isFinite) else { return .everything }
    let lower = balls.map { $0.lowerBound(precision: precision) }.max() ?? .zero
    let upper = balls.map { $0.upperBound(precision: precision) }.max() ?? .zero
    return RealBall(from: lower, to: upper, precision: precision)
  }
}
