public import Arithmetic
public import Expressions

/// A kernel of global average pooling over p pixels on a circle, as the kernel of the trace after a projection.
///
/// Let s be the cyclic shift of the pixels and T the kernel with the head `trace`, T(sx, sz) = T(x, z), which is
/// a function of the cosines between pixels in the same place. Average pooling gives
///
///     K(x, z) = (1/p)·Σ_j T(x, s^j z),
///
/// so its operator is that of T times the projection P = (1/p)·Σ_j s^j onto the functions that shifts leave as
/// they are, and the two commute. The eigenfunctions of K with an eigenvalue other than 0 are the shift-invariant
/// ones of T: with λ_k the eigenvalues of T on the products H_k of spherical harmonics, which are equal for all
/// rotations of k, the shift-invariant functions in the sum of H_{k'} over the rotations k' of k.
public struct PooledKernel {
  /// The kernel T with the head `trace`.
  public let trace: Expression
  /// The cosines t[1], …, t[p].
  public let cosines: [Symbol]

  /// Recognises a kernel of average pooling; `nil` when it is not proved to be one.
  ///
  /// - Complexity: p² comparisons of expressions, equal in form or proved equal as functions.
  public init?(_ kernel: Expression, in store: ExpressionStore) {
    let symbols = store.cosines(in: kernel)
    let pairs = symbols.compactMap(\.pixels).filter { $0.count == 2 }
    let count = pairs.joined().max() ?? 0
    guard pairs.count == symbols.count, count >= 2, pairs.joined().allSatisfy({ $0 >= 1 }) else {
      return nil
    }
    var classes = [[Expression]](repeating: [], count: count)
    for (coefficient, factors) in store.summands(of: kernel) {
      let summand = store.scaled(store.product(factors), by: coefficient)
      let shifts = Set(
        store.cosines(in: summand).compactMap(\.pixels).map { ($0[1] - $0[0] + count) % count })
      guard shifts.count <= 1 else { return nil }
      if let shift = shifts.first {
        classes[shift].append(summand)
      } else {
        // A constant belongs to all shifts alike.
        let part = store.scaled(summand, by: Rational(1, over: count))
        for shift in classes.indices { classes[shift].append(part) }
      }
    }
    let own = store.sum(classes[0])
    /// The own part with t[i] as the cosine of pixels i + first and i + second.
    func moved(_ first: Int, _ second: Int) -> Expression? {
      func wrapped(_ i: Int, _ shift: Int) -> Int { (i - 1 + shift) % count + 1 }
      let replacements = (1...count).map { i in
        let (left, right) = (wrapped(i, first), wrapped(i, second))
        return (
          Symbol.cosine(i), store.symbol(left == right ? .cosine(left) : .cosine(left, right))
        )
      }
      return try? store.substituting(Dictionary(uniqueKeysWithValues: replacements), in: own)
    }
    func agrees(_ expression: Expression, _ other: Expression?) -> Bool {
      other.map { $0 == expression || store.areProvedEqual($0, expression) } ?? false
    }
    guard agrees(own, moved(1, 1)),
      (1..<count).allSatisfy({ agrees(store.sum(classes[$0]), moved(0, $0)) })
    else { return nil }
    trace = store.scaled(own, by: Rational(count))
    cosines = (1...count).map { Symbol.cosine($0) }
  }
}

/// The rotations of a list of frequencies.
public struct ShiftOrbit {
  /// The frequencies, one a pixel.
  public let index: [Int]

  /// The orbit of a list.
  public init(_ index: [Int]) { self.index = index }

  /// The largest of the rotations, which stands for them all.
  public var representative: [Int] {
    index.indices.map { rotated(by: $0) }.max { $0.lexicographicallyPrecedes($1) } ?? index
  }

  /// Whether the list stands for all of its rotations.
  public var isRepresentative: Bool { index == representative }

  /// The dimension of the space of shift-invariant functions in the sum of the products of harmonics with these
  /// frequencies and their rotations.
  ///
  /// When the list repeats s times a list w of frequencies, with W = ∏ N(d, wᵢ), these are the invariants of the
  /// cyclic group of order s that permutes the factors of (C^W)^⊗s. The trace of a permutation is W to the number
  /// of its cycles, so their number is (1/s)·Σ_{g<s} W^gcd(g, s), which counts necklaces.
  public func multiplicity(dimension: Int) -> Integer {
    let period = (1...max(index.count, 1)).first { rotated(by: $0) == index } ?? index.count
    let word = index.prefix(period).reduce(Integer.one) {
      $0 * SphericalHarmonics.multiplicity(dimension: dimension, degree: $1)
    }
    let repeats = index.count / max(period, 1)
    let fixed = (0..<repeats).reduce(Integer(0)) { sum, shift in
      sum
        + (0..<Self.greatestDivisor(shift, repeats)).reduce(Integer.one) { power, _ in power * word
        }
    }
    return Rational(fixed, over: Integer(max(repeats, 1))).numerator
  }

  private func rotated(by shift: Int) -> [Int] {
    Array(index[shift...] + index[..<shift])
  }

  private static func greatestDivisor(_ a: Int, _ b: Int) -> Int {
    a == 0 ? b : greatestDivisor(b % a, a)
  }
}
