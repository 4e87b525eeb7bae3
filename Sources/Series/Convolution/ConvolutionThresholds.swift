/// Where the transform overtakes GMP, as measured.
///
/// Medians over full-size random integers, x86-64, one thread; the ratio is that of GMP's time to the
/// transform's for one product of n by n coefficients, lowest n with ratio ≥ 1:
///
///     bits of a coefficient     60   128   256   512   1024   2048
///     primes                     2     5     9    17     34     67
///     n                         80    60    42    34     30     30
///
/// The same lengths separate the squares to within 10 coefficients.
enum ConvolutionThresholds {
  /// The table holds 192 primes; at 2048 bits (67 primes) the transform still wins clearly.
  static let largestPrimeCount = 190

  /// The number of coefficients of the shorter factor from which on the transform is faster.
  static func shortestTransform(primes: Int) -> Int {
    switch primes {
    case ...3: 80
    case ...6: 60
    case ...12: 44
    default: 32
    }
  }
}
