public import Arithmetic

/// A convolution with several channels on a discrete torus.
///
/// The output at x is Σₒ Kₒ·input(x + o), indices modulo the shape. Under the discrete Fourier transform it
/// is block diagonal with the blocks D_f = Σₒ Kₒ·ω^(f·o), so its singular values are those of all blocks
/// (Sedghi, Gupta, Long 2019; Delattre et al. 2023, section 5).
public struct CircularConvolution: Sendable {
  /// A tap: where it reads, and its matrix from input to output channels.
  public struct Tap: Sendable {
    /// The offset in every direction.
    public let offset: [Int]
    /// One row for each output channel.
    public let matrix: [[RealBall]]

    /// Creates a tap.
    public init(offset: [Int], matrix: [[RealBall]]) {
      (self.offset, self.matrix) = (offset, matrix)
    }
  }

  /// The numbers of pixels in every direction.
  public let shape: [Int]
  /// The taps, with matrices of one size.
  public let taps: [Tap]

  /// Creates a convolution.
  ///
  /// - Precondition: there is a tap, all have one size and an offset in each direction of the shape, whose
  ///   numbers are positive.
  public init(shape: [Int], taps: [Tap]) {
    precondition(shape.allSatisfy { $0 > 0 }, "a direction without pixels")
    precondition(
      !taps.isEmpty
        && taps.allSatisfy { tap in
          tap.offset.count == shape.count && tap.matrix.count == taps[0].matrix.count
            && tap.matrix.allSatisfy { $0.count == taps[0].matrix[0].count }
        }, "taps of different sizes")
    (self.shape, self.taps) = (shape, taps)
  }

  /// Bounds for the spectral norm by Gram iteration at every frequency.
  ///
  /// A block D = A + iB has the singular values of the real matrix with rows (A, -B) and (B, A), where each
  /// counts twice. A block and its conjugate at -f have the same norms, so about half of the frequencies
  /// are needed.
  ///
  /// - Complexity: the number of pixels times `iterations`·(2n)³ products for the smaller number n of
  ///   channels.
  public func spectralNormBounds(iterations: Int, precision: Int) -> (lower: Dyadic, upper: Dyadic)
  {
    var lower = Dyadic.zero
    var upper = Dyadic.zero
    for frequency in frequencies {
      var iteration = GramIteration(
        realBlock(at: frequency, precision: precision), multiplicity: 2, precision: precision)
      for _ in 0..<iterations { iteration.advance() }
      lower = max(lower, iteration.bounds.lower)
      upper = max(upper, iteration.bounds.upper)
    }
    return (lower, upper)
  }

  /// One of each pair f, -f.
  package var frequencies: [[Int]] {
    var all: [[Int]] = [[]]
    for size in shape { all = all.flatMap { prefix in (0..<size).map { prefix + [$0] } } }
    return all.filter { frequency in
      let opposite = zip(frequency, shape).map { ($1 - $0) % $1 }
      return !opposite.lexicographicallyPrecedes(frequency)
    }
  }

  /// The real form of the block at a frequency.
  package func realBlock(at frequency: [Int], precision: Int) -> [[RealBall]] {
    let (rows, columns) = (taps[0].matrix.count, taps[0].matrix[0].count)
    let zero = [[RealBall]](repeating: Array(repeating: .zero, count: columns), count: rows)
    var (real, imaginary) = (zero, zero)
    for tap in taps {
      var turns = Rational(0)
      for (k, size) in shape.enumerated() {
        turns += Rational(frequency[k] * tap.offset[k], over: size)
      }
      let angle = RealBall.pi(precision: precision).multiplied(
        by: turns + turns, precision: precision)
      let cosine = RealBall.cos(angle, precision: precision)
      let sine = RealBall.sin(angle, precision: precision)
      for i in 0..<rows {
        for j in 0..<columns {
          let entry = tap.matrix[i][j]
          real[i][j] = real[i][j].adding(
            entry.multiplied(by: cosine, precision: precision), precision: precision)
          imaginary[i][j] = imaginary[i][j].adding(
            entry.multiplied(by: sine, precision: precision), precision: precision)
        }
      }
    }
    return zip(real, imaginary).map { $0 + $1.map { $0.negated() } }
      + zip(real, imaginary).map { $1 + $0 }
  }
}
