public import Arithmetic
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
  /// A vector that the matrix all but sends to 0, where λ_min is not told apart from 0 and no exact one is known.
  public let nearNull: NearNullVector?
  /// The bits of what is printed.
  public let bits: Int

  /// ρ(K) = λ_max/λ_min where K is proved positive definite.
  public var condition: RealBall? { extremes.condition }

  /// ρ(B(K)) where B(K) is proved positive definite; a lower bound of ρ(K) where K is so, too.
  public var doubleConstantCondition: RealBall? { doubleConstant.condition(precision: bits + 32) }
}

extension RefinableMatrix {
  /// Encloses the extreme eigenvalues to so many significant bits, and says what is known of the signs.
  ///
  /// Repeated and opposite points, and more points than the rank of a polynomial kernel, are found before
  /// anything is computed, and a vector with vᵀKv < 0 where there is a negative eigenvalue.
  ///
  /// - Parameter witnesses: Whether vectors that show the signs are looked for; a matrix with a negative eigenvalue
  ///   always has one.
  /// - Throws: ``KernelMatrixError``, and what `check` throws.
  public func condition(
    bits: Int, witnesses: Bool = true, workers: Int = 1, check: () throws -> Void = {}
  ) throws -> KernelCondition {
    let singular = singularity()
    var gershgorin = (lower: Dyadic.zero, upper: Dyadic.zero)
    var means = DoubleConstantMatrix(
      count: count, diagonal: .everything, offDiagonal: .everything)
    let extremes = try ExtremeEigenvalues.enclosed(
      bits: bits, cap: singular == nil ? precisionCap(bits: bits) : bits + 96, workers: workers,
      check: check
    ) { precision in
      let matrix = try balls(precision: precision, workers: workers, check: check)
      gershgorin = matrix.gershgorinBounds(precision: bits + 32)
      means = DoubleConstantMatrix(meansOf: matrix, precision: precision)
      return matrix
    }
    let definiteness = try definiteness(extremes, singular, workers, check)
    return KernelCondition(
      extremes: singular != nil && isSemidefinite ? extremes.withSmallestZero : extremes,
      definiteness: definiteness, doubleConstant: means, gershgorin: gershgorin,
      nearNull: witnesses && definiteness.lacksVector
        ? try nearNull(bits: bits, extremes, workers, check) : nil,
      bits: bits)
  }

  private func definiteness(
    _ extremes: ExtremeEigenvalues, _ singular: Definiteness?, _ workers: Int,
    _ check: () throws -> Void
  ) throws -> Definiteness {
    if extremes.smallest.isCertainlyPositive { return .positiveDefinite }
    if extremes.smallest.isCertainlyNegative,
      let witness = try witness(extremes, workers, check)
    {
      return .indefinite(witness)
    }
    return singular ?? .undecided
  }

  /// A vector close to an eigenvector of λ_min; `nil` for entries of which nothing is known.
  private func nearNull(
    bits: Int, _ extremes: ExtremeEigenvalues, _ workers: Int, _ check: () throws -> Void
  ) throws -> NearNullVector? {
    guard extremes.smallest.isFinite else { return nil }
    let matrix = try balls(precision: extremes.precision, workers: workers, check: check)
    return try NearNullVector(
      of: matrix, bits: min(bits + 32, extremes.precision), workers: workers, check: check)
  }

  private func witness(
    _ extremes: ExtremeEigenvalues, _ workers: Int, _ check: () throws -> Void
  ) throws -> Definiteness.Witness? {
    let matrix = try balls(precision: extremes.precision, workers: workers, check: check)
    let spectrum = try SymmetricSpectrum(
      of: matrix, width: max(2, extremes.precision / 64 + 1), workers: workers, check: check)
    // The sign needs few bits, so a short vector will do where the eigenvalue is not tiny.
    let exact = spectrum.approximateEigenvector(0)
    for bits in [24, 53, extremes.precision] {
      try check()
      let vector = exact.map { Dyadic.zero.adding($0, precision: bits, rounding: .nearest) }
      let form = matrix.quadraticForm(vector, precision: extremes.precision + 32)
      if form.isCertainlyNegative { return Definiteness.Witness(vector: vector, form: form) }
    }
    return nil
  }
}

extension RefinableMatrix {
  /// Encloses all eigenvalues, grouped where their enclosures overlap.
  ///
  /// - Throws: ``KernelMatrixError``, and what `check` throws.
  /// - Complexity: As one attempt of ``condition(bits:witnesses:workers:check:)``, and O(n²) divisions.
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
