internal import Arithmetic

/// One factor of products, with the transforms of it that have been computed.
///
/// A factor that takes part in several products is transformed once for each length. The object
/// lives inside one operation and is not shared between threads.
final class ConvolutionOperand {
  let rows: Coefficients
  /// A bound for the largest integer in size.
  let largest: Magnitude
  /// A bound for the sum of the sizes of the integers.
  let sum: Magnitude
  private var transforms: [TransformLength: [[Limb]]] = [:]

  init(_ rows: Coefficients, largest: Magnitude, sum: Magnitude) {
    self.rows = rows
    self.largest = largest
    self.sum = sum
  }

  /// Measures the rows.
  convenience init(measuring rows: Coefficients) {
    let norms = NormProfile(measuring: rows, order: max(1, rows.count), fractionBits: 0)
    self.init(
      rows, largest: norms.largest.maximum, sum: norms.sum.bounds.last ?? .zero)
  }

  /// The transforms modulo the first `primes` primes of the table.
  func transforms(_ length: TransformLength, primes: Int) -> [[Limb]] {
    var known = transforms[length] ?? []
    for index in known.count..<max(known.count, primes) {
      let tables = TransformTables.shared(primeIndex: index, levels: length.levels)
      let reduction = ResidueReduction(tables.field, width: rows.width)
      known.append(
        [Limb](unsafeUninitializedCapacity: length.points) { buffer, initialized in
          guard let base = buffer.baseAddress else { return }
          reduction.reduce(rows, to: base, length: length.points)
          NumberTheoreticTransform(length: length.points, levels: length.levels)
            .forward(base, tables)
          initialized = length.points
        })
    }
    transforms[length] = known
    return known
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
