internal import Arithmetic
internal import Conditioning
internal import Expressions
internal import Language
internal import Matrices

/// A kernel matrix has no condition number.
struct ConditionError: Error, CustomStringConvertible {
  let description: String
}

/// Condition numbers and eigenvalues of kernel matrices, for claims.
final class KernelMatrixTable {
  private struct Key: Hashable {
    let kernel: Expression
    let points: PointDescription
  }

  private let elaborator: Elaborator
  private let limits: Limits
  private var matrices: [Key: KernelMatrix] = [:]
  private var results: [Key: KernelCondition] = [:]

  init(elaborator: Elaborator, limits: Limits) {
    (self.elaborator, self.limits) = (elaborator, limits)
  }

  /// An enclosure of a quantity of matrices with about `bits` significant bits.
  func ball(of quantity: Quantity, bits: Int) throws -> RealBall {
    switch quantity {
    case .matrix(let kind, let kernel, let points):
      return try ball(of: kind, kernel, points, bits: bits)
    case .spectralNorm(let description):
      return elaborator.linearMaps[description]?.spectralNorm(bits: bits) ?? .everything
    case .gramBound(let description, let iterations):
      return elaborator.linearMaps[description]?.gramBound(iterations: iterations, bits: bits)
        ?? .everything
    case .taylorCoefficient, .pixelCoefficient, .eigenvalue, .pixelEigenvalue: return .everything
    }
  }

  /// An enclosure with about `bits` significant bits.
  ///
  /// - Throws: ``ConditionError`` when the matrix is not positive definite and a condition number is
  ///   asked for, `KernelMatrixError`, `LimitReached`.
  private func ball(
    of quantity: MatrixQuantity, _ kernel: Expression, _ points: PointDescription, bits: Int
  ) throws -> RealBall {
    if quantity == .smallestEigenvalueBound { return try bound(kernel, points, bits: bits) }
    let key = Key(kernel: kernel, points: points)
    let result = try result(key, bits: bits)
    switch quantity {
    case .smallestEigenvalue, .smallestEigenvalueBound: return result.extremes.smallest
    case .largestEigenvalue: return result.extremes.largest
    case .condition:
      if let value = result.condition { return value }
      throw ConditionError(description: Self.reason(result, points))
    case .doubleConstant:
      if let value = result.doubleConstantCondition { return value }
      throw ConditionError(
        description: "the double-constant matrix of \(points.text) is not proved positive definite")
    }
  }

  private func bound(
    _ kernel: Expression, _ points: PointDescription, bits: Int
  ) throws -> RealBall {
    try limits.check()
    guard let set = elaborator.pointSets[points] else {
      throw ConditionError(description: "the points \(points.text) are not there")
    }
    let bound = SmallestEigenvalueBound(of: kernel, at: set, in: elaborator.store, bits: bits)
    guard let bound else {
      throw ConditionError(
        description: "the Taylor coefficients give no bound at \(points.text): they are not proved "
          + "nonnegative, or points are too close together or opposite")
    }
    return bound.value
  }

  private func result(_ key: Key, bits: Int) throws -> KernelCondition {
    if let known = results[key], known.bits >= bits { return known }
    guard let points = elaborator.pointSets[key.points] else {
      throw ConditionError(description: "the points \(key.points.text) are not there")
    }
    let matrix =
      matrices[key] ?? KernelMatrix(key.kernel, of: points, in: elaborator.store)
    matrices[key] = matrix
    let result = try matrix.condition(bits: bits, check: limits.check)
    results[key] = result
    return result
  }

  private static func reason(_ result: KernelCondition, _ points: PointDescription) -> String {
    let matrix = "the kernel matrix of \(points.text)"
    switch result.definiteness {
    case .singular, .deficient: return "\(matrix) is singular"
    case .indefinite:
      return "\(matrix) has the eigenvalue "
        + "\(result.extremes.smallest.decimal(upTo: 10).text) and no condition number"
    case .positiveDefinite, .undecided:
      return "\(matrix) is not proved positive definite: λ_min = "
        + result.extremes.smallest.decimal(upTo: 10).text
    }
  }
}
