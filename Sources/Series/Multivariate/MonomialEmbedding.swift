/// Truncated series in several variables inside the truncated series in one: tᵢ ↦ X^(eᵢ), eᵢ ≥ 1.
///
/// **Homomorphism.** The substitution φ: ℝ[[t₁, …, t_p]] → ℝ[[X]]/(X^L) is a homomorphism of rings.
/// It respects analytic functions: u - u₀ has a nilpotent image, so
/// f(φ(u)) = Σ f⁽ᵏ⁾(u₀)/k!·φ(u - u₀)ᵏ = φ(f(u)). Hence *every* certified function of `FixedSeries`,
/// applied to φ(u), encloses φ(f(u)), and no bound has to be proved again.
///
/// **Reading off.** Write e·n = Σ eᵢ·nᵢ. For every kept monomial n the exponents are such that
///
///     e·n < L,   and e·n' = e·n for n' ∈ ℕᵖ only if n' = n        (*)
///
/// so the coefficient of X^(e·n) in φ(v) is that of tⁿ in v: no other monomial, kept or not, shares the
/// place.
///
/// Total degree below N: one variable has the stride 0, the others 1, N, N², …; with the largest stride
/// s and B = (N - 1)·s + 1 let eᵢ = B + sᵢ. Then e·n = B·|n| + Σ sᵢ·nᵢ. For kept n the sum is at most
/// (N - 1)·s < B, so e·n < B·N; equality forces B·|n'| < B·N, thus n' is of degree below N as well, and
/// the quotient by B gives |n'| = |n|. The remainder has the digits nᵢ in base N, and |n| leaves the
/// variable of stride 0. L is about N^p.
///
/// Box nᵢ < Nᵢ: take pairwise coprime qᵢ ≥ Nᵢ and eᵢ = Π_{j≠i} qⱼ. Modulo qᵢ, e·n' = e·n says
/// n'ᵢ ≡ nᵢ, as eᵢ is a unit and the other eⱼ vanish. Since 0 ≤ nᵢ < qᵢ this gives n'ᵢ ≥ nᵢ for all i, and
/// because all eᵢ are positive and the sums equal, n' = n. L is about p·N₁·…·N_p.
///
/// Kronecker's substitution with strides 2Nᵢ - 1 has the length 2^(p-1)·N₁·…·N_p. It keeps apart the
/// monomials of one product; (*) holds them apart from those of all powers, which is what functions need.
struct MonomialEmbedding: Hashable, Sendable {
  /// eᵢ for every variable.
  let exponents: [Int]
  /// L, the number of coefficients in X: 1 + the largest e·n of a kept monomial.
  let order: Int

  /// - Throws: `SeriesError.tooLarge` for more than 2²⁴ coefficients.
  init(_ truncation: MultivariateTruncation, variableCount: Int) throws(SeriesError) {
    switch truncation {
    case .totalDegree(let bound):
      exponents = try MonomialEmbedding.graded(below: bound, variableCount: variableCount)
      order = try MonomialEmbedding.product(bound - 1, exponents.max() ?? 0) + 1
    case .box(let sides):
      let ascending = sides.indices.sorted { (sides[$0], $0) < (sides[$1], $1) }
      let up = try MonomialEmbedding.coprime(sides, in: ascending)
      let down = try MonomialEmbedding.coprime(sides, in: ascending.reversed())
      let best = up.last < down.last ? up : down
      exponents = best.exponents
      order = try MonomialEmbedding.product(best.last + 1, 1)
    }
  }

  /// The embedding of no variables.
  static let constants = MonomialEmbedding(exponents: [], order: 1)

  private init(exponents: [Int], order: Int) {
    self.exponents = exponents
    self.order = order
  }

  /// The exponents B + sᵢ for the strides 0, 1, N, N² and so on.
  private static func graded(
    below bound: Int, variableCount: Int
  ) throws(SeriesError) -> [Int] {
    var strides = variableCount == 0 ? [] : [0]
    while strides.count < variableCount {
      strides.append(strides.count == 1 ? 1 : try product(strides[strides.count - 1], bound))
    }
    let block = try product(bound - 1, strides.last ?? 0) + 1
    return strides.map { block + $0 }
  }

  /// Π_{j≠i} qⱼ with qᵢ chosen in the given order, each as small as it can be; and the largest e·n.
  private static func coprime(
    _ sides: [Int], in order: [Int]
  ) throws(SeriesError) -> (exponents: [Int], last: Int) {
    var moduli = [Int](repeating: 1, count: sides.count)
    var all = 1
    for i in order {
      _ = try product(all, sides[i])
      var q = sides[i]
      while greatestCommonDivisor(q, all) != 1 { q += 1 }
      moduli[i] = q
      all = try product(all, q)
    }
    let total = all
    let exponents = moduli.map { total / $0 }
    return (exponents, zip(exponents, sides).reduce(0) { $0 + $1.0 * ($1.1 - 1) })
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }

  /// The product of natural numbers, refused beyond the order of any series.
  private static func product(_ a: Int, _ b: Int) throws(SeriesError) -> Int {
    let (value, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow || value >= 1 << 24 { throw .tooLarge(limbs: overflow ? .max : value) }
    return value
  }

  /// The place e·n of a monomial.
  func index(of monomial: [Int]) -> Int {
    zip(exponents, monomial).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
