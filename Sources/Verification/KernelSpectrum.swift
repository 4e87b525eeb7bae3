internal import Arithmetic
internal import Spectra

/// Eigenvalues of kernels, for claims.
enum KernelSpectrum {
  /// The eigenvalues μ₀ … μ_(count-1) with about `bits` significant bits.
  ///
  /// An eigenvalue below 2^(-4·bits - 128) may be 0 and is enclosed to that size only, unless it is proved
  /// to be 0.
  ///
  /// - Throws: `SpectrumError` when the kernel's continuation in the angle is not certainly analytic.
  static func eigenvalues(
    on atlas: EllipseAtlas, dimension: Int, count: Int, bits: Int, exact: ExactSpectrum
  ) throws -> [RealBall] {
    try FunkHecke.eigenvalues(
      on: atlas, dimension: dimension, degrees: 0...(count - 1),
      digits: Int(Double(bits) * 0.302) + 1, floor: 4 * bits + 128,
      vanishing: exact.vanishes)
  }
}
