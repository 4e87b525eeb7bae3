/// Truncated series in several variables inside the truncated series in one: tᵢ ↦ X^(eᵢ).
///
/// With weights wᵢ ≥ 1, let deg(n) = Σ wᵢ·nᵢ and keep the monomials with deg(n) < W. Choose strides sᵢ
/// and a block length B, and let eᵢ = wᵢ·B + sᵢ.
///
/// **Homomorphism.** φ(tᵢ) = X^(eᵢ) extends to a homomorphism of power series. It sends the ideal of
/// deg ≥ W into (X^(W·B)), because the exponent Σ eᵢ·nᵢ is at least B·deg(n), so
///
///     φ:  ℝ[[t₁, …, t_p]]/(deg ≥ W)  →  ℝ[[X]]/(X^(W·B))
///
/// is a homomorphism of rings. What is a power series of its argument is respected too, as u - u₀ is
/// nilpotent: f(φ(u)) = Σ f⁽ᵏ⁾(u₀)/k!·φ(u - u₀)ᵏ = φ(f(u)). Hence *every* certified function of
/// `FixedSeries`, applied to φ(u), encloses φ(f(u)): no bound has to be proved again.
///
/// **Injectivity.** One variable f of the largest range has stride 0; the ranges rᵢ = ⌊(W-1)/wᵢ⌋ + 1 of
/// the others are the radices of a mixed radix system with place values sᵢ. For deg(n) < W the number
/// r = Σ sᵢ·nᵢ is at most (W - 1)·max sᵢ/wᵢ < B, so the exponent B·deg(n) + r determines deg(n) and r, the
/// digits of r are the nᵢ with i ≠ f, and deg(n) leaves n_f. No two kept monomials meet.
///
/// Unlike Kronecker's substitution with strides 2Nᵢ - 1, products that are not kept need no room: they
/// have degree W or more and fall off the end. For total degree below N, B = (N - 1)·N^(p-2) + 1, a length
/// of about N^p instead of 2^(p-1)·N^p.
struct MonomialEmbedding: Hashable, Sendable {
  /// eᵢ for every variable.
  let exponents: [Int]
  /// W·B, the number of coefficients in X.
  let order: Int

  /// - Throws: `SeriesError.tooLarge` for more than 2²⁴ coefficients.
  init(_ truncation: MultivariateTruncation, variableCount: Int) throws(SeriesError) {
    let (weights, bound) = try MonomialEmbedding.grading(truncation, variableCount: variableCount)
    let ranges = weights.map { (bound - 1) / $0 + 1 }
    let free = ranges.indices.max { ranges[$0] < ranges[$1] }
    var place = 1
    var strides: [Int] = []
    var block = 1
    for (i, range) in ranges.enumerated() {
      strides.append(i == free ? 0 : place)
      // Both factors are below 2²⁷, so the product fits a word.
      block = max(block, (bound - 1) * strides[i] / weights[i] + 1)
      if i != free { place = try MonomialEmbedding.product(place, range) }
    }
    let blockLength = block
    order = try MonomialEmbedding.product(bound, blockLength)
    exponents = zip(weights, strides).map { $0 * blockLength + $1 }
  }

  /// The most coefficients of a series in X.
  private static let largestOrder = 1 << 24

  /// The weights and W: for a box wᵢ ≈ max N/Nᵢ, so that its sides have like weights and it fills
  /// as much as it can of the simplex deg(n) ≤ W - 1 = Σ wᵢ·(Nᵢ - 1) around it.
  private static func grading(
    _ truncation: MultivariateTruncation, variableCount: Int
  ) throws(SeriesError) -> (weights: [Int], bound: Int) {
    switch truncation {
    case .totalDegree(let bound):
      _ = try product(bound, 1)
      return (Array(repeating: 1, count: variableCount), variableCount == 0 ? 1 : bound)
    case .box(let sides):
      let longest = max(2, sides.max() ?? 1)
      _ = try product(longest, sides.count)
      let weights = sides.map { max(1, (longest - 1) / max(1, $0 - 1)) }
      return (weights, zip(weights, sides).reduce(1) { $0 + $1.0 * ($1.1 - 1) })
    }
  }

  private static func product(_ a: Int, _ b: Int) throws(SeriesError) -> Int {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow || value > largestOrder { throw .tooLarge(limbs: overflow ? .max : value) }
    return value
  }

  /// The index in X of a monomial; for one that is not kept it may lie beyond the order.
  func index(of monomial: [Int]) -> Int {
    zip(exponents, monomial).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
