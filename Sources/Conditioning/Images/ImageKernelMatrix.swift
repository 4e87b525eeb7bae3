internal import Arithmetic
internal import DataFiles
public import Evaluation
public import Expressions
public import Kernels
public import Matrices

/// The matrix of a kernel's values at a set of images.
///
/// The kernel is a formula in the cosines between pixels, or a network that is evaluated layer by layer where
/// its formula would be too large. Between an image and itself equal pixels have the cosine 1, and the formula is
/// simplified there first.
public struct ImageKernelMatrix: RefinableMatrix {
  /// The images.
  public let images: ImageSet
  /// Whether the formula is proved to have no negative Taylor coefficients in cosines of equal places, so that no
  /// matrix of it has a negative eigenvalue: products of Gram matrices entry by entry are positive semidefinite
  /// (Schur).
  public let isSemidefinite: Bool
  /// What is to be said of images and kernel.
  public let notes: [String]
  private let form: Form
  /// 1 for a kernel with K(-x, z) = K(x, z), -1 for one with K(-x, z) = -K(x, z), where that is proved.
  private let parity: Int?
  /// The pixels that the kernel sees, counted from 0.
  private let seen: [Int]

  private enum Form {
    case formula(CosineFormula, diagonal: CosineFormula)
    case network(DataKernel)
  }

  /// The most cosines of a formula whose parity is looked for.
  private static let parityLimit = 64
  /// The pairs of images that are evaluated between two looks at the clock, for each worker.
  private static let chunk = 16

  /// The number of images.
  public var count: Int { images.count }

  /// Creates the matrix of a formula in the cosines between pixels.
  ///
  /// - Throws: `EvaluationInputError` for a formula in t, with free symbols, or that looks at pixels which
  ///   the images do not have.
  public init(
    _ kernel: Expression, of images: ImageSet, in store: ExpressionStore
  ) throws(EvaluationInputError) {
    let formula = try CosineFormula(kernel, in: store)
    if formula.actsOnVectors {
      throw EvaluationInputError("the kernel is one of vectors: it does not look at pixels")
    }
    let pixels = Set(formula.places.flatMap { [$0.x, $0.z] }).sorted()
    if let other = pixels.first(where: { !(1...images.pixels).contains($0) }) {
      throw EvaluationInputError(
        "the kernel looks at pixel \(other), and the images have the pixels 1 to \(images.pixels)")
    }
    self.images = images
    seen = pixels.map { $0 - 1 }
    isSemidefinite =
      formula.places.allSatisfy { $0.x == $0.z } && store.isPositiveDefinite(kernel)
    // Two large formulas are compared only where the answer matters.
    parity =
      formula.places.count <= Self.parityLimit && Self.holdsOpposites(images, seen)
      ? Self.parity(of: kernel, in: store) : nil
    let equal = Dictionary(
      uniqueKeysWithValues: pixels.map { (Symbol.cosine($0), store.rational(1)) })
    let diagonal = (try? store.substituting(equal, in: kernel)).map { store.simplified($0) }
    form = .formula(formula, diagonal: try CosineFormula(diagonal ?? kernel, in: store))
    notes =
      images.notes
      + (pixels.count == images.pixels
        ? [] : ["the kernel looks at \(pixels.count) of the \(images.pixels) pixels"])
  }

  /// Creates the matrix of a network's kernel, which is evaluated layer by layer.
  ///
  /// - Throws: `EvaluationInputError`.
  public init(
    _ kernel: NetworkKernel, of images: ImageSet, rules: LayerRules, in store: ExpressionStore
  ) throws(EvaluationInputError) {
    self.images = images
    form = .network(
      try DataKernel(.network(kernel, sides: images.sides), rules: rules, in: store))
    (isSemidefinite, parity, notes) = (false, nil, images.notes)
    seen = Array(0..<images.pixels)
  }

  /// Whether two images are opposite in all these pixels.
  private static func holdsOpposites(_ images: ImageSet, _ seen: [Int]) -> Bool {
    let known = Set(images.images.map { image in seen.map { image.directions[$0] } })
    return known.contains { known.contains($0.map(\.opposite)) }
  }

