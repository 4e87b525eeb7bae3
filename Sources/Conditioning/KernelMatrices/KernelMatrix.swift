internal import Arithmetic
internal import DataFiles
public import Expressions
public import Matrices

/// A kernel matrix K(xᵢ·xⱼ) cannot be had.
public enum KernelMatrixError: Error, Hashable, Sendable {
  /// The kernel has no value, or none that is certain, at the cosine of two points, counted from 0.
  case undefined(Int, Int, cosine: String)
  /// The kernel depends on a symbol besides t.
  case unbound(String)
  /// The kernel could not be evaluated on two images, counted from 0.
  case failed(Int, Int, reason: String)
}

extension KernelMatrixError: CustomStringConvertible {
  /// The error as a sentence about the kernel.
  public var description: String { text("the kernel") }

  /// The error as a sentence whose subject is the kernel, called so.
  public func text(_ kernel: String) -> String {
    switch self {
    case .undefined(let i, let j, let cosine):
      "\(kernel) has no value at t = \(cosine), the cosine of points \(i + 1) and \(j + 1)"
    case .unbound(let name): "\(kernel) depends on `\(name)`, which has no value"
    case .failed(let i, let j, let reason):
      "\(kernel) has no value at images \(i + 1) and \(j + 1): \(reason)"
    }
  }
}

/// The matrix of a kernel's values at the cosines of a set of points.
///
/// A value is computed once for every distinct cosine. At rational cosines, such as 1 on the diagonal, the
/// formula is simplified first: deep kernels lose half of the accuracy a layer at ±1 otherwise.
public struct KernelMatrix: RefinableMatrix, Sendable {
  /// The points.
  public let points: PointSet
  let tape: Tape
  /// Formulas without t for rational cosines, by their numbers.
  private let constants: [Int: Tape]
  /// The most rational cosines for which a formula is made.
  private static let constantLimit = 64
  /// The most cosines in a chunk of work.
  private static let chunkLimit = 2048
  /// 1 for an even kernel, -1 for an odd one, where that is proved; `nil` for others.
  let parity: Int?
  /// The degrees of a kernel that is a polynomial in t.
  let degrees: PolynomialDegrees?
  /// Whether the kernel is proved to have no negative Taylor coefficients, so that no matrix of it has a negative
  /// eigenvalue (Schoenberg 1942).
  public let isSemidefinite: Bool

  /// The number of points.
  public var count: Int { points.count }

  /// Creates the matrix of a kernel without symbols besides t.
  public init(_ kernel: Expression, of points: PointSet, in store: ExpressionStore) {
    self.points = points
    tape = Tape(kernel, in: store)
    parity = Self.parity(of: kernel, in: store)
    degrees = PolynomialDegrees(of: kernel, in: store)
    isSemidefinite = store.isPositiveDefinite(kernel)
    var constants: [Int: Tape] = [:]
    for (place, cosine) in points.cosines.enumerated() {
      guard case .rational(let t) = cosine, constants.count < Self.constantLimit,
        let value = try? store.substituting([.cosine: store.rational(t)], in: kernel)
      else { continue }
      constants[place] = Tape(store.simplified(value), in: store)
    }
    self.constants = constants
  }

  /// Repeated or opposite points, or more points than the rank of a polynomial can be.
  public func singularity() -> Definiteness? {
    if let (i, j) = points.duplicates {
      return .singular(.init(first: i, second: j, reason: .repeated))
    }
    if let parity, let (i, j) = points.firstPair(withCosine: -1) {
      let reason: Definiteness.Reason = parity == 1 ? .oppositeEven : .oppositeOdd
      return .singular(.init(first: i, second: j, reason: reason))
    }
    return degrees.flatMap { RankDeficiency($0, at: points) }.map(Definiteness.deficient)
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
  /// - Parameter check: Called now and then; throws to stop.
  /// - Throws: ``KernelMatrixError`` where the kernel certainly has no value, and what `check` throws.
  /// - Complexity: One evaluation of the kernel for each distinct cosine, shared by the workers.
  public func balls(
    precision: Int, workers: Int = 1, check: () throws -> Void = {}
  ) throws -> SymmetricBallMatrix {
    let values = try values(precision: precision, workers: workers, check)
    return SymmetricBallMatrix(count: points.count) { i, j in values[points.place(i, j)] }
  }

  /// The kernel's values at the distinct cosines; the whole line where definedness is not proved.
  private func values(
    precision: Int, workers: Int, _ check: () throws -> Void
  ) throws -> [RealBall] {
    let cosines = points.cosines
    let size = max(16, min(Self.chunkLimit, (cosines.count + 4 * workers - 1) / (4 * workers)))
    var values: [RealBall] = []
    values.reserveCapacity(cosines.count)
    // Rounds of some chunks a worker, so that a limit of time is seen between them.
    for start in stride(from: 0, to: cosines.count, by: 4 * workers * size) {
      try check()
      let chunks = stride(
        from: start, to: min(cosines.count, start + 4 * workers * size), by: size
      ).map { $0..<min(cosines.count, $0 + size) }
      for result in chunkValues(chunks, precision, workers) {
        do { values += try result.get() } catch { throw explained(error) }
      }
    }
    return values
  }

  private typealias ChunkResult = Result<[RealBall], Failure>

  /// The values of each chunk of cosines.
  private func chunkValues(
    _ chunks: [Range<Int>], _ precision: Int, _ workers: Int
  ) -> [ChunkResult] {
    var results = [ChunkResult](repeating: .success([]), count: chunks.count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      Workers.run(workers == 1 ? 1 : chunks.count) { turn in
        for chunk in workers == 1 ? chunks.indices : turn..<(turn + 1) {
          results[chunk] = Result { () throws(Failure) in
            var balls: [RealBall] = []
            for place in chunks[chunk] {
              balls.append(try value(at: points.cosines[place], place, precision))
            }
            return balls
          }
        }
      }
    }
    return results
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
