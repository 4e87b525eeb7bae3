internal import Arithmetic
internal import Expressions
internal import Spectra

/// The eigenvalues of a kernel of images on a product of spheres that claims speak of, computed together.
final class PixelSpectrum {
  /// A kernel and the dimension of the spheres.
  struct Family: Hashable {
    let kernel: Expression
    let dimension: Int
  }

  /// Enclosures become no narrower beyond.
  static let bitLimit = 128

  private let family: Family
  private let store: ExpressionStore
  /// The pixels on which the kernel depends, and their cosines.
  private let pixels: [Int]
  private let cosines: [Symbol]
  private let parity: PixelParity
  private lazy var exact = PixelExactSpectrum(of: family.kernel, cosines: cosines, in: store)
  /// The most pixels that a part of the kernel depends on.
  private let jointPixels: Int
  /// The largest frequency of each of these pixels.
  private var degrees: [Int]
  private var known: (bits: Int, values: MultisphereEigenvalues)?

  init(_ family: Family, in store: ExpressionStore) {
    self.family = family
    self.store = store
    // A product of spheres has at least one factor, even for a constant.
    let symbols = store.cosines(in: family.kernel)
    cosines = symbols.isEmpty ? [.cosine(1)] : symbols
    pixels = cosines.compactMap { $0.pixels?.first }
    degrees = pixels.map { _ in 0 }
    parity = PixelParity(family.kernel, cosines: symbols, in: store)
    jointPixels =
      SeparatedKernel(family.kernel, cosines: cosines, in: store).jointPixels
  }

  /// Says that an eigenvalue will be asked for.
  func include(_ frequencies: [Int]) {
    degrees = zip(degrees, own(frequencies)).map { max($0, $1) }
  }

  /// An enclosure that is the narrower the larger `bits` is, as far as products of Gauss rules are computed
  /// in a short time; exactly 0 for a positive frequency of a pixel on which the kernel does not depend.
  ///
  /// - Throws: `SpectrumError` when the kernel is not certainly analytic inside; what `check` throws.
  func eigenvalue(
    _ frequencies: [Int], bits: Int, check: () throws -> Void
  ) throws -> RealBall {
    if readsOtherPixels(frequencies) { return .zero }
    include(frequencies)
    let row = own(frequencies)
    // The cost grows with the power of the accuracy that is the number of pixels.
    let reached = min(bits, jointPixels < 3 ? Self.bitLimit : 64)
    if let known, known.bits >= reached, zip(row, known.values.degrees).allSatisfy({ $0 <= $1 }) {
      return known.values[row]
    }
    // Eigenvalues of kernels with kinks at the poles fall like powers of the frequencies.
    let width = Int.bitWidth - ((degrees.max() ?? 0) + 1).leadingZeroBitCount
    let values = try MultisphereSpectrum.eigenvalues(
      of: family.kernel, in: store, cosines: cosines, dimension: family.dimension,
      degrees: degrees,
      accuracy: reached * 3 / 8 + width * (min(family.dimension, 20) + cosines.count),
      check: check)
    known = (reached, values)
    return values[row]
  }

  /// The eigenvalue in exact form, where it is known: 0 by parity, or a closed form.
  func exactValue(_ frequencies: [Int]) -> Expression? {
    if readsOtherPixels(frequencies) || parity.vanishes(own(frequencies)) {
      return store.rational(0)
    }
    return exact.eigenvalue(dimension: family.dimension, frequencies: own(frequencies))
  }

  /// The frequencies of the pixels on which the kernel depends.
  private func own(_ frequencies: [Int]) -> [Int] {
    pixels.map { $0 <= frequencies.count ? frequencies[$0 - 1] : 0 }
  }

  private func readsOtherPixels(_ frequencies: [Int]) -> Bool {
    frequencies.enumerated().contains { $1 > 0 && !pixels.contains($0 + 1) }
  }
}
