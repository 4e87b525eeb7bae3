/// Where the transform overtakes GMP, as measured.
enum ConvolutionThresholds {
  /// The reconstruction is quadratic in the number of primes, so beyond this many GMP wins.
  static let largestPrimeCount = 160

  /// The number of coefficients of the shorter factor from which on the transform is faster.
  static func shortestTransform(primes: Int) -> Int { 64 }
}
