internal import Arithmetic

/// The products of coefficient buffers: the one seam behind which the multiplication algorithms are.
enum Convolution: Sendable {
  /// One big integer product by GMP (Kronecker substitution).
  case kronecker
  /// A number-theoretic transform modulo several primes.
  case transform

  /// Which coefficients of a product are wanted, and how they are rounded.
  struct Request {
    /// The wanted indices; those beyond the product are 0.
    var kept: Range<Int>
    /// Each integer is divided by 2^shift and rounded, with an error of at most 1/2 + 2⁻⁸, and
    /// none when the quotient is an integer.
    var shift: Int
    /// A length that the transform shall use at least, so that transforms can be shared.
    var minimumLength = 0
  }

  /// The product's coefficients `request.kept`, in rows that start at 0.
  ///
  /// - Throws: `SeriesError.tooLarge`.
  static func product(
    _ a: ConvolutionOperand, _ b: ConvolutionOperand, _ request: Request,
    using forced: Convolution? = nil
  ) throws(SeriesError) -> Coefficients {
    let length = a.rows.count + b.rows.count - 1
    let kept = request.kept.clamped(to: 0..<max(0, length))
    let bound = ConvolutionOperand.bound(a, b)
    guard !kept.isEmpty, !bound.isZero else { return Coefficients.zeros(request.kept.count) }
    precondition(!bound.isInfinite, "a product of unbounded coefficients")
    // |x| < 2^bits, and |x/2^shift| rounded, with a sign, fits this many bits.
    let bits = max(1, bound.ceilingExponent)
    let width = max(1, (bits - request.shift + 2 + 63) / 64)
    try SeriesContext.check(count: length, width: bits / 62 + 1)
    var clamped = request
    clamped.kept = kept
    let rows =
      switch forced ?? choice(a, b, bits: bits) {
      case .kronecker:
        KroneckerConvolution(a, b, bits: bits, width: width).product(clamped)
      case .transform:
        TransformConvolution(a, b, bits: bits, width: width).product(clamped)
      }
    return rows.padded(toCount: request.kept.count)
  }

  /// The algorithm that the measured table prefers.
  static func choice(_ a: ConvolutionOperand, _ b: ConvolutionOperand, bits: Int) -> Convolution {
    let primes = TransformConvolution.primeCount(bits: bits)
    if primes > ConvolutionThresholds.largestPrimeCount { return .kronecker }
    let shorter = min(a.rows.count, b.rows.count)
    return shorter >= ConvolutionThresholds.shortestTransform(primes: primes)
      && a.rows.count + b.rows.count <= 1 << PrimeTable.twoAdicity ? .transform : .kronecker
  }
}
