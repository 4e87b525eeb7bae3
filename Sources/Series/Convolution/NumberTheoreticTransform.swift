/// The transform modulo one prime: from t^(B·2^levels) - 1 to the factors t^B - c, and back.
///
/// Both directions work in place and keep the natural order of factors, so nothing is permuted. The
/// forward butterflies keep values below 4p, the backward ones below 2p (Harvey 2014, sections 3, 4).
/// Two levels are taken at once, which halves the traffic to memory; a block that does not fit the
/// first-level cache is finished before the next one is begun.
struct NumberTheoreticTransform {
  /// The number of points, B·2^levels.
  let length: Int
  /// The number of splittings.
  let levels: Int

  /// Blocks of at most this many points are transformed level by level.
  private static let cachedPoints = 4096

  /// Transforms values below 4p; the results are below 4p.
  func forward(_ x: UnsafeMutablePointer<Limb>, _ tables: TransformTables) {
    tables.roots.withUnsafeBufferPointer { roots in
      guard let roots = roots.baseAddress else { return }
      var level = 0
      if levels & 1 == 1 {
        NumberTheoreticTransform.splitFirst(x, length / 2, tables.field.prime)
        level = 1
      }
      for node in 0..<(1 << level) {
        split(x + node * (length >> level), node, level, roots, tables.field.prime)
      }
    }
  }

  /// Splits the block of one node down to the last level.
  private func split(
    _ x: UnsafeMutablePointer<Limb>, _ node: Int, _ level: Int,
    _ roots: UnsafePointer<PreparedFactor>, _ prime: Limb
  ) {
    if level == levels { return }
    let points = length >> level
    if points > NumberTheoreticTransform.cachedPoints {
      NumberTheoreticTransform.splitTwice(
        x, points / 4, roots[node], roots[2 * node], roots[2 * node + 1], prime)
      for child in 0..<4 {
        split(x + child * (points / 4), 4 * node + child, level + 2, roots, prime)
      }
      return
    }
    var depth = 0
    while level + depth < levels {
      let quarter = points >> (depth + 2)
      for block in 0..<(1 << depth) {
        let i = node << depth + block
        NumberTheoreticTransform.splitTwice(
          x + block * 4 * quarter, quarter, roots[i], roots[2 * i], roots[2 * i + 1], prime)
      }
      depth += 2
    }
  }

  /// The first level alone: (a, b) becomes (a + b, a - b).
  private static func splitFirst(_ x: UnsafeMutablePointer<Limb>, _ half: Int, _ p: Limb) {
    let twice = 2 &* p
    for j in 0..<half {
      let a = below(x[j], twice)
      let b = below(x[j + half], twice)
      x[j] = a &+ b
      x[j + half] = a &- b &+ twice
    }
  }

  /// Two levels: (a, b, c, d) with a + r·c, then the halves with their own roots.
  private static func splitTwice(
    _ x: UnsafeMutablePointer<Limb>, _ quarter: Int, _ r: PreparedFactor, _ r0: PreparedFactor,
    _ r1: PreparedFactor, _ p: Limb
  ) {
    let twice = 2 &* p
    let (x1, x2, x3) = (x + quarter, x + 2 * quarter, x + 3 * quarter)
    for j in 0..<quarter {
      let a = below(x[j], twice)
      let b = below(x1[j], twice)
      let c = r.times(x2[j], p)
      let d = r.times(x3[j], p)
      let u = below(a &+ c, twice)
      let v = below(a &- c &+ twice, twice)
      let s = r0.times(b &+ d, p)
      let t = r1.times(b &- d &+ twice, p)
      x[j] = u &+ s
      x1[j] = u &- s &+ twice
      x2[j] = v &+ t
      x3[j] = v &- t &+ twice
    }
  }

  /// Inverts `forward` up to the factor 2^levels; values below 2p stay below 2p.
  func backward(_ x: UnsafeMutablePointer<Limb>, _ tables: TransformTables) {
    tables.inverseRoots.withUnsafeBufferPointer { roots in
      guard let roots = roots.baseAddress else { return }
      let level = levels & 1
      for node in 0..<(1 << level) {
        join(x + node * (length >> level), node, level, roots, tables.field.prime)
      }
      if level == 1 { NumberTheoreticTransform.joinLast(x, length / 2, tables.field.prime) }
    }
  }

  /// Joins everything below one node.
  private func join(
    _ x: UnsafeMutablePointer<Limb>, _ node: Int, _ level: Int,
    _ roots: UnsafePointer<PreparedFactor>, _ prime: Limb
  ) {
    if level == levels { return }
    let points = length >> level
    if points > NumberTheoreticTransform.cachedPoints {
      for child in 0..<4 {
        join(x + child * (points / 4), 4 * node + child, level + 2, roots, prime)
      }
      NumberTheoreticTransform.joinTwice(
        x, points / 4, roots[node], roots[2 * node], roots[2 * node + 1], prime)
      return
    }
    var depth = levels - level - 2
    while depth >= 0 {
      let quarter = points >> (depth + 2)
      for block in 0..<(1 << depth) {
        let i = node << depth + block
        NumberTheoreticTransform.joinTwice(
          x + block * 4 * quarter, quarter, roots[i], roots[2 * i], roots[2 * i + 1], prime)
      }
      depth -= 2
    }
  }

  private static func joinLast(_ x: UnsafeMutablePointer<Limb>, _ half: Int, _ p: Limb) {
    let twice = 2 &* p
    for j in 0..<half {
      let (a, b) = (x[j], x[j + half])
      x[j] = below(a &+ b, twice)
      x[j + half] = below(a &- b &+ twice, twice)
    }
  }

  private static func joinTwice(
    _ x: UnsafeMutablePointer<Limb>, _ quarter: Int, _ r: PreparedFactor, _ r0: PreparedFactor,
    _ r1: PreparedFactor, _ p: Limb
  ) {
    let twice = 2 &* p
    let (x1, x2, x3) = (x + quarter, x + 2 * quarter, x + 3 * quarter)
    for j in 0..<quarter {
      let (a, b, c, d) = (x[j], x1[j], x2[j], x3[j])
      let u = below(a &+ b, twice)
      let v = below(c &+ d, twice)
      let s = r0.times(a &- b &+ twice, p)
      let t = r1.times(c &- d &+ twice, p)
      x[j] = below(u &+ v, twice)
      x1[j] = below(s &+ t, twice)
      x2[j] = r.times(u &- v &+ twice, p)
      x3[j] = r.times(s &- t &+ twice, p)
    }
  }

  /// x, or x - m when that is not negative; for x < 2m the result is below m.
  ///
  /// A difference that wraps around is larger than x, so the minimum decides, without a branch that
  /// random data would mispredict.
  @inline(__always)
  static func below(_ x: Limb, _ m: Limb) -> Limb { min(x, x &- m) }
}
