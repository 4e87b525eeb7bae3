internal import Arithmetic

/// One factor of products, with the transforms of it that have been computed.
///
/// A factor that takes part in several products keeps its transforms, one set for each length; any
/// other is transformed on the way, one prime at a time. The object lives inside one operation and
/// is not shared between threads.
final class ConvolutionOperand {
  let rows: Coefficients
  /// A bound for the largest integer in size.
  let largest: Magnitude
  /// A bound for the sum of the sizes of the integers.
  let sum: Magnitude
  /// Whether the transforms are kept.
  let isReused: Bool
  private var transforms: [TransformLength: [[Limb]]] = [:]

  init(_ rows: Coefficients, largest: Magnitude, sum: Magnitude, isReused: Bool = false) {
    self.isReused = isReused
    self.rows = rows
    self.largest = largest
    self.sum = sum
  }

  /// Measures the rows.
  convenience init(measuring rows: Coefficients, isReused: Bool = false) {
    let norms = NormProfile(measuring: rows, order: max(1, rows.count), fractionBits: 0)
    self.init(
      rows, largest: norms.largest.maximum, sum: norms.sum.bounds.last ?? .zero,
      isReused: isReused)
  }

  /// Calls `body` with the transform modulo one prime of the table, in `scratch` if it is not kept.
  func withTransform<Result>(
    _ length: TransformLength, primeIndex: Int, scratch: UnsafeMutablePointer<Limb>,
    _ body: (UnsafePointer<Limb>) -> Result
  ) -> Result {
    if !isReused {
      transform(length, primeIndex: primeIndex, to: scratch)
      return body(scratch)
    }
    var known = transforms.removeValue(forKey: length) ?? []
    for index in known.count..<max(known.count, primeIndex + 1) {
      known.append(
        [Limb](unsafeUninitializedCapacity: length.points) { buffer, initialized in
          if let base = buffer.baseAddress { transform(length, primeIndex: index, to: base) }
          initialized = length.points
        })
    }
    let values = known[primeIndex]
    transforms[length] = known
    return values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an empty transform") }
      return body(base)
    }
  }

  private func transform(
    _ length: TransformLength, primeIndex: Int, to target: UnsafeMutablePointer<Limb>
  ) {
    let tables = TransformTables.shared(primeIndex: primeIndex, levels: length.levels)
    ResidueReduction(tables.field, width: rows.width)
      .reduce(rows, to: target, length: length.points)
    NumberTheoreticTransform(length: length.points, levels: length.levels).forward(target, tables)
  }

  /// A bound for every coefficient of the product: |Σ aᵢ·b_{n-i}| ≤ min(|a|₁·|b|∞, |a|∞·|b|₁).
  static func bound(_ a: ConvolutionOperand, _ b: ConvolutionOperand) -> Magnitude {
    min(a.sum * b.largest, a.largest * b.sum)
  }
}

/// A length B·2^levels of transforms, 4 ≤ B < 8.
struct TransformLength: Hashable, Sendable {
  let base: Int
  let levels: Int

  /// The number of points.
  var points: Int { base << levels }

  /// The shortest length with at least `count` points.
  init(atLeast count: Int) {
    var levels = 1
    while 7 << levels < count { levels += 1 }
    base = max(4, (count + (1 << levels) - 1) >> levels)
    self.levels = levels
  }
}