  private static func parity(of kernel: Expression, in store: ExpressionStore) -> Int? {
    let opposite = Dictionary(
      uniqueKeysWithValues: store.cosines(in: kernel).map {
        ($0, store.negated(store.symbol($0)))
      })
    guard let mirrored = try? store.substituting(opposite, in: kernel) else { return nil }
    if store.areProvedEqual(mirrored, kernel) { return 1 }
    return store.areProvedEqual(mirrored, store.negated(kernel)) ? -1 : nil
  }

  /// Images that are the same, or opposite, in all pixels that the kernel sees.
  public func singularity() -> Definiteness? {
    var known: [[Direction]: Int] = [:]
    for (number, image) in images.images.enumerated() {
      let pixels = seen.map { image.directions[$0] }
      if let first = known[pixels] {
        return .singular(.init(first: first, second: number, reason: .repeated))
      }
      if let parity, let first = known[pixels.map(\.opposite)] {
        let reason: Definiteness.Reason = parity == 1 ? .oppositeEven : .oppositeOdd
        return .singular(.init(first: first, second: number, reason: reason))
      }
      known[pixels] = number
    }
    return nil
  }

  /// Encloses the entries to 2^(-precision) times the largest on the diagonal, each at the precision that it needs.
  ///
  /// - Throws: ``KernelMatrixError``, `NetworkError`, and what `check` throws.
  /// - Complexity: n(n+1)/2 evaluations of the kernel; those of a formula are shared by the workers.
  public func balls(
    precision: Int, workers: Int, check: () throws -> Void
  ) throws -> SymmetricBallMatrix {
    let diagonal = try entries(
      (0..<count).map { ($0, $0) }, .relative(bits: precision), workers, check)
    let size = diagonal.filter { !$0.isZero }.map { $0.magnitude.ceilingExponent }.max() ?? 0
    let pairs = (0..<count).flatMap { i in (0..<i).map { (i, $0) } }
    let others = try entries(pairs, .absolute(bits: max(1, precision - size)), workers, check)
    return SymmetricBallMatrix(count: count) { i, j in
      i == j ? diagonal[i] : others[i * (i - 1) / 2 + j]
    }
  }

  /// The kernel at pairs of images.
  private func entries(
    _ pairs: [(Int, Int)], _ goal: AccuracyGoal, _ workers: Int, _ check: () throws -> Void
  ) throws -> [RealBall] {
    switch form {
    case .network(let kernel):
      return try pairs.map { i, j in
        try check()
        return try Self.naming(i, j) { try kernel.value(at: table(i, j), goal: goal) }
      }
    case .formula(let formula, let diagonal):
      var values: [RealBall] = []
      for start in stride(from: 0, to: pairs.count, by: Self.chunk * workers) {
        try check()
        let part = Array(pairs[start..<min(pairs.count, start + Self.chunk * workers)])
        for (pair, result) in zip(
          part,
          results(part, workers) { i, j throws(EvaluationInputError) in
            try (i == j ? diagonal : formula).value(at: table(i, j), goal: goal)
          })
        {
          values.append(try Self.naming(pair.0, pair.1) { try result.get() })
        }
      }
      return values
    }
  }

  private func table(_ i: Int, _ j: Int) -> CosineTable {
    CosineTable(images.images[i], images.images[j])
  }

  private typealias Entry = Result<RealBall, EvaluationInputError>

  /// What `value` gives for each pair, on several threads.
  private func results(
    _ pairs: [(Int, Int)], _ workers: Int,
    _ value: (Int, Int) throws(EvaluationInputError) -> RealBall
  ) -> [Entry] {
    var results = [Entry](repeating: .success(.zero), count: pairs.count)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      let threads = min(workers, pairs.count)
      Workers.run(threads) { worker in
        for place in stride(from: worker, to: pairs.count, by: threads) {
          results[place] = Entry { () throws(EvaluationInputError) in
            try value(pairs[place].0, pairs[place].1)
          }
        }
      }
    }
    return results
  }

  private static func naming<Value>(
    _ i: Int, _ j: Int, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as EvaluationInputError {
      throw KernelMatrixError.failed(min(i, j), max(i, j), reason: error.description)
    }
  }
}
