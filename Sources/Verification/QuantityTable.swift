internal import Arithmetic
internal import Expressions
internal import Language
internal import Spectra

/// Enclosures of the coefficients and eigenvalues that claims speak of.
///
/// Quantities of one kernel are computed together, for all indices up to the largest that was announced,
/// and again at more bits when a comparison needs them.
final class QuantityTable {
  /// A kernel and, for eigenvalues, the dimension.
  struct Family: Hashable {
    let kernel: Expression
    let dimension: Int?

    /// The family of a coefficient or an eigenvalue; `nil` for what stands alone.
    init?(_ quantity: Quantity) {
      switch quantity {
      case .taylorCoefficient(let kernel, _): (self.kernel, dimension) = (kernel, nil)
      case .eigenvalue(let kernel, let dimension, _):
        (self.kernel, self.dimension) = (kernel, dimension)
      case .pixelCoefficient, .pixelEigenvalue, .matrix, .imageMatrix, .spectralNorm, .gramBound:
        return nil
      }
    }
  }

  private struct Row {
    let bits: Int
    let balls: [RealBall]
  }

  private let store: ExpressionStore
  private let limits: Limits
  private let matrices: KernelMatrixTable
  private var largest: [Family: Int] = [:]
  private var rows: [Family: Row] = [:]
  private var exactSpectra: [Expression: ExactSpectrum] = [:]
  /// Bounds of kernels along the meridian, which serve all dimensions.
  private var atlases: [Expression: EllipseAtlas] = [:]

  private var pixelSeries: [Expression: PixelSeries] = [:]
  private var pixelSpectra: [PixelSpectrum.Family: PixelSpectrum] = [:]

  init(elaborator: Elaborator, limits: Limits) {
    store = elaborator.store
    self.limits = limits
    matrices = KernelMatrixTable(elaborator: elaborator, limits: limits)
  }

  /// Says that a quantity will be asked for.
  func announce(_ quantity: Quantity) {
    if case .pixelCoefficient(let kernel, let exponents) = quantity {
      pixelSeries[kernel, default: PixelSeries()].include(exponents)
      return
    }
    if case .pixelEigenvalue(let kernel, let dimension, let frequencies) = quantity {
      pixelSpectrum(kernel, dimension).include(frequencies)
      return
    }
    guard let family = Family(quantity) else { return }
    largest[family] = max(largest[family] ?? 0, quantity.index)
  }

  /// An enclosure with about `bits` bits after the binary point (coefficients) or significant bits
  /// (eigenvalues), as far as the limits allow.
  ///
  /// - Throws: `LimitReached` when time is up, and what the computation throws.
  func ball(of quantity: Quantity, bits: Int) throws -> RealBall {
    if case .pixelCoefficient(let kernel, let exponents) = quantity {
      return try pixelSeries[kernel, default: PixelSeries()].coefficient(
        of: kernel, exponents, in: store, bits: bits)
    }
    if case .pixelEigenvalue(let kernel, let dimension, let frequencies) = quantity {
      return try pixelSpectrum(kernel, dimension)
        .eigenvalue(frequencies, bits: bits, check: limits.check)
    }
    guard let family = Family(quantity) else {
      return try matrices.ball(of: quantity, bits: bits)
    }
    if let row = rows[family], row.bits >= bits, row.balls.count > quantity.index {
      return row.balls[quantity.index]
    }
    try limits.check()
    let count = max(largest[family] ?? 0, quantity.index) + 1
    let balls = try compute(family, count: count, bits: bits)
    rows[family] = Row(bits: bits, balls: balls)
    return balls[quantity.index]
  }

  /// The quantity in exact form, where one is known and small enough to write.
  func exactValue(of quantity: Quantity) -> Expression? {
    switch quantity {
    case .taylorCoefficient(let kernel, let index):
      exactSpectrum(of: kernel).vanishes(degree: index)
        ? store.rational(0)
        : KernelSeries.exactCoefficient(of: kernel, index: index, in: store)
    case .pixelCoefficient(let kernel, let exponents):
      KernelSeries.exactCoefficient(of: kernel, exponents: exponents, in: store)
    case .eigenvalue(let kernel, let dimension, let frequency):
      exactSpectrum(of: kernel).eigenvalue(dimension: dimension, degree: frequency)
    case .pixelEigenvalue(let kernel, let dimension, let frequencies):
      pixelSpectrum(kernel, dimension).exactValue(frequencies)
    case .matrix, .imageMatrix, .spectralNorm, .gramBound: nil
    }
  }

  /// Why an eigenvalue is 0, where that follows from the kernel's parity.
  func vanishingReason(of quantity: Quantity) -> String? {
    guard case .eigenvalue(let kernel, _, let frequency) = quantity else { return nil }
    return exactSpectrum(of: kernel).vanishingReason(degree: frequency)
  }

  private func exactSpectrum(of kernel: Expression) -> ExactSpectrum {
    if let known = exactSpectra[kernel] { return known }
    let spectrum = ExactSpectrum(of: kernel, in: store)
    exactSpectra[kernel] = spectrum
    return spectrum
  }

  private func atlas(of kernel: Expression) -> EllipseAtlas {
    if let known = atlases[kernel] { return known }
    let atlas = EllipseAtlas(KernelMeridian(kernel, in: store))
    atlases[kernel] = atlas
    return atlas
  }

  private func pixelSpectrum(_ kernel: Expression, _ dimension: Int) -> PixelSpectrum {
    let family = PixelSpectrum.Family(kernel: kernel, dimension: dimension)
    if let known = pixelSpectra[family] { return known }
    let spectrum = PixelSpectrum(family, in: store)
    pixelSpectra[family] = spectrum
    return spectrum
  }

  private func compute(_ family: Family, count: Int, bits: Int) throws -> [RealBall] {
    if let dimension = family.dimension {
      return try KernelSpectrum.eigenvalues(
        on: atlas(of: family.kernel), dimension: dimension, count: count, bits: bits,
        exact: exactSpectrum(of: family.kernel))
    }
    return try KernelSeries.coefficients(
      of: family.kernel, in: store, count: count, bits: bits)
  }
}

extension Quantity {
  /// The number of the coefficient or the frequency.
  var index: Int {
    switch self {
    case .taylorCoefficient(_, let index): index
    case .pixelCoefficient(_, let exponents): exponents.reduce(0, +)
    case .pixelEigenvalue(_, _, let frequencies): frequencies.reduce(0, +)
    case .eigenvalue(_, _, let frequency): frequency
    case .matrix, .imageMatrix, .spectralNorm, .gramBound: 0
    }
  }
}
