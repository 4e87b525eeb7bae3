internal import Arithmetic
public import Expressions
public import Matrices

/// A kernel matrix K(xᵢ·xⱼ) cannot be had.
public enum KernelMatrixError: Error, Hashable, Sendable {
  /// The kernel has no value, or none that is certain, at the cosine of two points, counted from 0.
  case undefined(Int, Int, cosine: String)
  /// The kernel depends on a symbol besides t.
  case unbound(String)
}

/// The matrix of a kernel's values at the cosines of a set of points.
///
/// A value is computed once for every distinct cosine. At rational cosines, such as 1 on the diagonal, the
/// formula is simplified first: deep kernels lose half of the accuracy a layer at ±1 otherwise.
public struct KernelMatrix: Sendable {
  /// The points.
  public let points: PointSet
  let tape: Tape
  /// Formulas without t for rational cosines, by their numbers.
  private let constants: [Int: Tape]
  /// The most rational cosines for which a formula is made.
  private static let constantLimit = 64
  /// 1 for an even kernel, -1 for an odd one, where that is proved; `nil` for others.
  let parity: Int?

  /// Creates the matrix of a kernel without symbols besides t.
  public init(_ kernel: Expression, of points: PointSet, in store: ExpressionStore) {
    self.points = points
    tape = Tape(kernel, in: store)
    parity = Self.parity(of: kernel, in: store)
    var constants: [Int: Tape] = [:]
    for (place, cosine) in points.cosines.enumerated() {
      guard case .rational(let t) = cosine, constants.count < Self.constantLimit,
        let value = try? store.substituting([.cosine: store.rational(t)], in: kernel)
      else { continue }
      constants[place] = Tape(store.simplified(value), in: store)
    }
    self.constants = constants
  }

  private static func parity(of kernel: Expression, in store: ExpressionStore) -> Int? {
    let opposite = store.negated(store.cosine)
    guard let mirrored = try? store.substituting([.cosine: opposite], in: kernel) else {
      return nil
    }
    if store.areProvedEqual(mirrored, kernel) { return 1 }
    return store.areProvedEqual(mirrored, store.negated(kernel)) ? -1 : nil
  }

  /// Encloses the entries with midpoints of about `precision` bits.
  ///
  /// - Throws: ``KernelMatrixError`` where the kernel certainly has no value.
  /// - Complexity: One evaluation of the kernel for each distinct cosine, shared by the workers.
  public func balls(precision: Int, workers: Int = 1) throws(KernelMatrixError)
    -> SymmetricBallMatrix
  {
    let values = try values(precision: precision, workers: workers)
    return SymmetricBallMatrix(count: points.count) { i, j in values[points.place(i, j)] }
  }

  /// The kernel's values at the distinct cosines; the whole line where definedness is not proved.
  private func values(precision: Int, workers: Int) throws(KernelMatrixError) -> [RealBall] {
    let cosines = points.cosines
    let size = max(64, (cosines.count + 4 * workers - 1) / (4 * workers))
    let chunks = (cosines.count + size - 1) / size
    var results = [Result<[RealBall], Failure>](repeating: .success([]), count: chunks)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      Workers.run(workers == 1 ? 1 : chunks) { turn in
        for chunk in workers == 1 ? 0..<chunks : turn..<(turn + 1) {
          let range = chunk * size..<min(cosines.count, (chunk + 1) * size)
          results[chunk] = Result { () throws(Failure) in
            var balls: [RealBall] = []
            for place in range {
              balls.append(try value(at: cosines[place], place, precision))
            }
            return balls
          }
        }
      }
    }
    var values: [RealBall] = []
    for result in results {
      do { values += try result.get() } catch { throw explained(error) }
    }
    return values
  }

  private struct Failure: Error {
    let place: Int
    let error: EvaluationError
  }

  private func value(
    at cosine: ExactCosine, _ place: Int, _ precision: Int
  ) throws(Failure) -> RealBall {
    do {
      let t = cosine.ball(precision: precision + 8)
      let (values, isDefined) = try (constants[place] ?? tape)
        .evaluate(over: [.cosine: t], precision: precision + 8)
      return isDefined ? values[0] : .everything
    } catch {
      throw Failure(place: place, error: error)
    }
  }

  private func explained(_ failure: Failure) -> KernelMatrixError {
    switch failure.error {
    case .unbound(let symbol): return .unbound(symbol.name)
    case .outsideDomain: return undefined(at: failure.place)
    }
  }

  /// The error for the first pair with the cosine of this number.
  private func undefined(at place: Int) -> KernelMatrixError {
    let cosine = points.cosines[place].ball(precision: 64).decimal(upTo: 10).text
    for i in 0..<points.count {
      for j in 0...i where points.place(i, j) == place { return .undefined(j, i, cosine: cosine) }
    }
    return .undefined(0, 0, cosine: cosine)
  }
}
