internal import Synchronization

/// The roots of unity of one prime, in the order in which the transform meets them.
///
/// A transform of `levels` levels splits t^(B·2^levels) - 1 into factors t^B - c. At every level a
/// factor t^(2h) - r² splits into t^h - r and t^h + r. Node i of a level uses r = root(i), where
/// root(i) = exp(2πi·θ) with θ(0) = 0, θ(2i) = θ(i)/2, θ(2i+1) = θ(i)/2 + 1/4: the order does not
/// depend on the level, so one table of 2^(levels-1) roots serves all levels and all shorter lengths.
struct TransformTables: Sendable {
  let field: PrimeField
  /// The roots.
  let roots: [PreparedFactor]
  /// Their inverses.
  let inverseRoots: [PreparedFactor]

  /// - Parameter levels: The largest number of levels served, at least 1.
  init(prime: Limb, levels: Int) {
    field = PrimeField(prime)
    let primitive = field.primitiveRoot()
    roots = TransformTables.table(field, primitive, levels: levels)
    inverseRoots = TransformTables.table(field, field.inverse(primitive), levels: levels)
  }

  /// For 2^s ≤ i < 2^(s+1): θ(i) = θ(i - 2^s) + 2^-(s+2).
  private static func table(_ field: PrimeField, _ primitive: Limb, levels: Int)
    -> [PreparedFactor]
  {
    var table = [field.prepared(1)]
    table.reserveCapacity(1 << (levels - 1))
    for s in 0..<max(0, levels - 1) {
      let step = field.power(primitive, 1 << Limb(PrimeTable.twoAdicity - s - 2))
      let prepared = field.prepared(step)
      for i in 0..<(1 << s) {
        let lazy = prepared.times(table[i].value, field.prime)
        table.append(field.prepared(lazy >= field.prime ? lazy - field.prime : lazy))
      }
    }
    return table
  }

  /// The tables of one prime of the table, at least as long as asked for.
  static func shared(primeIndex: Int, levels: Int) -> TransformTables {
    cache.withLock { cache in
      if let tables = cache[primeIndex], tables.roots.count >= 1 << (levels - 1) { return tables }
      let tables = TransformTables(prime: PrimeTable.prime(primeIndex), levels: levels)
      cache[primeIndex] = tables
      return tables
    }
  }

  private static let cache = Mutex<[Int: TransformTables]>([:])
}
