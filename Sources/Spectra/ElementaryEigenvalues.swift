internal import Arithmetic

/// A rational multiple of a power of π.
struct PiMultiple: Hashable, Sendable {
  var factor: Rational
  var power: Int

  static let zero = PiMultiple(factor: 0, power: 0)

  func scaled(by other: Rational) -> PiMultiple {
    PiMultiple(factor: factor * other, power: factor.isZero || other.isZero ? 0 : power)
  }

  /// The sum; both have the same power of π or one is 0.
  static func + (left: PiMultiple, right: PiMultiple) -> PiMultiple {
    if left.factor.isZero { return right }
    if right.factor.isZero { return left }
    precondition(left.power == right.power, "a sum of different powers of π")
    return PiMultiple(factor: left.factor + right.factor, power: left.power)
  }
}

/// Exact eigenvalues of the functions from which shallow kernels are made, on one sphere.
struct ElementaryEigenvalues: Sendable {
  /// The d of the sphere in d-dimensional space.
  let dimension: Int

  /// μ_k(tⁿ) = n!·Γ(d/2) / (2ⁿ·((n − k)/2)!·Γ((n + k + d)/2)) for k ≤ n of the same parity, else 0.
  ///
  /// By Rodrigues' formula for P_k and k integrations by parts (Müller 1966).
  ///
  /// - Complexity: O(n) products of rational numbers.
  func monomial(exponent n: Int, degree k: Int) -> Rational {
    guard k <= n, (n - k).isMultiple(of: 2) else { return 0 }
    let steps = (n + k) / 2
    // Γ((n + k + d)/2)/Γ(d/2) = Π_{i<steps} (d + 2i)/2.
    let rising = (0..<steps).reduce(Integer.one) { $0 * Integer(dimension + 2 * $1) }
    return Rational(
      .factorial(n), over: Integer.one.shifted(leftBy: n - steps) * .factorial((n - k) / 2) * rising
    )
  }

  /// The eigenvalue μ_k(arccos t) = π·(δ_{k0} − μ_k(κ₀)).
  ///
  /// By the eigenvalues of κ₀ (Bach 2017, appendix D.2):
  ///
  ///     μ₀(κ₀) = 1/2,     μ_k(κ₀) = B²/(2π²) with B = Γ(d/2)·Γ(k/2)/Γ((k + d)/2) for odd k,
  ///
  /// and 0 for even k ≥ 2. For even d, B is rational; for odd d it is a rational multiple of π.
  func arccosine(degree k: Int) -> PiMultiple {
    if k == 0 { return PiMultiple(factor: Rational(1, over: 2), power: 1) }
    if k.isMultiple(of: 2) { return .zero }
    let beta = beta(dimension, k)
    return PiMultiple(factor: -beta * beta / 2, power: dimension.isMultiple(of: 2) ? -1 : 1)
  }

  /// The eigenvalue μ_k(√(1 − t²)) = π·(μ_k(κ₁) − μ_k(t·κ₀)), which is 0 for odd k.
  ///
  /// Here
  ///
  ///     μ_k(κ₁) = d·C²/(8π²) with C = Γ(d/2)·Γ((k − 1)/2)/Γ((k + d + 1)/2) for even k
  ///
  /// (Bach 2017, appendix D.2), where Γ((k − 1)/2) = Γ((k + 1)/2)·2/(k − 1) also serves k = 0.
  func sine(degree k: Int) -> PiMultiple {
    guard k.isMultiple(of: 2) else { return .zero }
    let ratio = beta(dimension, k + 1) * Rational(2, over: k - 1)
    let ramp = ratio * ratio * Rational(dimension, over: 8)
    let power = dimension.isMultiple(of: 2) ? -1 : 1
    // μ_k(κ₀) for odd k is −μ_k(arccos)/π, and P₀·t = P₁.
    let step = multipliedByCosine(degree: k) { arccosine(degree: $0) }
    return PiMultiple(factor: ramp, power: power) + step
  }

  /// The eigenvalue μ_k(t·f) from those of f.
  ///
  /// By the recurrence of P_k:
  ///
  ///     (2k + d − 2)·t·P_k = (k + d − 2)·P_{k+1} + k·P_{k−1}.
  func multipliedByCosine(degree k: Int, _ value: (Int) -> PiMultiple) -> PiMultiple {
    if k == 0 { return value(1) }
    let whole = 2 * k + dimension - 2
    return value(k - 1).scaled(by: Rational(k, over: whole))
      + value(k + 1).scaled(by: Rational(k + dimension - 2, over: whole))
  }

  /// The eigenvalues of f, t·f, …, t^count·f of one degree.
  ///
  /// - Complexity: O(count²) rational operations beside those for `value`.
  func multipliedByPowers(
    upTo count: Int, degree k: Int, _ value: (Int) -> PiMultiple
  ) -> [PiMultiple] {
    let first = max(k - count, 0)
    var row = (first...(k + count)).map(value)
    var result = [row[k - first]]
    var start = first
    for step in stride(from: 1, through: count, by: 1) {
      let lowest = start == 0 ? 0 : start + 1
      let old = (row, start)
      row = (lowest...(k + count - step)).map { degree in
        multipliedByCosine(degree: degree) { old.0[$0 - old.1] }
      }
      start = lowest
      result.append(row[k - start])
    }
    return result
  }

  /// Γ(d/2)·Γ(k/2)/Γ((k + d)/2) for odd k ≥ 1, without the factor π that it has for odd d.
  private func beta(_ d: Int, _ k: Int) -> Rational {
    if d.isMultiple(of: 2) {
      // (d/2 − 1)! / Π_{i<d/2} (k/2 + i)
      let bottom = (0..<(d / 2)).reduce(Integer.one) { $0 * Integer(k + 2 * $1) }
      return Rational(Integer.factorial(d / 2 - 1).shifted(leftBy: d / 2), over: bottom)
    }
    // Γ(m + 1/2) = √π·(2m − 1)!!/2ᵐ
    let (m, n) = ((d - 1) / 2, (k - 1) / 2)
    let top = Integer.doubleFactorial(2 * m - 1) * Integer.doubleFactorial(2 * n - 1)
    return Rational(top, over: Integer.factorial((k + d) / 2 - 1).shifted(leftBy: m + n))
  }
}
