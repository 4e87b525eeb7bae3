internal import Arithmetic
public import Expressions

/// Proves that eigenvalues of a kernel of images are 0, by parity and degree.
///
/// The product of the harmonics of frequencies k has the parity of |k| = Σ kᵢ, so λ_k depends on
/// D = K(t) + (−1)^|k|·K(−t) alone. It is 0 when D is a sum of functions each of which is constant in a
/// cosine tᵢ with kᵢ ≥ 1 or linear in a tᵢ with kᵢ ≥ 2, because P_{kᵢ} is orthogonal to these. That is an
/// identity of functions: with Eᵢ D the part of D that is constant in tᵢ (its value at tᵢ = 0), or linear
/// (interpolated at tᵢ = 0 and 1), ∏(1 − Eᵢ) D = 0.
public struct PixelParity {
  private let kernel: Expression
  private let cosines: [Symbol]
  private let store: ExpressionStore
  /// Whether the kernel has a value on the whole cube, as the proof needs.
  private let isDefined: Bool

  /// Parity of a kernel of the given cosines.
  public init(_ kernel: Expression, cosines: [Symbol], in store: ExpressionStore) {
    self.kernel = kernel
    self.cosines = cosines
    self.store = store
    isDefined = RangeAnalysis(store: store, intervals: [:]).isDefined(kernel)
  }

  /// Whether the eigenvalue with these frequencies, one for each cosine, is proved to be 0.
  public func vanishes(_ frequencies: [Int]) -> Bool {
    guard isDefined, let remainder = try? remainder(frequencies) else { return false }
    return store.areProvedEqual(remainder, store.rational(0))
  }

  private func remainder(_ frequencies: [Int]) throws -> Expression {
    let opposite = Dictionary(
      uniqueKeysWithValues: cosines.map { ($0, store.scaled(store.symbol($0), by: -1)) })
    let mirrored = try store.substituting(opposite, in: kernel)
    let isOdd = !frequencies.reduce(0, +).isMultiple(of: 2)
    var rest = isOdd ? store.difference(kernel, mirrored) : store.sum(kernel, mirrored)
    for (cosine, frequency) in zip(cosines, frequencies) where frequency > 0 {
      let start = try store.substituting([cosine: store.rational(0)], in: rest)
      var part = start
      if frequency > 1 {
        let end = try store.substituting([cosine: store.rational(1)], in: rest)
        part = store.sum(
          start, store.product(store.symbol(cosine), store.difference(end, start)))
      }
      rest = store.difference(rest, part)
    }
    return rest
  }
}
