internal import Arithmetic
internal import Conditioning
internal import Evaluation
internal import Expressions
internal import Language
internal import Matrices

/// A kernel matrix has no condition number.
struct ConditionError: Error, CustomStringConvertible {
  let description: String
}

/// Condition numbers and eigenvalues of kernel matrices, for claims.
final class KernelMatrixTable {
  /// What the rows of a matrix belong to.
  private enum Inputs: Hashable {
    case points(PointDescription)
    case images(ImageDescription)

    var text: String {
      switch self {
      case .points(let points): points.text
      case .images(let images): images.text
      }
    }
  }

  private struct Key: Hashable {
    let kernel: Expression
    let inputs: Inputs
  }

  private let elaborator: Elaborator
  private let limits: Limits
  private var matrices: [Key: any RefinableMatrix] = [:]
  private var results: [Key: KernelCondition] = [:]

  init(elaborator: Elaborator, limits: Limits) {
    (self.elaborator, self.limits) = (elaborator, limits)
  }

  /// An enclosure of a quantity of matrices with about `bits` significant bits.
  func ball(of quantity: Quantity, bits: Int) throws -> RealBall {
    switch quantity {
    case .matrix(let kind, let kernel, let points):
      return try ball(of: kind, Key(kernel: kernel, inputs: .points(points)), bits: bits)
    case .imageMatrix(let kind, let kernel, let images):
      return try ball(of: kind, Key(kernel: kernel, inputs: .images(images)), bits: bits)
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
  private func ball(of quantity: MatrixQuantity, _ key: Key, bits: Int) throws -> RealBall {
    if quantity == .smallestEigenvalueBound { return try bound(key, bits: bits) }
    let result = try result(key, bits: bits)
    switch quantity {
    case .smallestEigenvalue, .smallestEigenvalueBound: return result.extremes.smallest
    case .largestEigenvalue: return result.extremes.largest
    case .condition:
      if let value = result.condition { return value }
      throw ConditionError(description: Self.reason(result, key.inputs))
    case .doubleConstant:
      if let value = result.doubleConstantCondition { return value }
      throw ConditionError(
        description:
          "the double-constant matrix of \(key.inputs.text) is not proved positive definite")
    }
  }

  private func bound(_ key: Key, bits: Int) throws -> RealBall {
    try limits.check()
    let bound: SmallestEigenvalueBound?
    switch key.inputs {
    case .points(let points):
      guard let set = elaborator.pointSets[points] else { throw Self.missing(key.inputs) }
      bound = try SmallestEigenvalueBound(
        of: key.kernel, at: set, in: elaborator.store, bits: bits, check: limits.check)
    case .images(let images):
      guard let set = elaborator.imageSets[images] else { throw Self.missing(key.inputs) }
      bound = try SmallestEigenvalueBound(
        of: key.kernel, at: set, in: elaborator.store, bits: bits, check: limits.check)
    }
    guard let bound else {
      throw ConditionError(
        description: "the Taylor coefficients give no bound at \(key.inputs.text): they are not "
          + "proved nonnegative, or points are too close together or opposite")
    }
    return bound.value
  }

  private static func missing(_ inputs: Inputs) -> ConditionError {
    ConditionError(description: "\(inputs.text) is not there")
  }

  private func result(_ key: Key, bits: Int) throws -> KernelCondition {
    if let known = results[key], known.bits >= bits { return known }
    let matrix = try matrices[key] ?? matrix(key)
    matrices[key] = matrix
    let result = try matrix.condition(bits: bits, witnesses: false, check: limits.check)
    results[key] = result
    return result
  }

  private func matrix(_ key: Key) throws -> any RefinableMatrix {
    switch key.inputs {
    case .points(let points):
      guard let set = elaborator.pointSets[points] else { throw Self.missing(key.inputs) }
      return KernelMatrix(key.kernel, of: set, in: elaborator.store)
    case .images(let images):
      guard let set = elaborator.imageSets[images] else { throw Self.missing(key.inputs) }
      do {
        return try ImageKernelMatrix(key.kernel, of: set, in: elaborator.store)
      } catch {
        throw ConditionError(description: error.description)
      }
    }
  }

  private static func reason(_ result: KernelCondition, _ inputs: Inputs) -> String {
    let matrix = "the kernel matrix of \(inputs.text)"
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
