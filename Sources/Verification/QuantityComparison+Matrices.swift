internal import Arithmetic
internal import Conditioning
internal import DataFiles
internal import Expressions
internal import Language
internal import Syntax

extension QuantityComparison {
  /// ρ(A) ≥ ρ(B(A)) for the matrix B(A) of the means: a theorem wherever both numbers exist.
  ///
  /// Such a claim holds with equality at equiangular points, where enclosures never decide it.
  ///
  /// - Throws: `ConditionError` when the matrix has no condition number.
  func doubleConstantReason(_ obligation: Obligation) throws -> String? {
    let (larger, smaller): (Expression, Expression)
    switch obligation.comparator {
    case .greaterOrEqual: (larger, smaller) = (obligation.left, obligation.right)
    case .lessOrEqual: (larger, smaller) = (obligation.right, obligation.left)
    case .equal, .notEqual, .less, .greater: return nil
    }
    guard let (condition, bound) = pair(quantity(larger), quantity(smaller)) else { return nil }
    for one in [condition, bound] { _ = try checker.quantities.ball(of: one, bits: 64) }
    return
      "the matrix is positive definite, and no such matrix has a smaller condition number than "
      + "the mean of its permutations"
  }

  /// σ₁(W) ≤ ‖Wₖ‖_F^(2⁻ᵏ) for the k-th Gram iterate: equality at rank 1, where enclosures never decide it.
  func gramReason(_ obligation: Obligation) -> String? {
    let (larger, smaller): (Expression, Expression)
    switch obligation.comparator {
    case .greaterOrEqual: (larger, smaller) = (obligation.left, obligation.right)
    case .lessOrEqual: (larger, smaller) = (obligation.right, obligation.left)
    case .equal, .notEqual, .less, .greater: return nil
    }
    guard case .spectralNorm(let map)? = quantity(smaller),
      case .gramBound(map, _)? = quantity(larger)
    else { return nil }
    return
      "the iterate has the singular values σ^(2^k), and no spectral norm is larger than the "
      + "Frobenius norm"
  }

  /// ρ(A) and ρ(B(A)), where both are of one matrix.
  private func pair(_ larger: Quantity?, _ smaller: Quantity?) -> (Quantity, Quantity)? {
    guard let larger, let smaller else { return nil }
    switch larger {
    case .matrix(.condition, let kernel, let points):
      let bound = Quantity.matrix(.doubleConstant, kernel: kernel, points: points)
      return smaller == bound ? (larger, bound) : nil
    case .imageMatrix(.condition, let kernel, let images):
      let bound = Quantity.imageMatrix(.doubleConstant, kernel: kernel, images: images)
      return smaller == bound ? (larger, bound) : nil
    case .matrix, .imageMatrix, .taylorCoefficient, .pixelCoefficient, .eigenvalue,
      .pixelEigenvalue, .spectralNorm, .gramBound:
      return nil
    }
  }

  /// No matrix of a kernel with nonnegative Taylor coefficients in cosines of equal places has a negative
  /// eigenvalue: Gram matrices multiplied entry by entry are positive semidefinite (Schur).
  func imageConeReason(_ kind: MatrixQuantity, _ kernel: Expression) -> String? {
    let cosines = checker.elaborator.store.cosines(in: kernel)
    guard kind == .smallestEigenvalue || kind == .largestEigenvalue,
      cosines.allSatisfy({ $0.pixels.map { $0.count == 2 && $0[0] == $0[1] } ?? false })
    else { return nil }
    return
      "for all images: the kernel has nonnegative Taylor coefficients in the cosines of equal "
      + "pixels, so its matrices have no negative eigenvalue"
  }

  private func quantity(_ side: Expression) -> Quantity? {
    guard case .symbol(let symbol) = checker.elaborator.store.node(side) else { return nil }
    return checker.elaborator.quantities[symbol]
  }

  /// The number in exact form for equiangular points with a rational cosine t.
  ///
  /// The matrix is double-constant with b = K(1) and b̃ = K(t): its eigenvalues are b - b̃ and
  /// b + (n-1)b̃.
  func exactMatrixValue(
    _ kind: MatrixQuantity, _ kernel: Expression, _ points: PointDescription
  ) throws -> Expression? {
    let store = checker.elaborator.store
    guard let set = checker.elaborator.pointSets[points], set.count > 1, set.cosines.count == 2,
      set.cosines[0] == .rational(1), case .rational(let cosine) = set.cosines[1]
    else { return nil }
    let diagonal = try value(of: kernel, at: 1)
    let other = try value(of: kernel, at: cosine)
    let repeated = store.difference(diagonal, other)
    let single = store.sum(diagonal, store.scaled(other, by: Rational(set.count - 1)))
    let sign = try Tape(other, in: store).evaluate(at: [:], goal: .absolute(bits: 64)).value
    let isUpward = sign.isCertainlyNonnegative
    guard isUpward || sign.isCertainlyNonpositive else { return nil }
    let (smallest, largest) = isUpward ? (repeated, single) : (single, repeated)
    switch kind {
    case .smallestEigenvalue: return smallest
    case .largestEigenvalue: return largest
    case .smallestEigenvalueBound: return nil
    case .condition, .doubleConstant: return try store.quotient(largest, smallest)
    }
  }

  private func value(of kernel: Expression, at cosine: Rational) throws -> Expression {
    let store = checker.elaborator.store
    return store.simplified(
      try store.substituting([.cosine: store.rational(cosine)], in: kernel))
  }
}
