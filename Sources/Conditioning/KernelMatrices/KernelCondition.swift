public import Arithmetic
internal import Expressions
public import Matrices

/// The extreme eigenvalues of a kernel matrix, its condition number, and what bounds say of it.
public struct KernelCondition: Sendable {
  /// λ_min and λ_max.
  public let extremes: ExtremeEigenvalues
  /// What is proved of the signs.
  public let definiteness: Definiteness
  /// B(K), the matrix of the means.
  public let doubleConstant: DoubleConstantMatrix
  /// Bounds for all eigenvalues from the rows alone.
  public let gershgorin: (lower: Dyadic, upper: Dyadic)
  /// The bits of what is printed.
  public let bits: Int

  /// ρ(K) = λ_max/λ_min where K is proved positive definite.
  public var condition: RealBall? { extremes.condition }

  /// ρ(B(K)), a lower bound of ρ(K), where B(K) is proved positive definite.
  public var doubleConstantCondition: RealBall? { doubleConstant.condition(precision: bits + 32) }
}

extension KernelMatrix {
  /// How many limb products a reduction at the precision cap may take, about ten minutes' worth.
  private static let workLimit = 3.0e11

  /// The most bits of an entry that are tried: enough for condition numbers of 2^1024, fewer for so many
  /// points that a reduction would take longer than some minutes.
  func precisionCap(bits: Int) -> Int {
    let n = Double(points.count)
    let products = Self.workLimit / max(1, n * n * n)
    let affordable = 64 * Int(min(1e4, products.squareRoot()))
    return max(bits + 192, min(4 * bits + 1024, affordable))
  }

  /// Encloses the extreme eigenvalues to so many significant bits, and says what is known of the signs.
  ///
  /// Repeated and opposite points, and more points than the rank of a polynomial kernel, are found before
  /// anything is computed, and a vector with vᵀKv < 0 where there is a negative eigenvalue.
  ///
  /// - Throws: ``KernelMatrixError``, and what `check` throws.
  public func condition(
    bits: Int, workers: Int = 1, check: () throws -> Void = {}
  ) throws -> KernelCondition {
    let singular = singularity()
    var gershgorin = (lower: Dyadic.zero, upper: Dyadic.zero)
    var means = DoubleConstantMatrix(
      count: points.count, diagonal: .everything, offDiagonal: .everything)
    let extremes = try ExtremeEigenvalues.enclosed(
      bits: bits, cap: singular == nil ? precisionCap(bits: bits) : bits + 96, workers: workers,
      check: check
    ) { precision in
      let matrix = try balls(precision: precision, workers: workers, check: check)
      gershgorin = matrix.gershgorinBounds(precision: bits + 32)
      means = DoubleConstantMatrix(meansOf: matrix, precision: precision)
      return matrix
    }
    return KernelCondition(
      extremes: singular != nil && isSemidefinite ? extremes.withSmallestZero : extremes,
      definiteness: try definiteness(extremes, singular, workers),
      doubleConstant: means, gershgorin: gershgorin, bits: bits)
  }

  /// Why the matrix is singular, where points and kernel tell.
  private func singularity() -> Definiteness? {
    if let rows = proportionalRows() { return .singular(rows) }
    guard let degrees else { return nil }
    return RankDeficiency(degrees, at: points).map(Definiteness.deficient)
  }

  private func definiteness(
    _ extremes: ExtremeEigenvalues, _ singular: Definiteness?, _ workers: Int
  ) throws -> Definiteness {
    if extremes.smallest.isCertainlyPositive { return .positiveDefinite }
    if extremes.smallest.isCertainlyNegative, let witness = try witness(extremes, workers) {
      return .indefinite(witness)
    }
    return singular ?? .undecided
  }

  private func witness(
    _ extremes: ExtremeEigenvalues, _ workers: Int
  ) throws -> Definiteness.Witness? {
    let matrix = try balls(precision: extremes.precision, workers: workers)
    let spectrum = SymmetricSpectrum(
      of: matrix, width: max(2, extremes.precision / 64 + 1), workers: workers)
    // The sign needs few bits, so a short vector will do where the eigenvalue is not tiny.
    let exact = spectrum.approximateEigenvector(0)
    for bits in [24, 53, extremes.precision] {
      let vector = exact.map { Dyadic.zero.adding($0, precision: bits, rounding: .nearest) }
      let form = matrix.quadraticForm(vector, precision: extremes.precision + 32)
      if form.isCertainlyNegative { return Definiteness.Witness(vector: vector, form: form) }
    }
    return nil
  }

  /// Two rows that are equal or opposite by the structure of points and kernel.
  private func proportionalRows() -> Definiteness.Combination? {
    if let (i, j) = points.duplicates {
      return Definiteness.Combination(first: i, second: j, reason: .repeated)
    }
    guard let parity, let (i, j) = points.firstPair(withCosine: -1) else { return nil }
    return Definiteness.Combination(
      first: i, second: j, reason: parity == 1 ? .oppositeEven : .oppositeOdd)
  }
}

extension KernelMatrix {
  /// Encloses all eigenvalues, grouped where their enclosures overlap.
  ///
  /// - Throws: ``KernelMatrixError``, and what `check` throws.
  /// - Complexity: As one attempt of ``condition(bits:workers:check:)``, and O(n²) divisions.
  public func eigenvalueClusters(
    precision: Int, workers: Int = 1, check: () throws -> Void = {}
  ) throws -> [EigenvalueCluster] {
    let matrix = try balls(precision: precision, workers: workers, check: check)
    guard matrix.isFinite else {
      return [EigenvalueCluster(first: 0, count: matrix.count, ball: .everything)]
    }
    let spectrum = try SymmetricSpectrum(
      of: matrix, width: max(2, (precision + 63) / 64), workers: workers, check: check)
    return EigenvalueCluster.clusters(of: spectrum.eigenvalues(), precision: precision + 32)
  }
}
